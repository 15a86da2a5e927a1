import {
  type Env,
  type EnvironmentReader,
  flag,
  integer,
  oneOf,
  type Parse,
  readEnvironment,
  text,
} from "../../domain/environment.ts";

/** The settings of a deployment, apart from code and variables. */
export interface Deployment {
  readonly functionName: string;
  readonly alias: string;
  readonly role: string;
  readonly architecture: "arm64" | "x86_64";
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Of /tmp, in MB. */
  readonly storageMb: number;
  readonly tracing: "Active" | "PassThrough";
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly retryAttempts: number;
  readonly eventAgeSeconds: number;
  /** ARN of the destination of failed events; null for none. */
  readonly failureTarget: string | null;
  /** False with another endpoint than that of AWS. */
  readonly onAws: boolean;
}

const matching =
  (pattern: RegExp, what: string): Parse<string> =>
  (value) => {
    if (!pattern.test(value)) throw new Error(`must be ${what}, not "${value}"`);
    return value;
  };

const list =
  (pattern: RegExp, what: string): Parse<readonly string[]> =>
  (value) =>
    value
      .split(/[\s,]+/)
      .filter((item) => item !== "")
      .map(matching(pattern, what));

/** Reads the deployment's variables. @throws ConfigurationFault that lists every wrong one. */
export function readDeployment(env: Env): Deployment {
  const read = readEnvironment(env);
  const deployment: Deployment = {
    functionName: read("FUNCTION_NAME", matching(/^[A-Za-z0-9_-]{1,64}$/, "a function's name without its alias")),
    alias: read("ALIAS", matching(/^(?!\d+$)[A-Za-z0-9_-]{1,128}$/, "an alias's name"), "live"),
    role: read("LAMBDA_ROLE_ARN", matching(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, "the ARN of a role")),
    architecture: read("ARCHITECTURE", oneOf("arm64", "x86_64"), "arm64"),
    memoryMb: read("MEMORY", integer(128, 10_240), 2048),
    timeoutSeconds: read("TIMEOUT", integer(1, 900), 900),
    storageMb: read("EPHEMERAL_STORAGE", integer(512, 10_240), 512),
    tracing: read("TRACING", oneOf("Active", "PassThrough"), "Active"),
    ...readNetwork(read),
    retryAttempts: read("RETRY_ATTEMPTS", integer(0, 2), 1),
    eventAgeSeconds: read("EVENT_AGE_SECONDS", integer(60, 21_600), 3600),
    failureTarget: read("FAILURE_TARGET_ARN", text, null),
    onAws: read("ON_AWS", flag, true),
  };
  return read.valid(deployment);
}

function readNetwork(read: EnvironmentReader): Pick<Deployment, "subnets" | "securityGroups"> {
  const subnets = read("VPC_SUBNET_IDS", list(/^subnet-[0-9a-f]+$/, "ids of subnets"), []);
  const securityGroups = read("VPC_SECURITY_GROUP_IDS", list(/^sg-[0-9a-f]+$/, "ids of security groups"), []);
  if ((subnets.length === 0) !== (securityGroups.length === 0)) {
    read.fault("set VPC_SUBNET_IDS and VPC_SECURITY_GROUP_IDS both or neither");
  }
  return { subnets, securityGroups };
}

const TAGS = { application: "gatehouse" };

/** The runtime contains the certificate authorities of RDS; Node reads them only when this variable names them. */
const RDS_AUTHORITIES = "/var/runtime/ca-cert.pem";

/** The function's variables besides those of its own configuration. */
export function standardVariables(deployment: Deployment, env: Env): Record<string, string> {
  const logLevel = env["LOG_LEVEL"];
  return {
    ...(deployment.onAws && env["DB_SSL"] !== "false" ? { NODE_EXTRA_CA_CERTS: RDS_AUTHORITIES } : {}),
    ...(deployment.tracing === "Active" ? {} : { POWERTOOLS_TRACE_ENABLED: "false" }),
    ...(logLevel ? { POWERTOOLS_LOG_LEVEL: logLevel.toUpperCase() } : {}),
  };
}

/** The body of UpdateFunctionConfiguration: everything but the code. */
export function configurationOf(deployment: Deployment, variables: Readonly<Record<string, string>>) {
  return {
    FunctionName: deployment.functionName,
    Description: "Gatehouse: copies, verifies, archives, scans and rates one artifact",
    Role: deployment.role,
    Runtime: "nodejs24.x",
    Handler: "index.handler",
    MemorySize: deployment.memoryMb,
    Timeout: deployment.timeoutSeconds,
    EphemeralStorage: { Size: deployment.storageMb },
    TracingConfig: { Mode: deployment.tracing },
    VpcConfig: { SubnetIds: deployment.subnets, SecurityGroupIds: deployment.securityGroups },
    Layers: [],
    Environment: { Variables: variables },
  };
}

/** The body of CreateFunction but for the code. */
export function creationOf(deployment: Deployment, variables: Readonly<Record<string, string>>) {
  return {
    ...configurationOf(deployment, variables),
    Architectures: [deployment.architecture],
    PackageType: "Zip",
    Tags: TAGS,
  };
}

/** The body of PutFunctionEventInvokeConfig for the alias. */
export function eventInvokeOf({ functionName, alias, ...deployment }: Deployment) {
  const target = deployment.failureTarget;
  return {
    FunctionName: functionName,
    Qualifier: alias,
    MaximumRetryAttempts: deployment.retryAttempts,
    MaximumEventAgeInSeconds: deployment.eventAgeSeconds,
    DestinationConfig: { OnSuccess: {}, OnFailure: target === null ? {} : { Destination: target } },
  };
}
