import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  DeleteFunctionEventInvokeConfigCommand,
  GetAccountSettingsCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  UpdateFunctionEventInvokeConfigCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { digestOf } from "../../../scripts/local/lambda/code.ts";
import { openWorkshop, type Workshop, zipOf } from "./workshop.ts";

let shop: Workshop;
let skewMs: number;
const fn = { FunctionName: "fn" };
const ARN = "arn:aws:lambda:us-east-1:000000000000:function:fn";

const saying = (word: string): Promise<Uint8Array> =>
  zipOf(`export const handler = async () => ({ word: "${word}", mode: process.env.MODE });`);

beforeEach(async () => {
  skewMs = 0;
  shop = await openWorkshop({ now: () => Date.now() + skewMs });
});

afterEach(() => shop.close());

/** As a deployment does it: function "fn" that answers with the word. */
async function create(word = "one", more: object = {}) {
  return shop.client.send(
    new CreateFunctionCommand({
      ...fn,
      Runtime: "nodejs24.x",
      Role: "arn:aws:iam::123456789012:role/ingest",
      Handler: "index.handler",
      Code: { ZipFile: await saying(word) },
      Environment: { Variables: { MODE: "first" } },
      ...more,
    }),
  );
}

const word = async (qualifier?: string) =>
  (await shop.call({}, qualifier === undefined ? {} : { Qualifier: qualifier })).body;
const publish = async () => (await shop.client.send(new PublishVersionCommand(fn))).Version;
const updateCode = async (text: string, more: object = {}) =>
  shop.client.send(new UpdateFunctionCodeCommand({ ...fn, ZipFile: await saying(text), ...more }));

