/** Whether loading the weights can run code: formats, remote code and the Hub's scan. */

import { asObject, isStated } from "../../domain/json.ts";
import { type Evidence, earned, minus, note, unread } from "../evidence.ts";
import type { Improvement } from "../outcome.ts";
import type { Policy } from "../policy.ts";
import { read } from "../reading.ts";
import type { Snapshot } from "../snapshot.ts";
import { formatOf, type WeightFormat } from "./weight-set.ts";

export interface Safety {
  readonly value: number;
  /** At worst, if what could not be read speaks against it. */
  readonly lo: number;
  readonly evidence: readonly Evidence[];
  readonly improvements: readonly Improvement[];
}

const safeFormats: readonly WeightFormat[] = ["safetensors", "gguf", "onnx", "msgpack"];

export function loadingSafety(snapshot: Snapshot, policy: Policy): Safety {
  const { safety: weight, safetyLevels, remoteCodePenalty } = policy.codeQuality;
  const { paths } = read(snapshot, policy);
  const formats = byFormats(paths.known === "value" ? paths.value : [], policy);
  const scan = scanEvidence(snapshot, weight);
  const remote = remoteCode(snapshot);
  const reduced = Math.max(0, formats.level - (remote.found ? remoteCodePenalty : 0));
  const value = scan.unsafe ? safetyLevels.unsafe : reduced;
  const penalty = minus(
    "CQ_REMOTE_CODE",
    weight * (formats.level - reduced),
    "Loading the model runs code from its repository",
    "config.json",
  );
  return {
    value,
    lo: scan.open || remote.open ? 0 : value,
    evidence: [
      earned(formats.code, weight * formats.level, weight, formats.text, "tree"),
      ...(remote.found ? [penalty] : []),
      ...scan.evidence,
    ],
    improvements: [
      {
        action: "Publishing the weights as safetensors only",
        points: weight * (safetyLevels.safeOnly - formats.level),
      },
    ],
  };
}

function byFormats(paths: readonly string[], policy: Policy) {
  const { safeOnly, mixed, pickleOnly, none } = policy.codeQuality.safetyLevels;
  const weights = paths.flatMap((path) => {
    const format = formatOf(path);
    return format === null ? [] : [{ path, format }];
  });
  const pickles = weights.filter(({ format }) => format === "pytorch").map(({ path }) => path);
  const safe = weights.every(({ format }) => safeFormats.includes(format));
  if (weights.length === 0) return { level: none, code: "CQ_SAFE", text: "There are no weights to judge" } as const;
  if (safe)
    return { level: safeOnly, code: "CQ_SAFE", text: "All weights are in formats that cannot run code" } as const;
  if (pickles.length < weights.length) {
    const text =
      pickles.length > 0
        ? `Some weights are pickles, which can run code (${pickles[0]})`
        : "Some weights are in a format that may run code";
    return { level: mixed, code: "CQ_PICKLE", text } as const;
  }
  return {
    level: pickleOnly,
    code: "CQ_PICKLE",
    text: `All weights are pickles, which can run code (${pickles[0]})`,
  } as const;
}

function remoteCode(snapshot: Snapshot): { found: boolean; open: boolean } {
  const places = ["config.json", "tokenizer_config.json"].map((path) => snapshot.configs[path]);
  const info = snapshot.info.known === "value" ? asObject(snapshot.info.value.config ?? undefined) : null;
  const configs = [info, ...places.map((fact) => (fact?.known === "value" ? fact.value : null))];
  return {
    found: configs.some((config) => isStated(config?.["auto_map"]) || isStated(config?.["custom_pipelines"])),
    open: places.some((fact) => fact?.known === "unknown") || snapshot.info.known === "unknown",
  };
}

function scanEvidence(snapshot: Snapshot, weight: number): { unsafe: boolean; open: boolean; evidence: Evidence[] } {
  const scan = snapshot.info.known === "value" ? snapshot.info.value.security : null;
  const unsafe = scan?.filesWithIssues.filter(({ level }) => level.toLowerCase() === "unsafe") ?? [];
  const first = unsafe.map(({ path }) => path).sort()[0];
  if (first !== undefined) {
    return {
      unsafe: true,
      open: false,
      evidence: [minus("CQ_UNSAFE", weight, `The Hub's scan marks ${first} as unsafe`, "security scan")],
    };
  }
  if (scan === null || !scan.scansDone) {
    const text = "The Hub's security scan has not finished or was not reported";
    return {
      unsafe: false,
      open: scan === null && snapshot.info.known === "unknown",
      evidence: [unread("CQ_SCAN_UNKNOWN", text, "security scan")],
    };
  }
  return {
    unsafe: false,
    open: false,
    evidence: [note("CQ_SAFE", "The Hub's scan found nothing unsafe", "security scan")],
  };
}
