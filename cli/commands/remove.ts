import { type ArtifactType, findArtifact } from "../artifact.ts";
import { type Context, JSON_OPTION, type Register } from "../context.ts";
import { CommandFault } from "../fault.ts";
import { typeOption } from "./status.ts";

interface Options {
  readonly type?: ArtifactType;
  readonly yes: boolean;
  readonly json: boolean;
}

export const registerRm: Register = (program, context, end) => {
  program
    .command("rm")
    .description("delete an artifact")
    .argument("<artifact>", "id or name")
    .addOption(typeOption())
    .option("-y, --yes", "do not ask", false)
    .option(...JSON_OPTION)
    .action(async (wanted: string, options: Options) => {
      await remove(wanted, options, context);
      end(0);
    });
};

async function remove(wanted: string, { type, yes, json }: Options, context: Context): Promise<void> {
  const { client, answer, ...registry } = await context.registry();
  const { metadata, data } = await findArtifact({ client, answer, ...registry }, wanted, type);
  const which = `${metadata.type} ${metadata.id} (${metadata.name}, ${data.url})`;
  if (!yes) await confirm(which, context);
  const path = { artifact_type: metadata.type, id: metadata.id };
  await answer(client.DELETE("/artifacts/{artifact_type}/{id}", { params: { path } }));
  context.show(json, metadata, () => `deleted ${which}\n`);
}

async function confirm(which: string, { ask }: Context): Promise<void> {
  const said = await ask(`delete ${which}? [y/N] `, false);
  if (said === null)
    throw new CommandFault("There is nobody to ask", { advice: "Add --yes to delete without a question" });
  if (!/^y(es)?$/i.test(said.trim())) throw new CommandFault("Nothing was deleted");
}
