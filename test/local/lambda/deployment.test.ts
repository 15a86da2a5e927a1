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
import { openWorkshop, type Workshop } from "./workshop.ts";

let shop: Workshop;
let skewMs: number;

beforeEach(async () => {
  skewMs = 0;
  shop = await openWorkshop({ now: () => Date.now() + skewMs });
});

afterEach(() => shop.close());

describe("creating a function", () => {
  test("answers with its configuration, and it can be invoked", async () => {
    const made = await create(shop, "one", {
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
    expect(await ask(shop)).toEqual({ word: "one", mode: "first" });
    expect((await shop.client.send(new ListTagsCommand({ Resource: ARN }))).Tags).toEqual({ team: "ml" });
  });

  test("under a name that is taken is a conflict", async () => {
    await create(shop);
    await expect(create(shop)).rejects.toMatchObject({ name: "ResourceConflictException" });
  });

  test("refuses values out of Lambda's range and variables that Lambda sets", async () => {
    await expect(create(shop, "x", { Timeout: 901 })).rejects.toThrow("'Timeout'");
    await expect(create(shop, "x", { MemorySize: 127 })).rejects.toThrow("'MemorySize'");
    await expect(create(shop, "x", { Handler: undefined })).rejects.toThrow("'Handler'");
    const variables = { AWS_REGION: "x", FINE: "y" };
    await expect(create(shop, "x", { Environment: { Variables: variables } })).rejects.toThrow(
      "Reserved keys used in this request: AWS_REGION",
    );
    await expect(create(shop, "x", { Environment: { Variables: { BIG: "x".repeat(4096) } } })).rejects.toThrow(
      "4KB limit",
    );
    await expect(create(shop, "x", { Code: { ZipFile: Buffer.from("no zip") } })).rejects.toThrow("Could not unzip");
    expect((await shop.client.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
  });

  test("is Pending for a moment, in which it cannot be invoked, and then Active", async () => {
    await shop.restart({ updateMs: 60_000 });
    expect((await create(shop)).State).toBe("Pending");
    await expect(shop.call({})).rejects.toThrow("currently in the following state: Pending");
    skewMs = 60_000;
    const { state } = await waitUntilFunctionActiveV2({ client: shop.client, maxWaitTime: 300 }, fn);
    expect(state).toBe("SUCCESS");
    expect((await ask(shop)).word).toBe("one");
  });
});

describe("updating a function", () => {
  test("is in progress for a moment, runs the old state until then, and refuses other updates", async () => {
    await create(shop);
    await shop.restart({ updateMs: 60_000 });
    const update = new UpdateFunctionConfigurationCommand({ ...fn, Environment: { Variables: { MODE: "second" } } });
    expect((await shop.client.send(update)).LastUpdateStatus).toBe("InProgress");
    await expect(updateCode(shop, "two")).rejects.toMatchObject({ name: "ResourceConflictException" });
    await expect(publish(shop)).rejects.toThrow(`An update is in progress for resource: ${ARN}`);
    expect((await ask(shop)).mode).toBe("first");
    skewMs = 60_000;
    const { state } = await waitUntilFunctionUpdatedV2({ client: shop.client, maxWaitTime: 300 }, fn);
    expect(state).toBe("SUCCESS");
    expect((await ask(shop)).mode).toBe("second");
  });

  test("changes the code and the digest, and leaves the configuration", async () => {
    await create(shop);
    const { CodeSha256, MemorySize } = await updateCode(shop, "two");
    expect([CodeSha256, MemorySize]).toEqual([digestOf(await saying("two")).sha256, 128]);
    expect(await ask(shop)).toEqual({ word: "two", mode: "first" });
  });

  test("as a dry run tells the digest and changes nothing", async () => {
    await create(shop);
    const { CodeSha256 } = await updateCode(shop, "two", { DryRun: true });
    expect(CodeSha256).toBe(digestOf(await saying("two")).sha256);
    expect((await ask(shop)).word).toBe("one");
  });

  test("with the revision of an earlier state is refused", async () => {
    const { RevisionId } = await create(shop);
    await updateCode(shop, "two", { RevisionId });
    await expect(updateCode(shop, "three", { RevisionId })).rejects.toMatchObject({
      name: "PreconditionFailedException",
    });
    expect((await ask(shop)).word).toBe("two");
  });

  test("replaces all variables, and a password with commas, quotes and braces arrives as it is", async () => {
    await create(shop, "one", { Environment: { Variables: { MODE: "x", OTHER: "y" } } });
    const password = `p,a=s"s' w{}rd`;
    await shop.client.send(
      new UpdateFunctionConfigurationCommand({ ...fn, Environment: { Variables: { MODE: password } } }),
    );
    const { Environment } = await shop.client.send(new GetFunctionConfigurationCommand(fn));
    expect(Environment?.Variables).toEqual({ MODE: password });
    expect((await ask(shop)).mode).toBe(password);
  });
});

describe("all that was deployed", () => {
  test("is there after a restart", async () => {
    await create(shop);
    await publish(shop);
    await shop.client.send(new CreateAliasCommand({ ...fn, Name: "live", FunctionVersion: "1" }));
    await updateCode(shop, "two");
    await shop.restart();
    expect([(await ask(shop, "live")).word, (await ask(shop)).word]).toEqual(["one", "two"]);
  });

  test("is gone when the function is deleted", async () => {
    await create(shop);
    await shop.client.send(new DeleteFunctionCommand(fn));
    await expect(ask(shop)).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      $metadata: { httpStatusCode: 404 },
    });
    await create(shop, "again");
    expect((await ask(shop)).word).toBe("again");
  });

  test("is listed page by page", async () => {
    for (const name of ["b", "a", "c"]) await shop.deploy({ name });
    const first = await shop.client.send(new ListFunctionsCommand({ MaxItems: 2 }));
    const second = await shop.client.send(new ListFunctionsCommand({ MaxItems: 2, Marker: first.NextMarker }));
    expect([first, second].map(({ Functions }) => Functions?.map((f) => f.FunctionName))).toEqual([["a", "b"], ["c"]]);
    expect(second.NextMarker).toBeUndefined();
  });
});
