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
import { openWorkshop, type Workshop } from "./workshop.ts";

let shop: Workshop;

beforeEach(async () => {
  shop = await openWorkshop();
});

afterEach(() => shop.close());

describe("a published version", () => {
  test("keeps its code and configuration when $LATEST changes, and so does an alias to it", async () => {
    await create(shop);
    expect(await publish(shop)).toBe("1");
    const { AliasArn } = await shop.client.send(new CreateAliasCommand({ ...fn, Name: "live", FunctionVersion: "1" }));
    expect(AliasArn).toBe(`${ARN}:live`);
    await updateCode(shop, "two");
    await shop.client.send(
      new UpdateFunctionConfigurationCommand({ ...fn, Environment: { Variables: { MODE: "second" } } }),
    );
    expect(await ask(shop)).toEqual({ word: "two", mode: "second" });
    for (const qualifier of ["1", "live"]) expect(await ask(shop, qualifier)).toEqual({ word: "one", mode: "first" });
    expect((await shop.call({}, { FunctionName: `${ARN}:live` })).version).toBe("1");
  });

  test("is made only when something changed since the last one", async () => {
    await create(shop);
    expect([await publish(shop), await publish(shop)]).toEqual(["1", "1"]);
    const { Version } = await updateCode(shop, "two", { Publish: true });
    expect(Version).toBe("2");
    const { Versions } = await shop.client.send(new ListVersionsByFunctionCommand(fn));
    expect(Versions?.map((version) => version.Version)).toEqual(["$LATEST", "1", "2"]);
  });

  test("is refused for a digest that $LATEST no longer has", async () => {
    const { CodeSha256 } = await create(shop);
    await updateCode(shop, "two");
    await expect(shop.client.send(new PublishVersionCommand({ ...fn, CodeSha256 }))).rejects.toThrow(
      "is different from current CodeSHA256",
    );
  });

  test("cannot be deleted while an alias leads to it", async () => {
    await create(shop);
    await publish(shop);
    await shop.client.send(new CreateAliasCommand({ ...fn, Name: "live", FunctionVersion: "1" }));
    const remove = () => shop.client.send(new DeleteFunctionCommand({ ...fn, Qualifier: "1" }));
    await expect(remove()).rejects.toThrow("referenced by aliases live");
    await shop.client.send(new DeleteAliasCommand({ ...fn, Name: "live" }));
    await remove();
    await expect(ask(shop, "1")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await updateCode(shop, "two");
    expect(await publish(shop)).toBe("2");
  });
});

describe("an alias", () => {
  test("moves to another version and back", async () => {
    await create(shop);
    await publish(shop);
    await updateCode(shop, "two", { Publish: true });
    await shop.client.send(new CreateAliasCommand({ ...fn, Name: "live", FunctionVersion: "1" }));
    for (const [version, expected] of [
      ["2", "two"],
      ["1", "one"],
    ] as const) {
      await shop.client.send(new UpdateAliasCommand({ ...fn, Name: "live", FunctionVersion: version }));
      expect((await ask(shop, "live")).word).toBe(expected);
    }
    const { Aliases } = await shop.client.send(new ListAliasesCommand(fn));
    expect(Aliases).toMatchObject([{ Name: "live", FunctionVersion: "1" }]);
  });

  test("to a version that does not exist is refused, and so is an alias that looks like a version", async () => {
    await create(shop);
    const make = (Name: string, FunctionVersion: string) =>
      shop.client.send(new CreateAliasCommand({ ...fn, Name, FunctionVersion }));
    await expect(make("live", "7")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(make("12", "$LATEST")).rejects.toThrow("'Name'");
    await expect(shop.client.send(new GetAliasCommand({ ...fn, Name: "live" }))).rejects.toThrow("Cannot find alias");
  });
});
