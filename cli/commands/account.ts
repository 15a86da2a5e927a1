/** `gatehouse login`, `logout`, `token` and `admin`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { type Command, Option } from "commander";
import type { components } from "../../generated/client.js";
import { type Context, JSON_OPTION, type Register } from "../context.ts";
import { credentialsFile, readCredentials, removeCredentials, writeCredentials } from "../credentials.ts";
import { DEFAULT_URL, registryAt, registryUrl } from "../registry.ts";
import { CommandFault } from "../runtime.ts";
import { printable } from "../show/text.ts";
import { positive } from "./artifacts.ts";

type Schemas = components["schemas"];

interface LoginOptions {
  readonly url?: string;
  readonly user?: string;
  readonly passwordStdin: boolean;
  readonly json: boolean;
}

export const registerLogin: Register = (program, context, end) => {
  program
    .command("login")
    .description("sign in and keep the token")
    .option("--url <url>", `registry (default: GATEHOUSE_URL, else that of the last sign-in, else ${DEFAULT_URL})`)
    .option("--user <name>", "account (default: asks for it; admin with --password-stdin)")
    .option("--password-stdin", "read the password from standard input", false)
    .option(...JSON_OPTION)
    .action(async (options: LoginOptions) => {
      await login(options, context);
      end(0);
    });
};

async function login(options: LoginOptions, context: Context): Promise<void> {
  const kept = await readCredentials(context);
  const url = registryUrl(options.url ?? (context.env["GATEHOUSE_URL"] || kept?.url || DEFAULT_URL));
  const name = options.user ?? (options.passwordStdin ? "admin" : await askName(url, context));
  const password = options.passwordStdin ? firstLine(await context.readInput()) : await askPassword(context);
  const { client, answer } = registryAt(url, null, context);
  const body = { user: { name }, secret: { password } };
  const signedIn = await answer(client.PUT("/authenticate", { body }), [401]);
  if (signedIn.data === undefined) throw new CommandFault("The name or the password is wrong", { status: 401 });
  const file = await writeCredentials(context, { url, token: signedIn.data });
  context.show(options.json, { url, user: name, file }, () => `signed in to ${url} as ${name}, kept in ${file}\n`);
}

async function askName(url: string, { ask }: Context): Promise<string> {
  const answer = await ask(`account at ${url} [admin]: `, false);
  return answer === null || answer.trim() === "" ? "admin" : answer.trim();
}

async function askPassword({ ask }: Context): Promise<string> {
  const password = await ask("password: ", true);
  if (password === null)
    throw new CommandFault("The password cannot be asked for: this is not a terminal", {
      advice: "Pipe it in: gatehouse login --password-stdin",
    });
  return nonEmpty(password);
}

const firstLine = (text: string): string => nonEmpty(text.replace(/\r?\n[\s\S]*$/, ""));

function nonEmpty(password: string): string {
  if (password === "") throw new CommandFault("The password is empty");
  return password;
}

export const registerLogout: Register = (program, context, end) => {
  program
    .command("logout")
    .description("revoke the kept token at the registry and forget it here")
    .option(...JSON_OPTION)
    .action(async ({ json }: { json: boolean }) => {
      const kept = await readCredentials(context);
      if (kept !== null) await signOut(kept, context);
      const text = kept === null ? "nobody was signed in" : `signed out of ${kept.url}`;
      context.show(json, { url: kept?.url ?? null, file: credentialsFile(context) }, () => `${text}\n`);
      end(0);
    });
};

/** Forgets the token even when the registry is unreachable or no longer knows it. */
async function signOut({ url, token }: { url: string; token: string }, context: Context): Promise<void> {
  const { client, answer } = registryAt(url, token, context);
  try {
    await answer(client.DELETE("/authenticate"), [400, 403]);
  } catch (error) {
    if (!(error instanceof CommandFault)) throw error;
    context.err(`${error.message}. There the token stays valid until it expires\n`);
  } finally {
    await removeCredentials(context);
  }
}

