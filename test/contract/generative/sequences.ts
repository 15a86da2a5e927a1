/** Walks along the links of the contract: what one answer names, the next request asks for. */
import type { components } from "../../../generated/api.ts";
import type { OperationId } from "../../../generated/operations.ts";
import { type Answered, exchange, type Target } from "./exchange.ts";
import { count, type Report } from "./suite.ts";

type Schemas = components["schemas"];

interface Step {
  readonly method: string;
  readonly address: string;
  readonly body?: unknown;
  readonly token?: string;
}

/** Sends one step; an answer that is not one of the expected, or not as documented, is a finding. */
export type Send = (id: OperationId, step: Step, expected: readonly number[]) => Promise<Answered | null>;

export function sender(target: Target, seed: number, report: Report): Send {
  return async (operation, { method, address, body, token }, expected) => {
    const answer = await exchange(token === undefined ? target : { ...target, token }, operation, {
      kind: "fitting",
      what: "",
      method,
      address,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? null : Buffer.from(JSON.stringify(body)),
    });
    count(report, operation, answer);
    const unexpected = expected.includes(answer.status) ? [] : [`${answer.status} instead of ${expected.join(" or ")}`];
    const faults = [...answer.breaches, ...unexpected];
    if (faults.length === 0) return answer;
    const fault = `in a sequence: ${faults.join("; ")}: ${JSON.stringify(answer.body)?.slice(0, 300)}`;
    report.findings.push({ operation, fault, request: `${method} ${address}`, seed });
    return null;
  };
}

const final = ["completed", "rejected", "failed"];

export interface Life {
  readonly type: Schemas["ArtifactType"];
  readonly url: string;
  /** Looks at the artifact at most, and the pause between them. */
  readonly polls: number;
  readonly pauseMs: number;
  /** Posts the link again at once, which must be refused: for registries whose ingests take their time. */
  readonly twice?: boolean;
}

/** Create, poll to the end (or a few times), look at everything it has, delete, and find nothing any more. */
export async function artifactLife(send: Send, { type, url, polls, pauseMs, twice = false }: Life): Promise<void> {
  const created = await send("ArtifactCreate", { method: "POST", address: `/artifact/${type}`, body: { url } }, [202]);
  if (created === null) return;
  const location = created.headers["location"] ?? "";
  const { artifact_id: id } = created.body as Schemas["IngestAccepted"];
  if (twice) await send("ArtifactCreate", { method: "POST", address: `/artifact/${type}`, body: { url } }, [409]);
  const ended = await poll(send, location, polls, pauseMs);
  const done = ended?.status === "completed";
  const there = done ? 200 : 404;
  await send("ArtifactManifest", { method: "GET", address: `${location}/manifest` }, [there]);
  await send("ArtifactDownload", { method: "GET", address: `${location}/download` }, [done ? 302 : 404]);
  await send("ArtifactCost", { method: "GET", address: `/artifact/${type}/${id}/cost?dependency=true` }, [there]);
  await send("ArtifactAudit", { method: "GET", address: `/artifact/${type}/${id}/audit` }, [200]);
  if (type === "model") {
    const rated = ended?.status === "failed" ? [200, 404] : done || ended?.status === "rejected" ? [200] : [404];
    await send("ModelRate", { method: "GET", address: `/artifact/model/${id}/rate` }, rated);
    await send("ModelLineage", { method: "GET", address: `/artifact/model/${id}/lineage` }, [there]);
  }
  await send("ArtifactDelete", { method: "DELETE", address: location }, [200]);
  await afterwards(send, location, type, id);
}

