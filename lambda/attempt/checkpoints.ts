/** The shapes of checkpoints. One that another version of the function saved may differ: then its stage runs again. */
import * as v from "valibot";
import type { ArchiveResult, Listing, TransferResult } from "../ports.ts";
import type { ScanReport } from "../scan/scan.ts";
import type { ResolvedSource } from "../source/source.ts";
import type { HandOverMark } from "./time.ts";

/** Reads a checkpoint; throws when its shape differs. */
export type Parse<T> = (saved: unknown) => T;
const parserOf =
  <T>(shape: v.GenericSchema<unknown, T>): Parse<T> =>
  (saved) =>
    v.parse(shape, saved);

const text = v.string();
const number = v.number();
const kind = v.picklist(["file", "lfs_pointer", "submodule", "symlink"]);
const content = { path: text, bytes: number, gitSha1: v.nullable(text), kind };

const listing: v.GenericSchema<unknown, Listing> = v.object({
  host: v.picklist(["huggingface", "github"]),
  type: v.picklist(["model", "dataset", "code"]),
  repository: text,
  commit: text,
  files: v.array(v.object({ ...content, sha256: v.nullable(text) })),
  bytesTotal: number,
});

export const resolvedSource: Parse<ResolvedSource> = parserOf(
  v.object({ listing, ref: text, folder: v.nullable(text), info: v.unknown() }),
);

export const transferResult: Parse<TransferResult> = parserOf(
  v.object({
    files: v.array(v.object({ ...content, sha256: text, crc32: number })),
    bytesFetched: number,
    bytesSaved: number,
    shared: v.exactOptional(v.literal(true)),
  }),
);

export const scanReport: Parse<ScanReport> = parserOf(
  v.object({
    findings: v.array(
      v.object({
        path: text,
        member: v.exactOptional(text),
        severity: v.picklist(["unsafe", "suspicious", "info"]),
        code: text,
        text,
      }),
    ),
    scanned: number,
  }),
);

export const archiveResult: Parse<ArchiveResult> = parserOf(
  v.object({
    ...{ key: v.nullable(text), bytes: number, crc32: number, sha256: v.nullable(text), bytesMoved: number },
    missing: v.optional(text),
  }),
);

export const handOverMark: Parse<HandOverMark> = parserOf(
  v.object({ stage: text, bytesDone: number, filesDone: number, standstills: number, stalled: v.boolean() }),
);
