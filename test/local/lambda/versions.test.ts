import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  ListAliasesCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ARN, ask, create, fn, publish, updateCode } from "./deployer.ts";
import { startTestLambda, type TestLambda } from "./test-lambda.ts";

let local: TestLambda;

beforeEach(async () => {
  local = await startTestLambda();
});

afterEach(() => local.close());

describe("a published version", () => {
  test("keeps its code and configuration when $LATEST changes, and so does an alias to it", async () => {
    await create(local);
    expect(await publish(local)).toBe("1");
    const { AliasArn } = await local.client.send(new CreateAliasCommand({ ...fn, Name: "live", FunctionVersion: "1" }));
    expect(AliasArn).toBe(`${ARN}:live`);
    await updateCode(local, "two");
    await local.client.send(
      new UpdateFunctionConfigurationCommand({ ...fn, Environment: { Variables: { MODE: "second" } } }),
    );
    expect(await ask(local)).toEqual({ word: "two", mode: "second" });
    for (const qualifier of ["1", "live"]) expect(await ask(local, qualifier)).toEqual({ word: "one", mode: "first" });
    expect((await local.call({}, { FunctionName: `${ARN}:live` })).version).toBe("1");
  });

  test("is made only when something changed since the last one", async () => {
    await create(local);
    expect([await publish(local), await publish(local)]).toEqual(["1", "1"]);
    const { Version } = await updateCode(local, "two", { Publish: true });
    expect(Version).toBe("2");
    const { Versions } = await local.client.send(new ListVersionsByFunctionCommand(fn));
    expect(Versions?.map((version) => version.Version)).toEqual(["$LATEST", "1", "2"]);
  });

  test("is refused for a digest that $LATEST no longer has", async () => {
    const { CodeSha256 } = await create(local);
    await updateCode(local, "two");
    await expect(local.client.send(new PublishVersionCommand({ ...fn, CodeSha256 }))).rejects.toThrow(
      "is different from current CodeSHA256",
    );
  });

  test("cannot be deleted while an alias leads to it", async () => {
    await create(local);
    await publish(local);
    await local.client.send(new CreateAliasCommand({ ...fn, Name: "live", FunctionVersion: "1" }));
    const remove = () => local.client.send(new DeleteFunctionCommand({ ...fn, Qualifier: "1" }));
    await expect(remove()).rejects.toThrow("referenced by aliases live");
    await local.client.send(new DeleteAliasCommand({ ...fn, Name: "live" }));
    await remove();
    await expect(ask(local, "1")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await updateCode(local, "two");
    expect(await publish(local)).toBe("2");
  });
});

describe("an alias", () => {
  test("moves to another version and back", async () => {
    await create(local);
    await publish(local);
    await updateCode(local, "two", { Publish: true });
    await local.client.send(new CreateAliasCommand({ ...fn, Name: "live", FunctionVersion: "1" }));
    for (const [version, expected] of [
      ["2", "two"],
      ["1", "one"],
    ] as const) {
      await local.client.send(new UpdateAliasCommand({ ...fn, Name: "live", FunctionVersion: version }));
      expect((await ask(local, "live")).word).toBe(expected);
    }
    const { Aliases } = await local.client.send(new ListAliasesCommand(fn));
    expect(Aliases).toMatchObject([{ Name: "live", FunctionVersion: "1" }]);
  });

  test("to a version that does not exist is refused, and so is an alias that looks like a version", async () => {
    await create(local);
    const make = (Name: string, FunctionVersion: string) =>
      local.client.send(new CreateAliasCommand({ ...fn, Name, FunctionVersion }));
    await expect(make("live", "7")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(make("12", "$LATEST")).rejects.toThrow("'Name'");
    await expect(local.client.send(new GetAliasCommand({ ...fn, Name: "live" }))).rejects.toThrow("Cannot find alias");
  });
});
