import { functionArn, LATEST } from "../functions/names.ts";
import type { Settings, VersionRecord } from "../functions/records.ts";
import type { ControlPlane } from "../http/api.ts";

/** As Lambda writes times in text: milliseconds and a zone without a colon. */
const timeText = (epochMs: number): string => new Date(epochMs).toISOString().replace("Z", "+0000");

function presentSettings(settings: Settings): object {
  return {
    Role: settings.role,
    Runtime: settings.runtime,
    Handler: settings.handler,
    Description: settings.description,
    Timeout: settings.timeout,
    MemorySize: settings.memorySize,
    Architectures: settings.architectures,
    EphemeralStorage: { Size: settings.ephemeralStorage },
    TracingConfig: { Mode: settings.tracingMode },
    LoggingConfig: { LogFormat: settings.logFormat, LogGroup: settings.logGroup },
    VpcConfig: { SubnetIds: settings.vpc.subnetIds, SecurityGroupIds: settings.vpc.securityGroupIds, VpcId: "" },
    PackageType: "Zip",
    SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
    ...(Object.keys(settings.environment).length === 0 ? {} : { Environment: { Variables: settings.environment } }),
    ...(settings.deadLetterArn === null ? {} : { DeadLetterConfig: { TargetArn: settings.deadLetterArn } }),
  };
}

/** A version as FunctionConfiguration; `qualifier` is the one that the ARN names. */
export function presentVersion(
  { home, updates }: ControlPlane,
  name: string,
  version: VersionRecord,
  qualifier: string | null,
): Record<string, unknown> {
  const update = version.version === LATEST ? updates.of(name) : null;
  const creating = update !== null && update.before === null;
  return {
    FunctionName: name,
    FunctionArn: functionArn(home, name, qualifier),
    Version: version.version,
    ...presentSettings(version.settings),
    CodeSize: version.code.bytes,
    CodeSha256: version.code.sha256,
    LastModified: timeText(version.lastModified),
    RevisionId: version.revisionId,
    State: creating ? "Pending" : "Active",
    ...(creating ? { StateReason: "The function is being created.", StateReasonCode: "Creating" } : {}),
    LastUpdateStatus: update === null || creating ? "Successful" : "InProgress",
    ...(update === null || creating
      ? {}
      : { LastUpdateStatusReason: "The function is being updated.", LastUpdateStatusReasonCode: "Creating" }),
  };
}
