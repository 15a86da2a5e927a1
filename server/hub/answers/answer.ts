/** What each address of a repository answers while the revision that it names is approved. */
import { Readable } from "node:stream";
import type { Request } from "express";
import type { Actor } from "../../../db/audit/log.ts";
import type { Revision } from "../../../db/catalogue/revisions.ts";
import { encodePath } from "../../../domain/link.ts";
import type { Caller } from "../../../handlers/contract.ts";
import type { AnyReply } from "../../http/replies.ts";
import type { Address, FileAddress, Repository } from "../address.ts";
import type { Description } from "../content/description.ts";
import type { HubFile, Listing } from "../content/listing.ts";
import type { Newer } from "../newer.ts";
import { HubRefusal, warningHeader } from "../refusal.ts";
import type { Asked, Standing } from "../standing.ts";
import { type Contents, type FileAnswer, fileAnswer, rawAnswer } from "./file.ts";
import { infoOf, readInfoQuery } from "./info.ts";
import { readPaths } from "./paths.ts";
import { ggufManifest, refsOf } from "./refs.ts";
import { pathRows, readTreeQuery, type TakenFrom, treePage } from "./tree.ts";

export interface AnswerOptions {
  readonly standing: (asked: Asked) => Promise<Standing>;
  /** A file of an approved revision, null when it has no such file; null when the revision is not approved. */
  readonly findFile: (asked: Asked, path: string) => Promise<{ revision: Revision; file: HubFile | null } | null>;
  readonly revisions: (repository: Repository) => Promise<readonly Revision[]>;
  /** These are null when the artifact has moved to another commit meanwhile. */
  readonly listing: (revision: Revision) => Promise<Listing | null>;
  readonly describe: (revision: Revision) => Promise<Description | null>;
  readonly newer: (asked: Asked, revision: Revision) => Promise<Newer | null>;
  readonly contents: Contents;
  /** Counts and records that somebody gets a file. */
  readonly recordDownload: (download: Download) => Promise<void>;
  /** Whether large files come from the object store, or pass through this server where clients cannot reach it. */
  readonly delivery: "redirect" | "proxy";
}

export interface Download {
  readonly by: Actor;
  readonly type: Repository["type"];
  readonly revision: Revision;
  readonly path: string;
  readonly delivers: Exclude<FileAnswer["delivers"], "nothing">;
}

/** A request that is understood and let in. */
export interface HubCall {
  readonly request: Request;
  readonly query: URLSearchParams;
  /** Null for an anonymous reader. */
  readonly caller: Caller | null;
  readonly by: Actor;
  readonly correlationId: string;
  /** Address of the API as the client sees it, a token in the path included; without a slash at the end. */
  readonly base: string;
}

/** Thrown when a revision is not approved; its standing says why, and what can be done about it. */
export class NotApproved extends Error {
  override readonly name = "NotApproved";
  readonly asked: Asked;
  readonly standing: Exclude<Standing, { is: "approved" }>;
  constructor(asked: Asked, standing: Exclude<Standing, { is: "approved" }>) {
    super(`${asked.repository.id} at ${asked.revision} is not approved`);
    this.asked = asked;
    this.standing = standing;
  }
}

/** Thrown when an artifact moved to another commit between two looks at it; another try finds it settled. */
export class Moved extends Error {
  override readonly name = "Moved";
}

export type OfRepository = Extract<Address, { readonly repository: Repository }>;

interface Approved {
  readonly call: HubCall;
  readonly asked: Asked;
  readonly revision: Revision;
  readonly options: AnswerOptions;
}

/** Answers an address of a repository. Throws NotApproved, Moved, and HubRefusal for what an approved revision lacks. */
export async function answer(address: OfRepository, call: HubCall, options: AnswerOptions): Promise<AnyReply> {
  const asked: Asked = {
    repository: address.repository,
    revision: ("revision" in address ? address.revision : null) ?? "main",
  };
  if (address.kind === "file" || address.kind === "raw") return file(address, asked, { call, options });
  const revision = await approvedRevision(asked, options);
  const reply = await answerOf(address, { call, asked, revision, options });
  const warning = await warningOf(asked, revision, options);
  return { ...reply, headers: { "X-Repo-Commit": revision.commit, ...warning, ...reply.headers } };
}

async function approvedRevision(asked: Asked, { standing }: AnswerOptions): Promise<Revision> {
  const found = await standing(asked);
  if (found.is !== "approved") throw new NotApproved(asked, found);
  return found.revision;
}

async function warningOf(asked: Asked, revision: Revision, { newer }: AnswerOptions) {
  const found = await newer(asked, revision);
  return found === null ? {} : warningHeader(found.topic, found.text);
}

