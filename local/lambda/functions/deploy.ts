import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { ControlPlane } from "../http/api.ts";
import { newFunction } from "../operations/functions.ts";
import { changedLatest } from "../operations/updating.ts";
import { zipOfModule } from "./code.ts";
import { parseReference } from "./names.ts";
import type { Settings } from "./records.ts";
import { defaultSettings } from "./settings.ts";

export interface DeployConfig {
  readonly name: string;
  /** Path of a module, such as index.cjs, or of a zip, or the bytes of a zip. */
  readonly bundle: string | Uint8Array;
  /** "index.handler" unless given. */
  readonly handler?: string;
  /** May hold the function's own credentials, which the API would refuse. */
  readonly environment: Readonly<Record<string, string>>;
  /** 2048 unless given. */
  readonly memoryMb?: number;
  /** 900 unless given. */
  readonly timeoutSeconds?: number;
}

async function zipOf(bundle: string | Uint8Array, read: (file: string) => Promise<Uint8Array>): Promise<Uint8Array> {
  if (typeof bundle !== "string") return bundle;
  const content = await read(bundle);
  return bundle.endsWith(".zip") ? content : zipOfModule(content, path.basename(bundle));
}

/**
 * Creates or updates $LATEST without a request, in effect at once; versions and aliases stay as they are.
 * @param read how the bundle's file is read.
 */
export async function deployDirectly(
  plane: ControlPlane,
  config: DeployConfig,
  read: (file: string) => Promise<Uint8Array>,
): Promise<void> {
  const { name } = parseReference(config.name, null, plane.home);
  const code = await plane.shelf.keep(await zipOf(config.bundle, read));
  const settings: Settings = {
    ...defaultSettings(name),
    role: `arn:aws:iam::${plane.home.account}:role/${name}`,
    runtime: "nodejs24.x",
    architectures: ["arm64"],
    handler: config.handler ?? "index.handler",
    environment: config.environment,
    memorySize: config.memoryMb ?? 2048,
    timeout: config.timeoutSeconds ?? 900,
  };
  await plane.store.change(name, (record) => {
    if (record === null) return newFunction(plane, name, { code, settings, tags: {} });
    const same = record.latest.code.sha256 === code.sha256 && isDeepStrictEqual(record.latest.settings, settings);
    return same ? record : changedLatest(plane, record, { code, settings });
  });
  plane.updates.forget(name);
  plane.onChange(name);
}
