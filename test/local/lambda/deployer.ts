import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  type FunctionConfiguration,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  type UpdateFunctionCodeCommandInput,
} from "@aws-sdk/client-lambda";
import { type TestLambda, zipOf } from "./test-lambda.ts";

export const fn = { FunctionName: "fn" };
export const ARN = "arn:aws:lambda:us-east-1:000000000000:function:fn";

/** A bundle whose handler answers with the word and the variable MODE. */
export const saying = (word: string): Promise<Uint8Array> =>
  zipOf(`export const handler = async () => ({ word: "${word}", mode: process.env.MODE });`);

/** Makes "fn" as a deployment does. */
export const create = async (
  { client }: TestLambda,
  word = "one",
  more: { readonly [K in keyof CreateFunctionCommandInput]?: CreateFunctionCommandInput[K] | undefined } = {},
): Promise<FunctionConfiguration> =>
  client.send(
    new CreateFunctionCommand({
      ...fn,
      Runtime: "nodejs24.x",
      Role: "arn:aws:iam::123456789012:role/ingest",
      Handler: "index.handler",
      Code: { ZipFile: await saying(word) },
      Environment: { Variables: { MODE: "first" } },
      // Long enough for a machine that stalls; three seconds are the default.
      Timeout: 300,
      ...more,
    } as CreateFunctionCommandInput),
  );

export const updateCode = async (
  { client }: TestLambda,
  word: string,
  more: Partial<UpdateFunctionCodeCommandInput> = {},
): Promise<FunctionConfiguration> =>
  client.send(new UpdateFunctionCodeCommand({ ...fn, ZipFile: await saying(word), ...more }));

export const publish = async ({ client }: TestLambda): Promise<string | undefined> =>
  (await client.send(new PublishVersionCommand(fn))).Version;

/** What "fn" answers. */
export const ask = async (local: TestLambda, qualifier?: string): Promise<{ word: string; mode: string }> =>
  (await local.call({}, qualifier === undefined ? {} : { Qualifier: qualifier })).body;