async function poll(send: Send, location: string, polls: number, pauseMs: number): Promise<Schemas["Artifact"] | null> {
  for (let round = 0; round < polls; round += 1) {
    const answer = await send("ArtifactRetrieve", { method: "GET", address: location }, [200]);
    if (answer === null) return null;
    const artifact = answer.body as Schemas["Artifact"];
    if (final.includes(artifact.status) || round === polls - 1) return artifact;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return null;
}

/** Whatever names a deleted artifact is answered as if it had never been. */
async function afterwards(send: Send, location: string, type: string, id: number): Promise<void> {
  const gone: [OperationId, string, string][] = [
    ["ArtifactRetrieve", "GET", location],
    ["ArtifactManifest", "GET", `${location}/manifest`],
    ["ArtifactDownload", "GET", `${location}/download`],
    ["ArtifactEvents", "GET", `${location}/events`],
    ["ArtifactCost", "GET", `/artifact/${type}/${id}/cost`],
    ["ArtifactAudit", "GET", `/artifact/${type}/${id}/audit`],
    ["ArtifactDelete", "DELETE", location],
  ];
  for (const [operation, method, address] of gone) await send(operation, { method, address }, [404]);
}

/** A token is made, used, listed, ended, and useless from then on. */
export async function tokenLife(send: Send): Promise<void> {
  const made = await send(
    "TokenCreate",
    { method: "POST", address: "/tokens", body: { name: "contract", role: "reader" } },
    [201],
  );
  if (made === null) return;
  const { id, token } = made.body as Schemas["IssuedPersonalToken"];
  const list = { method: "POST", address: "/artifacts", body: [{ name: "*" }], token: `bearer ${token}` };
  await send("ArtifactsList", list, [200]);
  await send("TokenList", { method: "GET", address: "/tokens" }, [200]);
  await send("TokenDelete", { method: "DELETE", address: `/tokens/${id}` }, [204]);
  await send("ArtifactsList", list, [403]);
  await send("TokenDelete", { method: "DELETE", address: `/tokens/${id}` }, [404]);
}

/** Page after page by the `offset` header, which every page has: no artifact twice, and none left out. */
export async function pages(send: Send): Promise<void> {
  const seen: number[] = [];
  let offset = "";
  for (let page = 0; page < 50; page += 1) {
    const address = `/artifacts?limit=2&offset=${encodeURIComponent(offset)}`;
    const answer = await send("ArtifactsList", { method: "POST", address, body: [{ name: "*" }] }, [200]);
    if (answer === null) return;
    seen.push(...(answer.body as Schemas["ArtifactMetadata"][]).map(({ id }) => id));
    offset = answer.headers["offset"] ?? "";
    if (answer.headers["link"] === undefined) break;
  }
  if (new Set(seen).size !== seen.length) throw new Error(`an artifact came on two pages: ${seen.join()}`);
}

/** Signing out ends the token of the request and no other. */
export async function signOutLife(send: Send, name: string, password: string): Promise<void> {
  const body = { user: { name }, secret: { password } };
  const signedIn = await send("Authenticate", { method: "PUT", address: "/authenticate", body }, [200]);
  if (signedIn === null) return;
  const token = signedIn.body as string;
  await send("SignOut", { method: "DELETE", address: "/authenticate", token }, [204]);
  await send("TokenList", { method: "GET", address: "/tokens", token }, [403]);
  await send("TokenList", { method: "GET", address: "/tokens" }, [200]);
}

/**
 * A reset is for administrators, leaves nothing of artifacts and personal tokens, not even of an ingest under way, and a
 * registry that takes the same link again. Only for a registry that is there for the tests.
 */
export async function resetLife(send: Send, url: string): Promise<void> {
  const token = { method: "POST", address: "/tokens", body: { name: "before the reset", role: "reader" } };
  const made = await send("TokenCreate", token, [201]);
  const post = { method: "POST", address: "/artifact/dataset", body: { url } };
  const created = await send("ArtifactCreate", post, [202]);
  if (made === null || created === null) return;
  const reader = `bearer ${(made.body as Schemas["IssuedPersonalToken"]).token}`;
  const reset = { method: "DELETE", address: "/reset" };
  await send("RegistryReset", { ...reset, token: reader }, [401]);
  await send("RegistryReset", { ...reset, token: "bearer nobody" }, [403]);
  await send("RegistryReset", reset, [200]);
  await send("ArtifactRetrieve", { method: "GET", address: created.headers["location"] ?? "" }, [404]);
  const list = { method: "POST", address: "/artifacts", body: [{ name: "*" }] };
  await send("ArtifactsList", { ...list, token: reader }, [403]);
  const left = await send("ArtifactsList", list, [200]);
  if (left !== null && (left.body as unknown[]).length > 0) throw new Error("artifacts outlived a reset");
  await send("ArtifactCreate", post, [202]);
}
