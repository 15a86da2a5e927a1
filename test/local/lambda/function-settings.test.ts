import {
  AddPermissionCommand,
  DeleteFunctionEventInvokeConfigCommand,
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionEventInvokeConfigCommand,
} from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ARN, create, fn } from "./deployer.ts";
import { startTestLambda, type TestLambda } from "./test-lambda.ts";

let local: TestLambda;

beforeEach(async () => {
  local = await startTestLambda();
});

afterEach(() => local.close());

describe("the settings beside code and configuration", () => {
  test("hold the event-invoke configuration of each qualifier", async () => {
    await create(local);
    const OnFailure = { Destination: "arn:aws:sqs:us-east-1:000000000000:dead" };
    const put = { ...fn, MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 600, DestinationConfig: { OnFailure } };
    await local.client.send(new PutFunctionEventInvokeConfigCommand(put));
    await local.client.send(new UpdateFunctionEventInvokeConfigCommand({ ...fn, MaximumRetryAttempts: 0 }));
    const read = () => local.client.send(new GetFunctionEventInvokeConfigCommand(fn));
    expect(await read()).toMatchObject({
      FunctionArn: `${ARN}:$LATEST`,
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 600,
      DestinationConfig: { OnFailure },
    });
    await local.client.send(new DeleteFunctionEventInvokeConfigCommand(fn));
    await expect(read()).rejects.toThrow("doesn't have an EventInvokeConfig");
  });

  test("hold reserved concurrency, tags and the policy, and account settings count the function", async () => {
    await create(local);
    await local.client.send(new PutFunctionConcurrencyCommand({ ...fn, ReservedConcurrentExecutions: 3 }));
    expect((await local.client.send(new GetFunctionConcurrencyCommand(fn))).ReservedConcurrentExecutions).toBe(3);
    await local.client.send(new TagResourceCommand({ Resource: ARN, Tags: { a: "1", b: "2" } }));
    await local.client.send(new UntagResourceCommand({ Resource: ARN, TagKeys: ["a"] }));
    expect(await local.client.send(new GetFunctionCommand(fn))).toMatchObject({
      Tags: { b: "2" },
      Concurrency: { ReservedConcurrentExecutions: 3 },
    });
    const { AccountUsage } = await local.client.send(new GetAccountSettingsCommand({}));
    expect(AccountUsage?.FunctionCount).toBe(1);
  });

  test("hold the permissions that were added", async () => {
    await create(local);
    const permission = { ...fn, StatementId: "caller", Action: "lambda:InvokeFunction", Principal: "123456789012" };
    await local.client.send(new AddPermissionCommand(permission));
    await expect(local.client.send(new AddPermissionCommand(permission))).rejects.toThrow("already exists");
    const { Policy } = await local.client.send(new GetPolicyCommand(fn));
    expect(JSON.parse(Policy ?? "").Statement).toMatchObject([{ Sid: "caller", Resource: ARN }]);
    await local.client.send(new RemovePermissionCommand({ ...fn, StatementId: "caller" }));
    await expect(local.client.send(new GetPolicyCommand(fn))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});
