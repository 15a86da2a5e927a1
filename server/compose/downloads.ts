import { GetObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { LRUCache } from "lru-cache";
import type { AuditLog } from "../../db/audit/log.ts";
import { zipFileName } from "../../domain/object-keys.ts";
import type { Archived, Deps } from "../../handlers/deps.ts";
import { componentOf, streamSubset, subsetBytes } from "../../lambda/archive/subset.ts";
import type { Foundation } from "./foundation.ts";

/** Longest download that the server itself streams, in milliseconds. */
const STREAM_LIMIT_MS = 6 * 3600 * 1000;
/** Links that are reused for the caller that got them, instead of signing and recording one for every poll. */
const REMEMBERED_LINKS = 10_000;

/** Signed links to archives, and archives of some files. */
export function composeDownloads({ s3, store, config }: Foundation, auditLog: AuditLog): Deps["downloads"] {
  const sign = ({ name, archive }: Archived): Promise<string> => {
    const fileName = zipFileName(name);
    const command = new GetObjectCommand({
      Bucket: config.bucket,
      Key: archive.key,
      ResponseContentDisposition: `attachment; filename="${fileName}"`,
      ResponseContentType: "application/zip",
    });
    return getSignedUrl(s3, command, { expiresIn: config.downloadUrlTtlSeconds });
  };
  return {
    sign,
    handOut: recordedLinks(sign, auditLog, config.downloadUrlTtlSeconds),
    stream: (files, component) => {
      const stored = files.map((file) => ({ ...file, gitSha1: null, kind: "file" as const }));
      const body = streamSubset(stored, component, store, AbortSignal.timeout(STREAM_LIMIT_MS));
      return { body, bytes: subsetBytes(stored, component) };
    },
    belongs: (path, component) => component === "full" || componentOf(path) === component,
  };
}

/** A link is recorded before it is sent, and reused for the first quarter of its life. */
export function recordedLinks(
  sign: (artifact: Archived) => Promise<string>,
  auditLog: Pick<AuditLog, "append">,
  lifeSeconds: number,
): Deps["downloads"]["handOut"] {
  const links = new LRUCache<string, string>({ max: REMEMBERED_LINKS, ttl: lifeSeconds * 250 });
  return async (archived, by) => {
    const { id, type, name, archive } = archived;
    const key = JSON.stringify([by.account, by.address, id, archive.key]);
    const known = links.get(key);
    if (known !== undefined) return known;
    await auditLog.append({ action: "DOWNLOAD", by, artifact: { id, type, name }, detail: "link in an answer" });
    const link = await sign(archived);
    links.set(key, link);
    return link;
  };
}
