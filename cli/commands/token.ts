import { type Command, Option } from "commander";
import type { components } from "../../generated/client.js";
import { JSON_OPTION, type Register } from "../context.ts";
import { printable } from "../show/printable.ts";
import { positive } from "./artifacts.ts";

type Schemas = components["schemas"];

interface CreateOptions {
  readonly role?: Schemas["Role"];
  readonly days?: number;
  readonly json: boolean;
}

/** Personal tokens: for programs, instead of a password. */
export const registerToken: Register = (program, context, end) => {
  const token = program.command("token").description("personal tokens for programs");
  registerCreate(token, context, end);
  registerList(token, context, end);
  registerRemove(token, context, end);
};

const registerCreate: Register = (token, context, end) => {
  token
    .command("create")
    .description("make a token; it is shown this once")
    .argument("<name>", "what it is for")
    .addOption(
      new Option("--role <role>", "what it may do (default: what you may)").choices(["reader", "publisher", "admin"]),
    )
    .option("--days <number>", "days until it ends (default: 90)", positive)
    .option(...JSON_OPTION)
    .action(async (name: string, { role, days, json }: CreateOptions) => {
      const { client, answer } = await context.registry();
      const body = {
        name,
        ...(role === undefined ? {} : { role }),
        expires_in_days: days ?? 90,
      };
      const { data } = await answer(client.POST("/tokens", { body }));
      context.show(json, data, () => `${data?.token}\n`);
      if (!json)
        context.err(`token ${data?.id}, role ${data?.role}, ends ${data?.expires_at}; it is not shown again\n`);
      end(0);
    });
};

const registerList: Register = (token, context, end) => {
  token
    .command("ls")
    .description("your tokens, without their secrets")
    .option("--account <name>", "somebody else's; needs the role admin")
    .option(...JSON_OPTION)
    .action(async ({ account, json }: { account?: string; json: boolean }) => {
      const { client, answer } = await context.registry();
      const query = account === undefined ? {} : { account };
      const { data } = await answer(client.GET("/tokens", { params: { query } }));
      const tokens = data?.tokens ?? [];
      context.show(json, tokens, () => tokens.map(line).join(""));
      if (tokens.length === 0) context.err("there are no tokens\n");
      end(0);
    });
};

const registerRemove: Register = (token: Command, context, end) => {
  token
    .command("rm")
    .description("end a token")
    .argument("<id>", "its number", positive)
    .option(...JSON_OPTION)
    .action(async (id: number, { json }: { json: boolean }) => {
      const { client, answer } = await context.registry();
      await answer(client.DELETE("/tokens/{id}", { params: { path: { id } } }));
      context.show(json, { id }, () => `token ${id} is void\n`);
      end(0);
    });
};

const line = ({ id, name, role, expires_at, last_used_at }: Schemas["PersonalToken"]): string =>
  `${String(id).padStart(6)}  ${role.padEnd(9)}  ends ${expires_at.slice(0, 10)}  used ${(last_used_at ?? "never").slice(0, 16).padEnd(16)}  ${printable(name)}\n`;
