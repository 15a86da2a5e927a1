import { InvokeCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLambda } from "../../../local/lambda.ts";
import { clientFor, keys, startTestLambda, type TestLambda } from "./test-lambda.ts";

let local: TestLambda;

beforeAll(async () => {
  local = await startTestLambda();
  await local.deploy();
});

afterAll(() => local.close());

const listWith = (client: LambdaClient) => client.send(new ListFunctionsCommand({}));

describe("a request", () => {
  test("without a signature is refused", async () => {
    const response = await fetch(`${local.lambda.endpoint}/2015-03-31/functions`);
    expect([response.status, response.headers.get("x-amzn-errortype")]).toEqual([
      403,
      "MissingAuthenticationTokenException",
    ]);
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("signed with another secret or another key is refused", async () => {
    const another = clientFor(local.lambda, { ...keys, secretAccessKey: "wrong" });
    await expect(listWith(another)).rejects.toMatchObject({ name: "InvalidSignatureException" });
    const unknown = clientFor(local.lambda, { ...keys, accessKeyId: "AKIDUNKNOWN" });
    await expect(listWith(unknown)).rejects.toMatchObject({ name: "UnrecognizedClientException" });
  });

  test("signed for another region is refused", async () => {
    const elsewhere = new LambdaClient({
      endpoint: local.lambda.endpoint,
      region: "eu-west-1",
      credentials: keys,
      maxAttempts: 1,
    });
    await expect(listWith(elsewhere)).rejects.toThrow("region 'us-east-1'");
  });

  test("whose body was changed after signing is refused", async () => {
    const client = clientFor(local.lambda);
    client.middlewareStack.add(
      (next) => (args) => {
        Object.assign(args.request as object, { body: Buffer.from('{"other":1}') });
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    const call = client.send(new InvokeCommand({ FunctionName: "fn", Payload: Buffer.from('{"first":1}') }));
    await expect(call).rejects.toMatchObject({ name: "InvalidSignatureException" });
  });

  test("signed a quarter of an hour ago is refused", async () => {
    const late = await startTestLambda({ now: () => Date.now() + 16 * 60_000 });
    const client = clientFor(late.lambda);
    await expect(listWith(client)).rejects.toThrow("Signature expired");
    await late.close();
  });

  test("needs no signature where no keys were given, and half a pair of keys is an error", async () => {
    const directory = `${local.folder}/open`;
    const open = await startLambda({ directory });
    expect((await fetch(`${open.endpoint}/2015-03-31/functions`)).status).toBe(200);
    await open.close();
    await expect(startLambda({ directory, accessKeyId: "only" })).rejects.toThrow(
      "both accessKeyId and secretAccessKey",
    );
  });
});

describe("an invocation request", () => {
  test("for a function, version or alias that is not there is a 404", async () => {
    for (const name of ["missing", "fn:7", "fn:live", "arn:aws:lambda:eu-west-1:000000000000:function:fn"]) {
      const call = local.call({}, { FunctionName: name });
      await expect(call, name).rejects.toMatchObject({
        name: "ResourceNotFoundException",
        $metadata: { httpStatusCode: 404 },
      });
    }
  });

  test("finds the function by each form of its name", async () => {
    for (const name of [
      "fn",
      "fn:$LATEST",
      "000000000000:function:fn",
      "arn:aws:lambda:us-east-1:000000000000:function:fn",
    ]) {
      expect((await local.call({}, { FunctionName: name })).status, name).toBe(200);
    }
  });

  test("with two different qualifiers is refused", async () => {
    await expect(local.call({}, { FunctionName: "fn:one", Qualifier: "two" })).rejects.toThrow(
      "does not match the specified qualifier",
    );
  });

  test("as a dry run is answered with 204 and runs nothing", async () => {
    const before = local.lambda.invocations.length;
    expect((await local.call({}, { InvocationType: "DryRun" })).status).toBe(204);
    expect(local.lambda.invocations.length).toBe(before);
  });

  test("whose payload is no JSON or too large is refused, and none counts as an empty object", async () => {
    await expect(local.call({}, { Payload: Buffer.from("{not") })).rejects.toMatchObject({
      name: "InvalidRequestContentException",
    });
    const large = Buffer.from(JSON.stringify("x".repeat(6_291_456)));
    await expect(local.call({}, { Payload: large })).rejects.toMatchObject({ name: "RequestTooLargeException" });
    expect((await local.call({}, { Payload: Buffer.alloc(0) })).body.event).toEqual({});
  });
});

describe("a path", () => {
  test("that no operation has is a 404, and one that is badly encoded a 400", async () => {
    const open = await startLambda({ directory: `${local.folder}/paths` });
    const missing = await fetch(`${open.endpoint}/2015-03-31/nothing`);
    expect([missing.status, await missing.json()]).toMatchObject([404, { Type: "User" }]);
    expect((await fetch(`${open.endpoint}/2015-03-31/functions/%E0%A4%A`)).status).toBe(400);
    await open.close();
  });
});
