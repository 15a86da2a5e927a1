import { randomUUID } from "node:crypto";
import { type Call, decoded } from "../http/call.ts";
import { type Quota, quota, type Ticket } from "../http/quota.ts";
import { empty, type Headers, json, Refusal, type Reply, redirect, text } from "../http/reply.ts";
import { isUser, mayRead } from "./access.ts";
import { notFound, problem, tagged } from "./answers.ts";
import { tarball } from "./archive.ts";
import { contents, gitBlob, gitTree, licenseFile, readme } from "./files.ts";
import { graphql } from "./graphql.ts";
import { commitList, contributors, oneCommit, pulls, statistics } from "./history.ts";
import type { GitHubRepository } from "./repository.ts";
import { account, languages, repositoryShape } from "./shapes.ts";
import type { GitHubSite } from "./site.ts";

const ARCHIVE_SECONDS = 300;

function archiveLink(site: GitHubSite, repository: GitHubRepository, ref: string): Reply {
  const known = ref === "" ? repository.branch : ref;
  const full = known === repository.branch ? `refs/heads/${known}` : known;
  const path = `/${repository.sample.name}/legacy.tar.gz/${full}`;
  const expires = Math.floor(site.now().getTime() / 1000) + ARCHIVE_SECONDS;
  const query = repository.sample.private === true ? `?${site.signer.sign(path, expires, {})}` : "";
  return redirect(`${site.codeload}${encodeURI(path)}${query}`, {}, 302);
}

function inRepository(call: Call, site: GitHubSite, repository: GitHubRepository, rest: readonly string[]): Reply {
  const [route = "", ...more] = rest;
  const below = more.map(decoded);
  switch (route) {
    case "":
      return tagged(call, repositoryShape(site, repository));
    case "license":
      return licenseFile(call, site, repository);
    case "readme":
      return readme(call, site, repository);
    case "languages":
      return tagged(call, languages(repository));
    case "topics":
      return tagged(call, { names: repository.sample.topics ?? [] });
    case "contributors":
      return contributors(call, site, repository);
    case "stats":
      if (below[0] !== "contributors") throw notFound();
      return statistics(call, site, repository);
    case "commits":
      return below.length === 0 ? commitList(call, site, repository) : oneCommit(call, site, repository, below);
    case "pulls":
      return pulls(call, site, repository, below);
    case "contents":
      return contents(call, site, repository, below.join("/"));
    case "tarball":
      return archiveLink(site, repository, below.join("/"));
    case "git":
      if (below[0] === "blobs") return gitBlob(call, site, repository, below[1] ?? "");
      if (below[0] !== "trees") throw notFound();
      return gitTree(call, site, repository, below.slice(1).join("/"));
    default:
      throw notFound();
  }
}

function repositoryRoute(call: Call, site: GitHubSite, named: GitHubRepository | undefined, rest: readonly string[]) {
  if (named === undefined || !mayRead(call, site, named)) throw notFound();
  const moved = named.sample.renamedTo;
  if (moved === undefined) return inRepository(call, site, named, rest);
  const target = site.repositories.get(moved.toLowerCase());
  if (target === undefined) throw notFound();
  const query = call.query.size === 0 ? "" : `?${call.query}`;
  const location = `${site.api}/${["repositories", target.id, ...rest].join("/")}${query}`;
  return redirect(location, {}, 301);
}

async function route(call: Call, site: GitHubSite): Promise<Reply> {
  const user = isUser(call, site);
  const [first, second, third, ...rest] = call.segments;
  if (first === "graphql" && call.method === "POST") {
    if (!user) throw problem(401, "This endpoint requires you to be authenticated.");
    return graphql(call, site);
  }
  if (call.method !== "GET" && call.method !== "HEAD") throw notFound();
  if (first === "repos" && second !== undefined && third !== undefined) {
    const name = `${decoded(second)}/${decoded(third)}`.toLowerCase();
    return repositoryRoute(call, site, site.repositories.get(name), rest);
  }
  if (first === "repositories" && second !== undefined) {
    const found = [...site.repositories.values()].find(({ id }) => String(id) === second);
    return repositoryRoute(call, site, found, third === undefined ? [] : [third, ...rest]);
  }
  if (first === "user" && second === undefined) {
    if (!user) throw problem(401, "Requires authentication");
    return tagged(call, account(site, "gatehouse"));
  }
  throw notFound();
}

const limitHeaders = (ticket: Ticket, resource: string): Headers => ({
  "x-ratelimit-limit": String(ticket.limit),
  "x-ratelimit-remaining": String(ticket.remaining),
  "x-ratelimit-used": String(ticket.limit - ticket.remaining),
  "x-ratelimit-reset": String(ticket.resetAt),
  "x-ratelimit-resource": resource,
});

function rateLimit(ticket: Ticket): Reply {
  const { limit, remaining, resetAt: reset } = ticket;
  const core = { limit, remaining, used: limit - remaining, reset };
  return json({ resources: { core, graphql: core }, rate: core });
}

async function answered(call: Call, site: GitHubSite): Promise<Reply> {
  if ((call.header("user-agent") ?? "") === "") {
    return text(
      "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.\n",
      {},
      403,
    );
  }
  return route(call, site).catch((error: unknown) => {
    if (error instanceof Refusal) return error.reply;
    throw error;
  });
}

function tell(reply: Reply, headers: Headers): Reply {
  return { ...reply, headers: { ...headers, "X-GitHub-Request-Id": randomUUID(), ...reply.headers } };
}

/** The API's answers, counted against the primary limit the way GitHub counts. */
export function githubHandler(site: GitHubSite): (call: Call) => Promise<Reply> {
  const bucket: Quota = quota("core", site.limit, site.now);
  return async (call) => {
    const authorized = call.header("authorization") !== null;
    const client = call.header("authorization") ?? String(call.request.socket.remoteAddress);
    const before = bucket.peek(client);
    const resource = call.path === "/graphql" ? "graphql" : "core";
    if (call.path === "/rate_limit") return tell(rateLimit(before), limitHeaders(before, resource));
    if (before.remaining === 0) {
      return tell(problem(403, "API rate limit exceeded for this client.").reply, limitHeaders(before, resource));
    }
    const reply = await answered(call, site);
    // A 304 is free for users.
    const ticket = reply.status === 304 && authorized ? bucket.peek(client) : bucket.take(client);
    return tell(reply, limitHeaders(ticket, resource));
  };
}

/** The host that hands out archives: no accounts, no ranges, no length. */
export function codeload(call: Call, site: GitHubSite): Reply {
  const [owner = "", name = "", kind, ...rest] = call.segments.map(decoded);
  const repository = site.repositories.get(`${owner}/${name}`.toLowerCase());
  const signed =
    site.signer.verify(decoded(call.path), call.query, Math.floor(site.now().getTime() / 1000)) === "valid";
  const missing = text("404: Not Found", {}, 404);
  if (repository === undefined || kind !== "legacy.tar.gz") return missing;
  if (repository.sample.private === true && !signed) return missing;
  const commit = repository.find(rest.join("/"));
  if (commit === null) return missing;
  const top = `${repository.owner}-${repository.name}-${commit.id.slice(0, 7)}`;
  const headers = {
    "Content-Type": "application/x-gzip",
    "Content-Disposition": `attachment; filename=${top}.tar.gz`,
    ETag: `W/"${commit.tree.oid}"`,
  };
  return call.method === "HEAD" ? empty(200, headers) : { status: 200, headers, body: tarball(top, commit) };
}
