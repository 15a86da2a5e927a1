import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { modulesOf } from "../../bundle/bundle.ts";
import type { ControlPlane } from "../http/api.ts";
import { newFunction } from "../operations/functions.ts";
import { changedLatest } from "../operations/updating.ts";
import { zipOf } from "./code.ts";
import { parseReference } from "./names.ts";
import type { Settings } from "./records.ts";
import { defaultSettings } from "./settings.ts";

export interface DeployConfig {
  readonly name: string;
  /** Path of a module such as index.mjs, which the modules beside it belong to, or of a zip, or the bytes of a zip. */
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

async function packed(bundle: string | Uint8Array): Promise<Uint8Array> {
  if (typeof bundle !== "string") return bundle;
  return bundle.endsWith(".zip") ? readFile(bundle) : zipOf(await modulesOf(bundle));
}

/**
 * Creates or updates $LATEST without a request, in effect at once; versions and aliases stay as they are.
 */
export async function deployDirectly(plane: ControlPlane, config: DeployConfig): Promise<void> {
  const { name } = parseReference(config.name, null, plane.home);
  const code = await plane.codes.keep(await packed(config.bundle));
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
