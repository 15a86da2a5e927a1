import type { AuditRecord } from "../db/catalogue/audit.ts";
import type { Handler, Schemas } from "./contract.ts";
import { cutPage, pageOf, withOneMore } from "./paging.ts";
import { noSuchArtifact } from "./problems.ts";

/** Who did what. Beginning to read is itself an entry, and the last one of the answer; further pages add none. */
export const artifactAudit: Handler<"ArtifactAudit"> = async ({ path, query }, deps, call) => {
  const page = pageOf(query);
  if ("status" in page) return page;
  const row = await deps.artifacts.find(path.artifact_type, path.id);
  if (row === null) return noSuchArtifact(path.artifact_type, path.id);
  if (page.after === 0)
    await deps.artifacts.audit({ artifactId: row.id, action: "AUDIT", account: call.caller?.account ?? "anonymous" });
  const cut = cutPage(await deps.auditTrail.read(row.id, withOneMore(page)), page.limit);
  const artifact = { id: row.id, name: row.name, type: row.type };
  return { status: 200, headers: cut.headers, body: cut.page.map((record) => present(record, artifact)) };
};

const present = (
  { action, account, isAdmin, at }: AuditRecord,
  artifact: Schemas["ArtifactMetadata"],
): Schemas["AuditEntry"] => ({ user: { name: account, is_admin: isAdmin }, date: at.toISOString(), artifact, action });
