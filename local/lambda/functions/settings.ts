import { type Fields, objectOf, textMapOf, textOf, textsOf, wholeOf } from "../http/fields.ts";
import { invalid } from "../http/refusal.ts";
import type { Settings } from "./records.ts";

/** Lambda's own defaults. */
export const defaultSettings = (name: string): Settings => ({
  role: "",
  runtime: "",
  handler: "",
  description: "",
  timeout: 3,
  memorySize: 128,
  environment: {},
  architectures: ["x86_64"],
  ephemeralStorage: 512,
  tracingMode: "PassThrough",
  deadLetterArn: null,
  vpc: { subnetIds: [], securityGroupIds: [] },
  logFormat: "Text",
  logGroup: `/aws/lambda/${name}`,
});

const RESERVED =
  /^(?:_HANDLER|_X_AMZN_TRACE_ID|AWS_(?:DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_.*|AWS_ACCESS_KEY(?:_ID)?|AWS_SECRET_(?:ACCESS_)?KEY|AWS_SESSION_TOKEN|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$/;
/** Bytes of names and values together, as JSON. */
const ENVIRONMENT_LIMIT = 4096;

/** The variables of a request. Names that Lambda sets itself are refused, and so are more than 4 KB. */
function readVariables(body: Fields): Readonly<Record<string, string>> | undefined {
  const environment = objectOf(body, "Environment");
  if (environment === undefined) return undefined;
  const variables = textMapOf(environment, "Variables") ?? {};
  const cannot =
    "Lambda was unable to configure your environment variables because the environment variables you have provided";
  const reserved = Object.keys(variables).filter((name) => RESERVED.test(name));
  if (reserved.length > 0) {
    throw invalid(
      `${cannot} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(", ")}`,
    );
  }
  const malformed = Object.keys(variables).find((name) => !/^[A-Za-z][A-Za-z0-9_]+$/.test(name));
  if (malformed !== undefined) throw invalid(`"${malformed}" is not a name for an environment variable`);
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  if (bytes > ENVIRONMENT_LIMIT) throw invalid(`${cannot} exceeded the 4KB limit (${bytes} bytes)`);
  return variables;
}

/** Functions run as zipped code under this machine's node. A setting that would change that is refused. */
function refuseUnsupported(body: Fields): void {
  for (const name of ["Layers", "FileSystemConfigs"]) {
    if ((textsOrObjects(body, name) ?? []).length > 0) throw invalid(`${name} cannot be used in the local Lambda`);
  }
  for (const name of [
    "ImageConfig",
    "DurableConfig",
    "CapacityProviderConfig",
    "TenancyConfig",
    "CodeSigningConfigArn",
  ]) {
    if (body[name] !== undefined && body[name] !== null) throw invalid(`${name} cannot be used in the local Lambda`);
  }
  if ((textOf(body, "PackageType") ?? "Zip") !== "Zip")
    throw invalid("The local Lambda runs functions of PackageType Zip");
}

const textsOrObjects = (body: Fields, name: string): readonly unknown[] | undefined =>
  Array.isArray(body[name]) ? (body[name] as unknown[]) : undefined;

const ROLE = /arn:aws[a-zA-Z-]*:iam::\d{12}:role\/[a-zA-Z_0-9+=,.@\-_/]+/;

export function readArchitectures(body: Fields): readonly string[] | undefined {
  const given = textsOf(body, "Architectures", /x86_64|arm64/);
  if (given !== undefined && given.length !== 1) throw invalid("Architectures must name exactly one");
  return given;
}

/**
 * The settings of a CreateFunction or UpdateFunctionConfiguration request on top of those before: what the request
 * does not name stays, a map or list that it names is replaced as a whole.
 * @throws Refusal when a value is out of Lambda's range or could not be honoured here.
 */
export function readSettings(body: Fields, before: Settings): Settings {
  refuseUnsupported(body);
  const vpc = objectOf(body, "VpcConfig");
  const dead = objectOf(body, "DeadLetterConfig");
  const logging = objectOf(body, "LoggingConfig") ?? {};
  return {
    role: textOf(body, "Role", ROLE) ?? before.role,
    runtime: textOf(body, "Runtime", /nodejs\d+\.x/) ?? before.runtime,
    handler: textOf(body, "Handler", /[^\s]{1,128}/) ?? before.handler,
    description: textOf(body, "Description", /[\s\S]{0,256}/) ?? before.description,
    timeout: wholeOf(body, "Timeout", 1, 900) ?? before.timeout,
    memorySize: wholeOf(body, "MemorySize", 128, 10_240) ?? before.memorySize,
    environment: readVariables(body) ?? before.environment,
    architectures: readArchitectures(body) ?? before.architectures,
    ephemeralStorage: wholeOf(objectOf(body, "EphemeralStorage") ?? {}, "Size", 512, 10_240) ?? before.ephemeralStorage,
    tracingMode: textOf(objectOf(body, "TracingConfig") ?? {}, "Mode", /Active|PassThrough/) ?? before.tracingMode,
    deadLetterArn: dead === undefined ? before.deadLetterArn : textOf(dead, "TargetArn", /|arn:.+/) || null,
    vpc:
      vpc === undefined
        ? before.vpc
        : { subnetIds: textsOf(vpc, "SubnetIds") ?? [], securityGroupIds: textsOf(vpc, "SecurityGroupIds") ?? [] },
    logFormat: textOf(logging, "LogFormat", /Text|JSON/) ?? before.logFormat,
    logGroup: textOf(logging, "LogGroup", /[a-zA-Z0-9_\-/.#]{1,512}/) ?? before.logGroup,
  };
}
