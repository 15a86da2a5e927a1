import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  type LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import { type Report, readReport } from "./report.ts";

/** A copy of the deployed function, so that the deployed one is never changed. */
export interface FunctionCopy {
  readonly architecture: "arm64" | "x86_64";
  setMemory(memoryMb: number): Promise<void>;
  /** Sets variables beside those of the copy. */
  setVariables(variables: Readonly<Record<string, string>>): Promise<void>;
  /** Invokes the function and waits for its end. @throws Error with the function's message when it fails */
  invoke(event: object): Promise<Report>;
  remove(): Promise<void>;
}

export interface CopyOptions {
  readonly lambda: LambdaClient;
  /** The deployed function. */
  readonly source: string;
  readonly zip: Uint8Array;
  /** Variables that differ from those of the deployed function. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Variables that Lambda sets itself. */
const RESERVED = /^AWS_(ACCESS|SECRET|SESSION)_|^AWS_(DEFAULT_)?REGION$/;
const WAIT_SECONDS = 300;

export async function copyFunction({ lambda, source, zip, variables }: CopyOptions): Promise<FunctionCopy> {
  const deployed = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: source }));
  const FunctionName = `${source.split(":")[0]?.slice(0, 50)}-tuning`;
  const remove = async (): Promise<void> => {
    await lambda.send(new DeleteFunctionCommand({ FunctionName }));
  };
  // An interrupted measurement may have left its copy.
  await remove().catch((error: Error) => {
    if (error.name !== "ResourceNotFoundException") throw error;
  });
  const settings = settingsOf(deployed, variables);
  await lambda.send(new CreateFunctionCommand({ ...settings, FunctionName, Code: { ZipFile: zip } }));
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: WAIT_SECONDS }, { FunctionName });
  const update = async (changes: Pick<FunctionConfiguration, "MemorySize" | "Environment">): Promise<void> => {
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...changes }));
    await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: WAIT_SECONDS }, { FunctionName });
  };
  return {
    architecture: deployed.Architectures?.[0] === "x86_64" ? "x86_64" : "arm64",
    setMemory: (MemorySize) => update({ MemorySize }),
    setVariables: (more) => update({ Environment: { Variables: { ...settings.Environment.Variables, ...more } } }),
    invoke: (event) => invoke(lambda, FunctionName, event),
    remove,
  };
}

function settingsOf(deployed: FunctionConfiguration, variables: Readonly<Record<string, string>>) {
  const given = Object.entries(deployed.Environment?.Variables ?? {}).filter(([name]) => !RESERVED.test(name));
  const { SubnetIds = [], SecurityGroupIds = [] } = deployed.VpcConfig ?? {};
  return {
    Role: deployed.Role,
    Runtime: deployed.Runtime,
    Handler: deployed.Handler,
    Architectures: deployed.Architectures,
    EphemeralStorage: deployed.EphemeralStorage,
    Timeout: 900,
    MemorySize: deployed.MemorySize,
    Environment: { Variables: { ...Object.fromEntries(given), ...variables } },
    // The role may write to this group only.
    LoggingConfig: { LogGroup: deployed.LoggingConfig?.LogGroup, LogFormat: "Text" as const },
    ...(SubnetIds.length > 0 ? { VpcConfig: { SubnetIds, SecurityGroupIds } } : {}),
    Tags: { application: "gatehouse-tuning" },
  };
}

async function invoke(lambda: LambdaClient, FunctionName: string, event: object): Promise<Report> {
  const Payload = Buffer.from(JSON.stringify(event));
  const response = await lambda.send(new InvokeCommand({ FunctionName, LogType: "Tail", Payload }));
  const payload = Buffer.from(response.Payload ?? []).toString("utf8");
  if (response.FunctionError !== undefined) throw new Error(`the function failed: ${payload.slice(0, 500)}`);
  return readReport(Buffer.from(response.LogResult ?? "", "base64").toString("utf8"));
}
