/**
 * `prepare.ts <directory>` writes what deploy.sh sends: function.zip, its digest, and the bodies of the calls as files, so
 * that no secret is ever part of a command line.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { ConfigurationFault, type Env } from "../../domain/environment.ts";
import { buildIngest, modulesOf } from "../../local/bundle/bundle.ts";
import { digestOf, zipOf } from "../../local/lambda/functions/code.ts";
import { variablesOf } from "../entry/stack-variables.ts";
import { functionVariables } from "./variables.ts";
import { configurationOf, creationOf, eventInvokeOf, readDeployment, standardVariables } from "./wanted.ts";

/** The variables in the file that ENVIRONMENT_FILE names. */
async function fileVariables(file: string | undefined): Promise<Record<string, string>> {
  if (!file) return {};
  const content: unknown = JSON.parse(await readFile(file, "utf8"));
  const fault = new ConfigurationFault([`ENVIRONMENT_FILE must be a JSON object of strings: ${file}`]);
  if (typeof content !== "object" || content === null || Array.isArray(content)) throw fault;
  if (Object.values(content).some((value) => typeof value !== "string")) throw fault;
  return content as Record<string, string>;
}

/**
 * The environment, completed with the variables of a function in an embedded stack. Those win over what the stack's own
 * file says, such as the login of the server, but not over what the environment sets itself.
 * @param given DEPLOYED_FILE names the function's configuration, STACK_FILE the file of the stack
 */
async function withDeployed(given: Env): Promise<Env> {
  const { DEPLOYED_FILE: deployedFile, STACK_FILE: stackFile } = given;
  if (!deployedFile || !stackFile) return given;
  const read = async (file: string) => JSON.parse(await readFile(file, "utf8"));
  const ofStack: Env = variablesOf(await read(stackFile));
  const own = Object.entries(given).filter(([name, value]) => value && value !== ofStack[name]);
  const { Environment } = (await read(deployedFile)) as { readonly Environment?: { readonly Variables?: Env } };
  return { ...ofStack, ...Environment?.Variables, ...Object.fromEntries(own) };
}

async function prepare(directory: string, given: Env): Promise<void> {
  const env = await withDeployed(given);
  const deployment = readDeployment(env);
  const more = { ...standardVariables(deployment, env), ...(await fileVariables(env["ENVIRONMENT_FILE"])) };
  const variables = functionVariables(env, more);
  const write = (name: string, content: unknown): Promise<void> =>
    writeFile(path.join(directory, name), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await write("configuration.json", configurationOf(deployment, variables));
  await write("creation.json", creationOf(deployment, variables));
  await write("event-invoke.json", eventInvokeOf(deployment));
  const ready = env["PACKAGE"];
  const zip = ready ? await readFile(ready) : await zipOf(await modulesOf(await buildIngest(directory)));
  await writeFile(path.join(directory, "function.zip"), zip);
  await writeFile(path.join(directory, "code.sha256"), digestOf(zip).sha256);
}

if (import.meta.main) {
  const [directory] = process.argv.slice(2);
  if (directory === undefined) throw new Error("usage: prepare.ts <directory>");
  try {
    await prepare(directory, process.env);
  } catch (error) {
    console.error(error instanceof ConfigurationFault ? error.message : String(error));
    process.exitCode = 1;
  }
}
