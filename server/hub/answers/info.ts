/** The description of a repository as the Hub's API answers it. */
import { createHash } from "node:crypto";
import type { Revision } from "../../../db/catalogue/revisions.ts";
import type { Repository } from "../address.ts";
import type { Description } from "../content/description.ts";
import type { HubFile, Listing } from "../content/listing.ts";
import { isOn } from "./query.ts";

export interface InfoQuery {
  /** Sizes and digests of the files too. */
  readonly blobs: boolean;
  readonly securityStatus: boolean;
  /** Names of the only fields to answer; empty for all. What this API does not have is left out. */
  readonly expand: readonly string[];
}

export interface Described {
  readonly type: Repository["type"];
  readonly revision: Revision;
  readonly listing: Listing;
  readonly description: Description;
}

/** Lists are repeated parameters, with or without brackets, or one with commas. */
export function readInfoQuery(query: URLSearchParams): InfoQuery {
  return {
    blobs: isOn(query.get("blobs")),
    securityStatus: isOn(query.get("securityStatus")),
    expand: [...query.getAll("expand"), ...query.getAll("expand[]")].flatMap((names) => names.split(",")),
  };
}

export function infoOf(described: Described, { blobs, securityStatus, expand }: InfoQuery): Record<string, unknown> {
  const { type, revision, description } = described;
  const identity = { _id: objectId(type, revision.repository), id: revision.repository };
  const facts = { ...common(described, blobs), ...(type === "model" ? modelFacts(described) : {}) };
  const security = { securityRepoStatus: { scansDone: true, filesWithIssues: issues(description) } };
  if (expand.length > 0) {
    const every: Record<string, unknown> = { ...facts, ...security };
    return {
      ...identity,
      ...Object.fromEntries(expand.flatMap((name) => (name in every ? [[name, every[name]]] : []))),
    };
  }
  return { ...identity, ...facts, ...(securityStatus ? security : {}) };
}

function common({ revision, listing, description }: Described, blobs: boolean): Record<string, unknown> {
  const [namespace, name] = revision.repository.split("/");
  const files = [...listing.files.values()];
  return {
    author: name === undefined ? undefined : namespace,
    sha: revision.commit,
    lastModified: description.commitDate ?? revision.createdAt.toISOString(),
    createdAt: revision.createdAt.toISOString(),
    private: false,
    gated: false,
    disabled: false,
    // Clients before 0.24 fail without them; the registry counts neither for the public.
    downloads: 0,
    likes: 0,
    tags: description.tags,
    cardData: description.cardData ?? undefined,
    usedStorage: files.reduce((sum, { bytes }) => sum + bytes, 0),
    siblings: files.map((file) => (blobs ? withBlob(file) : { rfilename: file.path })),
  };
}

const withBlob = ({ path, bytes, oid, sha256, pointerBytes }: HubFile) => ({
  rfilename: path,
  size: bytes,
  blobId: oid,
  ...(pointerBytes === null ? {} : { lfs: { sha256, size: bytes, pointerSize: pointerBytes } }),
});

const modelFacts = ({ revision, description }: Described): Record<string, unknown> => ({
  modelId: revision.repository,
  pipeline_tag: description.pipelineTag ?? undefined,
  library_name: description.libraryName ?? undefined,
  config: description.config ?? undefined,
  safetensors: description.safetensors ?? undefined,
});

/** Files that the scan found suspicious; those with an unsafe one are never offered. */
function issues({ verdict }: Description) {
  const found = (verdict?.findings ?? []).filter(({ severity }) => severity !== "info");
  return [...new Set(found.map(({ path }) => path))].map((path) => ({ path, level: "suspicious" }));
}

/** The Hub's ids of database rows: 24 hex digits, always the same for a repository. */
const objectId = (type: Repository["type"], repository: string): string =>
  createHash("sha256").update(`${type} ${repository}`).digest("hex").slice(0, 24);
