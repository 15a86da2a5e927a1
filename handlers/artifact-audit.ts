import type { AuditRecord } from "../db/audit/log.ts";
import { mayChange } from "./artifact-update.ts";
import { actorOf, artifactNumber, type Handler, type Schemas } from "./contract.ts";
import { cutPage, isFirst, pageOf, withOneMore } from "./paging.ts";
import { noSuchArtifact } from "./problems.ts";

/** What this operation shows of the log: the kinds of the official API. */
const SHOWN = ["CREATE", "UPDATE", "DOWNLOAD", "RATE", "AUDIT"] as const;
type Shown = (typeof SHOWN)[number];

/**
 * What was done to an artifact. The start of reading is itself an entry, and part of the answer; further pages add
 * none. Only the owner and administrators see the names of others.
 */
export const artifactAudit: Handler<"ArtifactAudit"> = async ({ path, query }, deps, call) => {
  const page = pageOf(query);
  if ("status" in page) return page;
  const row = await deps.artifacts.find(path.artifact_type, artifactNumber(path.id));
  if (row === null) return noSuchArtifact(path.artifact_type, path.id);
  const artifact = { id: row.id, name: row.name, type: row.type };
  if (isFirst(page)) await deps.auditLog.append({ action: "AUDIT", by: actorOf(call), artifact });
  const found = await deps.auditLog.read({ artifactId: row.id, actions: SHOWN, first: query.order }, withOneMore(page));
  const cut = cutPage(found, page, query);
  const seesNames = call.caller !== null && mayChange(call.caller, row);
  const visible = (name: string | null): boolean => seesNames || name === null || name === call.caller?.account;
  return { status: 200, headers: cut.headers, body: cut.page.map((record) => present(record, artifact, visible)) };
};

function present(
  { action, actor, isAdmin, at }: AuditRecord,
  artifact: Schemas["ArtifactMetadata"],
  visible: (name: string | null) => boolean,
): Schemas["AuditEntry"] {
  const user = visible(actor)
    ? { name: actor ?? "(registry)", is_admin: isAdmin }
    : { name: "(hidden)", is_admin: false };
  return { user, date: at.toISOString(), artifact, action: action as Shown };
}