describe("creating a function", () => {
  test("answers with its configuration, and it can be invoked", async () => {
    const made = await create("one", { Timeout: 20, MemorySize: 256, Architectures: ["arm64"], Tags: { team: "ml" } });
    expect(made).toMatchObject({
      FunctionArn: ARN,
      Version: "$LATEST",
      Timeout: 20,
      MemorySize: 256,
      Architectures: ["arm64"],
      Environment: { Variables: { MODE: "first" } },
      CodeSha256: digestOf(await saying("one")).sha256,
    });
    expect(await word()).toEqual({ word: "one", mode: "first" });
    expect((await shop.client.send(new ListTagsCommand({ Resource: ARN }))).Tags).toEqual({ team: "ml" });
  });

  test("under a name that is taken is a conflict", async () => {
    await create();
    await expect(create()).rejects.toMatchObject({ name: "ResourceConflictException" });
  });

  test("refuses values out of Lambda's range and variables that Lambda sets", async () => {
    await expect(create("x", { Timeout: 901 })).rejects.toThrow("'Timeout'");
    await expect(create("x", { MemorySize: 127 })).rejects.toThrow("'MemorySize'");
    await expect(create("x", { Handler: undefined })).rejects.toThrow("'Handler'");
    const variables = { AWS_REGION: "x", FINE: "y" };
    await expect(create("x", { Environment: { Variables: variables } })).rejects.toThrow(
      "Reserved keys used in this request: AWS_REGION",
    );
    await expect(create("x", { Environment: { Variables: { BIG: "x".repeat(4096) } } })).rejects.toThrow("4KB limit");
    await expect(create("x", { Code: { ZipFile: Buffer.from("no zip") } })).rejects.toThrow("Could not unzip");
    expect((await shop.client.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
  });

  test("is Pending for a moment, in which it cannot be invoked, and then Active", async () => {
    await shop.restart({ updateMs: 60_000 });
    expect((await create()).State).toBe("Pending");
    await expect(shop.call({})).rejects.toThrow("currently in the following state: Pending");
    skewMs = 60_000;
    const { state } = await waitUntilFunctionActiveV2({ client: shop.client, maxWaitTime: 10 }, fn);
    expect(state).toBe("SUCCESS");
    expect((await word()).word).toBe("one");
  });
});

describe("updating a function", () => {
  test("is in progress for a moment, runs the old state until then, and refuses other updates", async () => {
    await create();
    await shop.restart({ updateMs: 60_000 });
    const update = new UpdateFunctionConfigurationCommand({ ...fn, Environment: { Variables: { MODE: "second" } } });
    expect((await shop.client.send(update)).LastUpdateStatus).toBe("InProgress");
    await expect(updateCode("two")).rejects.toMatchObject({ name: "ResourceConflictException" });
    await expect(publish()).rejects.toThrow(`An update is in progress for resource: ${ARN}`);
    expect((await word()).mode).toBe("first");
    skewMs = 60_000;
    const { state } = await waitUntilFunctionUpdatedV2({ client: shop.client, maxWaitTime: 10 }, fn);
    expect(state).toBe("SUCCESS");
    expect((await word()).mode).toBe("second");
  });

  test("changes the code and the digest, and leaves the configuration", async () => {
    await create();
    const { CodeSha256, MemorySize } = await updateCode("two");
    expect([CodeSha256, MemorySize]).toEqual([digestOf(await saying("two")).sha256, 128]);
    expect(await word()).toEqual({ word: "two", mode: "first" });
  });

  test("as a dry run tells the digest and changes nothing", async () => {
    await create();
    const { CodeSha256 } = await updateCode("two", { DryRun: true });
    expect(CodeSha256).toBe(digestOf(await saying("two")).sha256);
    expect((await word()).word).toBe("one");
  });

  test("with the revision of an earlier state is refused", async () => {
    const { RevisionId } = await create();
    await updateCode("two", { RevisionId });
    await expect(updateCode("three", { RevisionId })).rejects.toMatchObject({ name: "PreconditionFailedException" });
    expect((await word()).word).toBe("two");
  });

  test("replaces all variables, and a password with commas, quotes and braces arrives as it is", async () => {
    await create("one", { Environment: { Variables: { MODE: "x", OTHER: "y" } } });
    const password = `p,a=s"s' w{}rd`;
    await shop.client.send(
      new UpdateFunctionConfigurationCommand({ ...fn, Environment: { Variables: { MODE: password } } }),
    );
    const { Environment } = await shop.client.send(new GetFunctionConfigurationCommand(fn));
    expect(Environment?.Variables).toEqual({ MODE: password });
    expect((await word()).mode).toBe(password);
  });
});

describe("a published version", () => {
  test("keeps its code and configuration when $LATEST changes, and so does an alias to it", async () => {
    await create();
    expect(await publish()).toBe("1");
    const { AliasArn } = await shop.client.send(new CreateAliasCommand({ ...fn, Name: "live", FunctionVersion: "1" }));
    expect(AliasArn).toBe(`${ARN}:live`);
    await updateCode("two");
    await shop.client.send(
      new UpdateFunctionConfigurationCommand({ ...fn, Environment: { Variables: { MODE: "second" } } }),
    );
    expect(await word()).toEqual({ word: "two", mode: "second" });
    for (const qualifier of ["1", "live"]) expect(await word(qualifier)).toEqual({ word: "one", mode: "first" });
    expect((await shop.call({}, { FunctionName: `${ARN}:live` })).version).toBe("1");
  });

  test("is made only when something changed since the last one", async () => {
    await create();
    expect([await publish(), await publish()]).toEqual(["1", "1"]);
    const { Version } = await updateCode("two", { Publish: true });
    expect(Version).toBe("2");
    const { Versions } = await shop.client.send(new ListVersionsByFunctionCommand(fn));
    expect(Versions?.map((version) => version.Version)).toEqual(["$LATEST", "1", "2"]);
  });

  test("is refused for a digest that $LATEST no longer has", async () => {
    const { CodeSha256 } = await create();
    await updateCode("two");
    await expect(shop.client.send(new PublishVersionCommand({ ...fn, CodeSha256 }))).rejects.toThrow(
      "is different from current CodeSHA256",
    );
  });

  test("cannot be deleted while an alias leads to it", async () => {
    await create();
    await publish();
    await shop.client.send(new CreateAliasCommand({ ...fn, Name: "live", FunctionVersion: "1" }));
    const remove = () => shop.client.send(new DeleteFunctionCommand({ ...fn, Qualifier: "1" }));
    await expect(remove()).rejects.toThrow("referenced by aliases live");
    await shop.client.send(new DeleteAliasCommand({ ...fn, Name: "live" }));
    await remove();
    await expect(word("1")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await updateCode("two");
    expect(await publish()).toBe("2");
  });
});

describe("an alias", () => {
  test("moves to another version and back", async () => {
    await create();
    await publish();
    await updateCode("two", { Publish: true });
    await shop.client.send(new CreateAliasCommand({ ...fn, Name: "live", FunctionVersion: "1" }));
    for (const [version, expected] of [
      ["2", "two"],
      ["1", "one"],
    ] as const) {
      await shop.client.send(new UpdateAliasCommand({ ...fn, Name: "live", FunctionVersion: version }));
      expect((await word("live")).word).toBe(expected);
    }
    const { Aliases } = await shop.client.send(new ListAliasesCommand(fn));
    expect(Aliases).toMatchObject([{ Name: "live", FunctionVersion: "1" }]);
  });

  test("to a version that does not exist is refused, and so is an alias that looks like a version", async () => {
    await create();
    const make = (Name: string, FunctionVersion: string) =>
      shop.client.send(new CreateAliasCommand({ ...fn, Name, FunctionVersion }));
    await expect(make("live", "7")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(make("12", "$LATEST")).rejects.toThrow("'Name'");
    await expect(shop.client.send(new GetAliasCommand({ ...fn, Name: "live" }))).rejects.toThrow("Cannot find alias");
  });
});

describe("the settings beside code and configuration", () => {
  test("hold the event-invoke configuration of each qualifier", async () => {
    await create();
    const OnFailure = { Destination: "arn:aws:sqs:us-east-1:000000000000:dead" };
    const put = { ...fn, MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 600, DestinationConfig: { OnFailure } };
    await shop.client.send(new PutFunctionEventInvokeConfigCommand(put));
    await shop.client.send(new UpdateFunctionEventInvokeConfigCommand({ ...fn, MaximumRetryAttempts: 0 }));
    const read = () => shop.client.send(new GetFunctionEventInvokeConfigCommand(fn));
    expect(await read()).toMatchObject({
      FunctionArn: `${ARN}:$LATEST`,
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 600,
      DestinationConfig: { OnFailure },
    });
    await shop.client.send(new DeleteFunctionEventInvokeConfigCommand(fn));
    await expect(read()).rejects.toThrow("doesn't have an EventInvokeConfig");
  });

  test("hold reserved concurrency, tags and the policy, and account settings count the function", async () => {
    await create();
    await shop.client.send(new PutFunctionConcurrencyCommand({ ...fn, ReservedConcurrentExecutions: 3 }));
    expect((await shop.client.send(new GetFunctionConcurrencyCommand(fn))).ReservedConcurrentExecutions).toBe(3);
    await shop.client.send(new TagResourceCommand({ Resource: ARN, Tags: { a: "1", b: "2" } }));
    await shop.client.send(new UntagResourceCommand({ Resource: ARN, TagKeys: ["a"] }));
    expect(await shop.client.send(new GetFunctionCommand(fn))).toMatchObject({
      Tags: { b: "2" },
      Concurrency: { ReservedConcurrentExecutions: 3 },
    });
    const { AccountUsage } = await shop.client.send(new GetAccountSettingsCommand({}));
    expect(AccountUsage?.FunctionCount).toBe(1);
  });

  test("hold the permissions that were added", async () => {
    await create();
    const permission = { ...fn, StatementId: "caller", Action: "lambda:InvokeFunction", Principal: "123456789012" };
    await shop.client.send(new AddPermissionCommand(permission));
    await expect(shop.client.send(new AddPermissionCommand(permission))).rejects.toThrow("already exists");
    const { Policy } = await shop.client.send(new GetPolicyCommand(fn));
    expect(JSON.parse(Policy ?? "").Statement).toMatchObject([{ Sid: "caller", Resource: ARN }]);
    await shop.client.send(new RemovePermissionCommand({ ...fn, StatementId: "caller" }));
    await expect(shop.client.send(new GetPolicyCommand(fn))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

describe("all that was deployed", () => {
  test("is there after a restart", async () => {
    await create();
    await publish();
    await shop.client.send(new CreateAliasCommand({ ...fn, Name: "live", FunctionVersion: "1" }));
    await updateCode("two");
    await shop.restart();
    expect([(await word("live")).word, (await word()).word]).toEqual(["one", "two"]);
  });

  test("is gone when the function is deleted", async () => {
    await create();
    await shop.client.send(new DeleteFunctionCommand(fn));
    await expect(word()).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      $metadata: { httpStatusCode: 404 },
    });
    await create("again");
    expect((await word()).word).toBe("again");
  });

  test("is listed page by page", async () => {
    for (const name of ["b", "a", "c"]) await shop.deploy({ name });
    const first = await shop.client.send(new ListFunctionsCommand({ MaxItems: 2 }));
    const second = await shop.client.send(new ListFunctionsCommand({ MaxItems: 2, Marker: first.NextMarker }));
    expect([first, second].map(({ Functions }) => Functions?.map((f) => f.FunctionName))).toEqual([["a", "b"], ["c"]]);
    expect(second.NextMarker).toBeUndefined();
  });
});
