import type { AuditRecord } from "../db/audit/log.ts";
import { actorOf, artifactNumber, type Handler, type Schemas } from "./contract.ts";
import { cutPage, isFirst, pageOf, withOneMore } from "./paging.ts";

/** The audit log of the whole registry. The start of reading is itself an entry; further pages add none. */
export const auditList: Handler<"AuditList"> = async ({ query }, deps, call) => {
  const page = pageOf(query);
  if ("status" in page) return page;
  if (isFirst(page)) await deps.auditLog.append({ action: "AUDIT", by: actorOf(call) });
  const actions = query.action === undefined ? undefined : [query.action];
  const artifactId = query.artifact_id === undefined ? undefined : artifactNumber(query.artifact_id);
  const filter = { artifactId, account: query.account, actions, first: query.order };
  const cut = cutPage(await deps.auditLog.read(filter, withOneMore(page)), page, query);
  return { status: 200, headers: cut.headers, body: cut.page.map(present) };
};

const present = (record: AuditRecord): Schemas["AuditRecord"] => ({
  id: record.id,
  date: record.at.toISOString(),
  action: record.action,
  account: record.actor,
  is_admin: record.isAdmin,
  address: record.address,
  artifact: record.artifact,
  subject: record.subject,
  detail: record.detail,
  previous_hash: record.previousHash,
  hash: record.hash,
});