async function answerOf(
  address: Exclude<OfRepository, { kind: "file" | "raw" }>,
  approved: Approved,
): Promise<AnyReply> {
  const { asked, revision, options } = approved;
  switch (address.kind) {
    case "info":
      return info(approved);
    case "tree":
      return tree(address.path, approved);
    case "paths-info": {
      const query = await readPaths(approved.call.request);
      return { status: 200, body: pathRows(await listingOf(approved), query, await takenFrom(approved)) };
    }
    case "refs":
      return { status: 200, body: refsOf(revision, await options.revisions(asked.repository)) };
    case "commits":
      return commits(approved);
    case "manifest": {
      const manifest = ggufManifest(await listingOf(approved), address.tag);
      if (manifest === null) throw noSuchEntry(`A GGUF file for ${address.tag}`, revision);
      return { status: 200, body: manifest };
    }
    case "discussions":
      return { status: 200, body: { discussions: [], count: 0, start: 0 } };
    case "auth-check":
      return { status: 200, body: {} };
  }
}

const orMoved = <T>(found: T | null): T => {
  if (found === null) throw new Moved("the artifact moved to another commit");
  return found;
};
const listingOf = async ({ revision, options }: Approved): Promise<Listing> => orMoved(await options.listing(revision));
const describe = async ({ revision, options }: Approved): Promise<Description> =>
  orMoved(await options.describe(revision));

async function info(approved: Approved): Promise<AnyReply> {
  const { call, asked, revision } = approved;
  const [listing, description] = await Promise.all([listingOf(approved), describe(approved)]);
  const described = { type: asked.repository.type, revision, listing, description };
  return { status: 200, body: infoOf(described, readInfoQuery(call.query)) };
}

async function takenFrom(approved: Approved): Promise<TakenFrom> {
  const { commitDate } = await describe(approved);
  const { commit, createdAt } = approved.revision;
  return { commit, date: commitDate ?? createdAt.toISOString() };
}

async function tree(folder: string, approved: Approved): Promise<AnyReply> {
  const { call, asked, revision } = approved;
  const query = readTreeQuery(call.query);
  const page = treePage(await listingOf(approved), folder, query, await takenFrom(approved));
  if (page === null) throw noSuchEntry(folder, revision);
  if (page.next === null) return { status: 200, body: page.rows };
  // The next page is of the same commit, whatever becomes of a branch meanwhile.
  const path = encodePath(folder);
  const at = `${call.base}/api/${asked.repository.type}s/${revision.repository}/tree/${revision.commit}/${path}`;
  return { status: 200, headers: { Link: `<${at}?${page.next}>; rel="next"` }, body: page.rows };
}

/** The registry knows the commit that was approved, not the history before it. */
async function commits(approved: Approved): Promise<AnyReply> {
  const [{ commit, date }, { owner }] = await Promise.all([takenFrom(approved), describe(approved)]);
  const entry = { id: commit, title: "Approved by the registry", message: "", date, authors: [{ user: owner }] };
  return { status: 200, headers: { "X-Total-Count": "1" }, body: [entry] };
}

async function file(
  { kind, repository, path }: FileAddress & { readonly kind: "file" | "raw" },
  asked: Asked,
  { call, options }: Pick<Approved, "call" | "options">,
): Promise<AnyReply> {
  const found = await options.findFile(asked, path);
  if (found === null) {
    await approvedRevision(asked, options);
    throw new Moved("the revision was approved a moment ago");
  }
  const { revision, file: entry } = found;
  if (entry === null) throw noSuchEntry(path, revision);
  const { request, by } = call;
  const proxy = options.delivery === "proxy" || forwardsCredentials(request);
  const answered = kind === "raw" ? rawAnswer : fileAnswer;
  const { delivers, ...reply } = await answered(
    { file: entry, commit: revision.commit, request, proxy },
    options.contents,
  );
  if (delivers !== "nothing") {
    try {
      await options.recordDownload({ by, type: repository.type, revision, path: entry.path, delivers });
    } catch (error) {
      if (reply.body instanceof Readable) reply.body.destroy();
      throw error;
    }
    return reply;
  }
  return { ...reply, headers: { ...(await warningOf(asked, revision, options)), ...reply.headers } };
}

/**
 * These programs send the registry's token on to the object store, which refuses two credentials at once. node-llama-cpp
 * does so after its first request, which is known by what a fetch of Node asks only for a range otherwise.
 */
function forwardsCredentials(request: Request): boolean {
  if (request.headers.authorization === undefined) return false;
  const agent = request.get("user-agent") ?? "";
  if (/^(Wget|aria2)\//.test(agent)) return true;
  return agent === "node" && request.get("accept-encoding") === "identity" && request.get("range") === undefined;
}

/** Clients remember under the commit that there is no such file. */
const noSuchEntry = (path: string, { repository, commit }: Revision): HubRefusal =>
  new HubRefusal({
    status: 404,
    code: "EntryNotFound",
    message: `${path} does not exist in ${repository} at ${commit}`,
    headers: { "X-Repo-Commit": commit },
  });
