/** What openapi.yaml says in words only: which values mean something, and which answers a fitting request may get. */
import fc from "fast-check";
import type { components } from "../../../generated/api.ts";
import type { OperationId } from "../../../generated/operations.ts";

type Schemas = components["schemas"];

export interface World {
  /** Links that may be posted, by type. */
  readonly links: Readonly<Record<"model" | "dataset" | "code", readonly string[]>>;
  /** Artifacts that exist. */
  readonly artifacts: readonly { readonly id: number; readonly type: "model" | "dataset" | "code" }[];
  /** Names of accounts that come and go; the caller's own is never among them. */
  readonly accounts: readonly string[];
}

/** Path, query, header and body of one request, before it becomes text. */
export interface Parts {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

const EXPRESSIONS = [
  "clear-bert",
  "^model-[0-9]+$",
  "(?i)ACME.*corpus",
  "\\mbert\\M",
  "a{2,3}b|cde",
  "[[:alpha:]]{4}zzz",
] as const;
const PROJECTS = ["https://github.com/acme/clear-bert-code", "https://github.com/acme/nothing"] as const;
const types = ["model", "dataset", "code"] as const;

/** Values for fields whose schema allows more than the registry can understand. */
export function meaningful(id: OperationId, world: World): ((parts: Parts) => fc.Arbitrary<Parts>) | null {
  const body = (arbitrary: fc.Arbitrary<unknown>) => (parts: Parts) => arbitrary.map((it) => ({ ...parts, body: it }));
  switch (id) {
    case "ArtifactCreate":
      return (parts) =>
        fc
          .constantFrom(...types)
          .chain((type) =>
            fc
              .constantFrom(...world.links[type])
              .map((url) => ({ ...parts, path: { artifact_type: type }, body: { url } })),
          );
    case "AccountPassword":
      return (parts) => fc.constant({ ...parts, body: withAnotherPassword(parts.body as Schemas["PasswordChange"]) });
    case "ArtifactUpdate":
      return body(fc.constant({}));
    case "ArtifactByRegEx":
      return body(fc.constantFrom(...EXPRESSIONS).map((regex) => ({ regex })));
    case "ArtifactSearch":
      return (parts) => {
        const { filter = {}, ...rest } = parts.body as Schemas["ArtifactSearchRequest"];
        return withLink(filter, world).map((it) => ({ ...parts, body: { ...rest, filter: it } }));
      };
    case "ArtifactCounts":
      return (parts) => body(withLink(parts.body as Schemas["ArtifactFilter"], world))(parts);
    case "LicenseCheck":
      return body(fc.constantFrom(...PROJECTS).map((github_url) => ({ github_url })));
    default:
      return null;
  }
}

/** The filter with a link that the registry understands, where it has one. */
function withLink(filter: Schemas["ArtifactFilter"], { links }: World): fc.Arbitrary<Schemas["ArtifactFilter"]> {
  const { url, ...rest } = filter;
  const known = [...links.model, ...links.dataset];
  if (url === undefined || known.length === 0) return fc.constant(rest);
  return fc.constantFrom(...known).map((link) => ({ ...rest, url: link }));
}

/** A new password must differ from the current one, which no schema can say. */
const withAnotherPassword = (body: Schemas["PasswordChange"]): Schemas["PasswordChange"] =>
  body.new === body.current ? { ...body, current: body.current.slice(1) } : body;

/** Values for parameters by their names: things that exist, so that operations come further than a 404. */
export function known(name: string, world: World): fc.Arbitrary<unknown> | null {
  if (name === "id" && world.artifacts.length > 0) return fc.constantFrom(...world.artifacts.map(({ id }) => id));
  if (name === "name" && world.accounts.length > 0) return fc.constantFrom(...world.accounts);
  if (name === "offset") return fc.constantFrom("", "0");
  return null;
}

/** Lets most requests that name a type and an id name an artifact that exists. */
export function existing(parts: Parts, { artifacts }: World): fc.Arbitrary<Parts> {
  if (!("id" in parts.path && "artifact_type" in parts.path) || artifacts.length === 0) return fc.constant(parts);
  const there = fc.constantFrom(...artifacts).map(({ id, type }) => ({ ...parts, path: { artifact_type: type, id } }));
  return fc.oneof({ weight: 3, arbitrary: there }, { weight: 1, arbitrary: fc.constant(parts) });
}

/** Refusals of requests that fit the schema, for reasons which the contract gives in words. */
const refusals: Partial<Record<OperationId, readonly number[]>> = {
  Authenticate: [401],
  AccountPassword: [403],
  Metrics: [403],
  LedgerCall: [400, 403],
  TokenDelete: [403],
};
export const mayRefuse = (id: OperationId): readonly number[] => refusals[id] ?? [];

/** Operations whose fitting requests would end the run itself; the sequences try them. */
export const endings: ReadonlySet<OperationId> = new Set(["RegistryReset", "SignOut"]);

/** Operations that take away what the others work with: tried after them. */
export const takings: ReadonlySet<OperationId> = new Set(["ArtifactDelete", "AccountDelete", "TokenDelete"]);

/** Operations that change nothing that anybody else works with. */
export const reads: ReadonlySet<OperationId> = new Set([
  "Health",
  "Readiness",
  "HealthComponents",
  "Root",
  "IngestStatistics",
  "GarbageList",
  "Tracks",
  "Metrics",
  "Documentation",
  "DocumentationFile",
  "Contract",
  "AccountList",
  "AccountOwn",
  "TokenList",
  "ArtifactSearch",
  "ArtifactCounts",
  "ArtifactRetrieve",
  "ArtifactEvents",
  "ArtifactDeliveries",
  "ArtifactManifest",
  "ArtifactDownload",
  "ModelRate",
  "ArtifactsList",
  "ArtifactByName",
  "ArtifactByRegEx",
  "ArtifactCost",
  "ArtifactAudit",
  "ModelLineage",
  "LicenseCheck",
]);