export const registerToken: Register = (program, context, end) => {
  const token = program
    .command("token")
    .description("manage personal tokens, which programs use instead of a password");
  registerCreate(token, context, end);
  registerList(token, context, end);
  registerRemove(token, context, end);
};

interface CreateOptions {
  readonly role?: Schemas["Role"];
  readonly days: number;
  readonly json: boolean;
}

const registerCreate: Register = (token, context, end) => {
  token
    .command("create")
    .description("create a token and print it, this once")
    .argument("<name>", "what it is for")
    .addOption(new Option("--role <role>", "its role (default: yours)").choices(["reader", "publisher", "admin"]))
    .option("--days <number>", "days until it expires", positive, 90)
    .option(...JSON_OPTION)
    .action(async (name: string, { role, days, json }: CreateOptions) => {
      const { client, answer } = await context.registry();
      const body = { name, ...(role === undefined ? {} : { role }), expires_in_days: days };
      const { data } = await answer(client.POST("/tokens", { body }));
      context.show(json, data, () => `${data?.token}\n`);
      if (!json)
        context.err(`token ${data?.id}, role ${data?.role}, expires ${data?.expires_at}. It is not shown again\n`);
      end(0);
    });
};

const registerList: Register = (token, context, end) => {
  token
    .command("ls")
    .description("list your tokens without their secrets")
    .option("--account <name>", "list another account's; needs the role admin")
    .option(...JSON_OPTION)
    .action(async ({ account, json }: { account?: string; json: boolean }) => {
      const { client, answer } = await context.registry();
      const query = account === undefined ? {} : { account };
      const { data } = await answer(client.GET("/tokens", { params: { query } }));
      const tokens = data?.tokens ?? [];
      context.show(json, tokens, () => tokens.map(tokenLine).join(""));
      if (tokens.length === 0) context.err("no tokens\n");
      end(0);
    });
};

const registerRemove: Register = (token: Command, context, end) => {
  token
    .command("rm")
    .description("revoke a token")
    .argument("<id>", "its number", positive)
    .option(...JSON_OPTION)
    .action(async (id: number, { json }: { json: boolean }) => {
      const { client, answer } = await context.registry();
      await answer(client.DELETE("/tokens/{id}", { params: { path: { id } } }));
      context.show(json, { id }, () => `revoked token ${id}\n`);
      end(0);
    });
};

const tokenLine = ({ id, name, role, expires_at, last_used_at }: Schemas["PersonalToken"]): string =>
  `${String(id).padStart(6)}  ${role.padEnd(9)}  expires ${expires_at.slice(0, 10)}  used ${(last_used_at ?? "never").slice(0, 16).padEnd(16)}  ${printable(name)}\n`;

export const registerAdmin: Register = (program, context, end) => {
  program
    .command("admin")
    .description("administrate the registry on its own machine")
    .command("reset")
    .description("make an account an administrator with a new password, which is printed once")
    .argument("[name]", "account (default: ADMIN_USER, else admin)")
    .action(async (name: string | undefined) => {
      await resetAdmin(name === undefined ? [] : [name], context);
      end(0);
    });
};

const RESET_SCRIPT = path.join("scripts", "admin-reset.ts");

/** Runs the registry's own script with direct access to the database, so that it needs no token. */
async function resetAdmin(args: readonly string[], { env, out, err, signal }: Context): Promise<void> {
  const script = findScript(import.meta.dirname);
  if (script === null)
    throw new CommandFault("The registry is not installed here", {
      advice: "Run gatehouse admin reset on the registry's machine, in its clone",
    });
  const child = spawn(process.execPath, [script, ...args], { env, signal, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.setEncoding("utf8").on("data", out);
  child.stderr.setEncoding("utf8").on("data", err);
  const [code] = await once(child, "close");
  if (code !== 0) throw new CommandFault("The account was not reset");
}

/** Looks for the script in this folder and those above it. */
function findScript(folder: string): string | null {
  const script = path.join(folder, RESET_SCRIPT);
  if (existsSync(script)) return script;
  const above = path.dirname(folder);
  return above === folder ? null : findScript(above);
}
