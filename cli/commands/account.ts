import { type Context, JSON_OPTION, type Register } from "../context.ts";
import { credentialsFile, readCredentials, removeCredentials, writeCredentials } from "../credentials.ts";
import { CommandFault } from "../fault.ts";
import { DEFAULT_URL, registryAt, registryUrl } from "../registry.ts";

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
    .option("--url <url>", `address of the registry (default: GATEHOUSE_URL, else the last one, else ${DEFAULT_URL})`)
    .option("--user <name>", "account (default: asked for, else admin)")
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
  context.show(options.json, { url, user: name, file }, () => `signed in at ${url} as ${name}; kept in ${file}\n`);
}

async function askName(url: string, { ask }: Context): Promise<string> {
  const answer = await ask(`account at ${url} [admin]: `, false);
  return answer === null || answer.trim() === "" ? "admin" : answer.trim();
}

async function askPassword({ ask }: Context): Promise<string> {
  const password = await ask("password: ", true);
  if (password === null)
    throw new CommandFault("There is no terminal to ask for the password", {
      advice: "Send it through a pipe: gatehouse login --password-stdin",
    });
  return filled(password);
}

const firstLine = (text: string): string => filled(text.replace(/\r?\n[\s\S]*$/, ""));

function filled(password: string): string {
  if (password === "") throw new CommandFault("The password is empty");
  return password;
}

export const registerLogout: Register = (program, context, end) => {
  program
    .command("logout")
    .description("end the kept token, here and at the registry")
    .option(...JSON_OPTION)
    .action(async ({ json }: { json: boolean }) => {
      const kept = await readCredentials(context);
      if (kept !== null) await signOut(kept, context);
      const said = kept === null ? "nobody was signed in" : `signed out at ${kept.url}`;
      context.show(json, { url: kept?.url ?? null, file: credentialsFile(context) }, () => `${said}\n`);
      end(0);
    });
};

/** The kept token is removed even when the registry is away or knows it no longer. */
async function signOut({ url, token }: { url: string; token: string }, context: Context): Promise<void> {
  const { client, answer } = registryAt(url, token, context);
  try {
    await answer(client.DELETE("/authenticate"), [400, 403]);
  } catch (error) {
    if (!(error instanceof CommandFault)) throw error;
    context.err(`${error.message}; the token ends there when it expires\n`);
  } finally {
    await removeCredentials(context);
  }
}
