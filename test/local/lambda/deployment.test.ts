import {
  CreateAliasCommand,
  DeleteFunctionCommand,
  GetFunctionConfigurationCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { digestOf } from "../../../local/lambda/functions/code.ts";
import { ARN, ask, create, fn, publish, saying, updateCode } from "./deployer.ts";
import { startTestLambda, type TestLambda } from "./test-lambda.ts";

let local: TestLambda;
let skewMs: number;

beforeEach(async () => {
  skewMs = 0;
  local = await startTestLambda({ now: () => Date.now() + skewMs });
});

afterEach(() => local.close());

describe("creating a function", () => {
  test("answers with its configuration, and it can be invoked", async () => {
    const made = await create(local, "one", {
      Timeout: 20,
      MemorySize: 256,
      Architectures: ["arm64"],
      Tags: { team: "ml" },
    });
    expect(made).toMatchObject({
      FunctionArn: ARN,
      Version: "$LATEST",
      Timeout: 20,
      MemorySize: 256,
      Architectures: ["arm64"],
      Environment: { Variables: { MODE: "first" } },
      CodeSha256: digestOf(await saying("one")).sha256,
    });
    expect(await ask(local)).toEqual({ word: "one", mode: "first" });
    expect((await local.client.send(new ListTagsCommand({ Resource: ARN }))).Tags).toEqual({ team: "ml" });
  });

  test("under a name that is taken is a conflict", async () => {
    await create(local);
    await expect(create(local)).rejects.toMatchObject({ name: "ResourceConflictException" });
  });

  test("refuses values out of Lambda's range and variables that Lambda sets", async () => {
    await expect(create(local, "x", { Timeout: 901 })).rejects.toThrow("'Timeout'");
    await expect(create(local, "x", { MemorySize: 127 })).rejects.toThrow("'MemorySize'");
    await expect(create(local, "x", { Handler: undefined })).rejects.toThrow("'Handler'");
    const variables = { AWS_REGION: "x", FINE: "y" };
    await expect(create(local, "x", { Environment: { Variables: variables } })).rejects.toThrow(
      "Reserved keys used in this request: AWS_REGION",
    );
    await expect(create(local, "x", { Environment: { Variables: { BIG: "x".repeat(4096) } } })).rejects.toThrow(
      "4KB limit",
    );
    await expect(create(local, "x", { Code: { ZipFile: Buffer.from("no zip") } })).rejects.toThrow("Could not unzip");
    expect((await local.client.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
  });

  test("is Pending for a moment, in which it cannot be invoked, and then Active", async () => {
    await local.restart({ updateMs: 60_000 });
    expect((await create(local)).State).toBe("Pending");
    await expect(local.call({})).rejects.toThrow("currently in the following state: Pending");
    skewMs = 60_000;
    const { state } = await waitUntilFunctionActiveV2({ client: local.client, maxWaitTime: 300 }, fn);
    expect(state).toBe("SUCCESS");
    expect((await ask(local)).word).toBe("one");
  });
});

describe("updating a function", () => {
  test("is in progress for a moment, runs the old state until then, and refuses other updates", async () => {
    await create(local);
    await local.restart({ updateMs: 60_000 });
    const update = new UpdateFunctionConfigurationCommand({ ...fn, Environment: { Variables: { MODE: "second" } } });
    expect((await local.client.send(update)).LastUpdateStatus).toBe("InProgress");
    await expect(updateCode(local, "two")).rejects.toMatchObject({ name: "ResourceConflictException" });
    await expect(publish(local)).rejects.toThrow(`An update is in progress for resource: ${ARN}`);
    expect((await ask(local)).mode).toBe("first");
    skewMs = 60_000;
    const { state } = await waitUntilFunctionUpdatedV2({ client: local.client, maxWaitTime: 300 }, fn);
    expect(state).toBe("SUCCESS");
    expect((await ask(local)).mode).toBe("second");
  });

  test("changes the code and the digest, and leaves the configuration", async () => {
    await create(local);
    const { CodeSha256, MemorySize } = await updateCode(local, "two");
    expect([CodeSha256, MemorySize]).toEqual([digestOf(await saying("two")).sha256, 128]);
    expect(await ask(local)).toEqual({ word: "two", mode: "first" });
  });

  test("as a dry run tells the digest and changes nothing", async () => {
    await create(local);
    const { CodeSha256 } = await updateCode(local, "two", { DryRun: true });
    expect(CodeSha256).toBe(digestOf(await saying("two")).sha256);
    expect((await ask(local)).word).toBe("one");
  });

  test("with the revision of an earlier state is refused", async () => {
    const { RevisionId } = await create(local);
    await updateCode(local, "two", { RevisionId });
    await expect(updateCode(local, "three", { RevisionId })).rejects.toMatchObject({
      name: "PreconditionFailedException",
    });
    expect((await ask(local)).word).toBe("two");
  });

  test("replaces all variables, and a password with commas, quotes and braces arrives as it is", async () => {
    await create(local, "one", { Environment: { Variables: { MODE: "x", OTHER: "y" } } });
    const password = `p,a=s"s' w{}rd`;
    await local.client.send(
      new UpdateFunctionConfigurationCommand({ ...fn, Environment: { Variables: { MODE: password } } }),
    );
    const { Environment } = await local.client.send(new GetFunctionConfigurationCommand(fn));
    expect(Environment?.Variables).toEqual({ MODE: password });
    expect((await ask(local)).mode).toBe(password);
  });
});

describe("all that was deployed", () => {
  test("is there after a restart", async () => {
    await create(local);
    await publish(local);
    await local.client.send(new CreateAliasCommand({ ...fn, Name: "live", FunctionVersion: "1" }));
    await updateCode(local, "two");
    await local.restart();
    expect([(await ask(local, "live")).word, (await ask(local)).word]).toEqual(["one", "two"]);
  });

  test("is gone when the function is deleted", async () => {
    await create(local);
    await local.client.send(new DeleteFunctionCommand(fn));
    await expect(ask(local)).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      $metadata: { httpStatusCode: 404 },
    });
    await create(local, "again");
    expect((await ask(local)).word).toBe("again");
  });

  test("is listed page by page", async () => {
    for (const name of ["b", "a", "c"]) await local.deploy({ name });
    const first = await local.client.send(new ListFunctionsCommand({ MaxItems: 2 }));
    const second = await local.client.send(new ListFunctionsCommand({ MaxItems: 2, Marker: first.NextMarker }));
    expect([first, second].map(({ Functions }) => Functions?.map((f) => f.FunctionName))).toEqual([["a", "b"], ["c"]]);
    expect(second.NextMarker).toBeUndefined();
  });
});
