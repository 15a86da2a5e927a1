import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { InvokeCommand, type InvokeCommandInput, LambdaClient } from "@aws-sdk/client-lambda";
import { zipOf as zipOfModules } from "../../../local/lambda/functions/code.ts";
import { type DeployConfig, type LambdaOptions, type LocalLambda, startLambda } from "../../../local/lambda.ts";

export const keys = { accessKeyId: "AKIDLOCALTEST", secretAccessKey: "secret/of+the=test" };

/** Runs what the event says: one function for every behaviour that a test needs. */
export const HANDLER = `
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
let runs = 0;
export const handler = async (event, context) => {
  runs += 1;
  if (event.note) appendFileSync(event.note, context.awsRequestId + "\\n");
  if (event.say) console.log(event.say);
  if (event.write) process.stdout.write(event.write);
  if (event.gate) while (!existsSync(event.gate)) await new Promise((done) => setTimeout(done, 10));
  if (event.fail) throw new RangeError(event.fail);
  if (event.failUntil) {
    const before = existsSync(event.failUntil);
    writeFileSync(event.failUntil, "");
    if (!before) throw new Error("not yet");
  }
  if (event.exit !== undefined) process.exit(event.exit);
  if (event.stray) Promise.reject(new Error("stray"));
  if (event.hang) await new Promise((done) => setTimeout(done, 3_600_000));
  if (event.spin) for (;;);
  if (event.eat) for (const kept = []; ; await new Promise((done) => setTimeout(done, 1))) kept.push(Buffer.alloc(4e6, 1));
  if (event.large) return "x".repeat(event.large);
  return { runs, pid: process.pid, event, env: event.env && { ...process.env }, context, left: context.getRemainingTimeInMillis() };
};
`;

export interface TestLambda {
  readonly folder: string;
  readonly lambda: LocalLambda;
  readonly client: LambdaClient;
  /** Deploys the handler above as "fn". */
  deploy(config?: Partial<DeployConfig>): Promise<void>;
  /** Invokes "fn" and returns what it answered. */
  call(event: object, input?: Partial<InvokeCommandInput>): Promise<Answer>;
  /** Sends an event to "fn" and returns its request id. */
  send(event: object, input?: Partial<InvokeCommandInput>): Promise<string>;
  /** Closes the Lambda and starts it again on the same directory. */
  restart(options?: Partial<LambdaOptions>): Promise<void>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number | undefined;
  readonly error: string | undefined;
  readonly version: string | undefined;
  readonly requestId: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into the JSON it expects
  readonly body: any;
  readonly log: string;
}

export const clientFor = (lambda: LocalLambda, credentials = keys): LambdaClient =>
  new LambdaClient({ endpoint: lambda.endpoint, region: lambda.region, credentials, maxAttempts: 1 });

export const zipOf = (source: string): Promise<Uint8Array> =>
  zipOfModules([{ name: "index.mjs", content: Buffer.from(source) }]);

export async function invoke(
  client: LambdaClient,
  event: object,
  input: Partial<InvokeCommandInput> = {},
): Promise<Answer> {
  const output = await client.send(
    new InvokeCommand({ FunctionName: "fn", Payload: Buffer.from(JSON.stringify(event)), LogType: "Tail", ...input }),
  );
  const text = Buffer.from(output.Payload ?? []).toString("utf8");
  return {
    status: output.StatusCode,
    error: output.FunctionError,
    version: output.ExecutedVersion,
    requestId: output.$metadata.requestId,
    body: text === "" ? undefined : JSON.parse(text),
    log: Buffer.from(output.LogResult ?? "", "base64").toString("utf8"),
  };
}

/** A local Lambda with quick retries, in a folder of its own; everything is gone after close(). */
export async function startTestLambda(options: Partial<LambdaOptions> = {}): Promise<TestLambda> {
  const folder = await mkdtemp(path.join(tmpdir(), "gatehouse-lambda-"));
  const bundle = path.join(folder, "index.mjs");
  await writeFile(bundle, HANDLER);
  const start = (more: Partial<LambdaOptions>): Promise<LocalLambda> =>
    startLambda({
      directory: path.join(folder, "lambda"),
      retryDelaysMs: [10, 20],
      updateMs: 0,
      ...keys,
      ...options,
      ...more,
    });
  let lambda = await start({});
  let client = clientFor(lambda);
  return {
    folder,
    get lambda() {
      return lambda;
    },
    get client() {
      return client;
    },
    deploy: (config = {}) => lambda.deploy({ name: "fn", bundle, environment: {}, timeoutSeconds: 300, ...config }),
    call: (event, input) => invoke(client, event, input),
    async send(event, input = {}) {
      const answer = await invoke(client, event, { InvocationType: "Event", ...input });
      return answer.requestId ?? "";
    },
    async restart(more = {}) {
      await lambda.close();
      lambda = await start(more);
      client.destroy();
      client = clientFor(lambda);
    },
    async close() {
      client.destroy();
      await lambda.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Signal 0 asks whether the process is there; one that only waits to be noticed by its parent counts as gone. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
