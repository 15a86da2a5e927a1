import { ancestry, type Commit } from "../../git/history.ts";
import { type Call, isOn, numberFrom } from "../../http/call.ts";
import { json, type Reply } from "../../http/reply.ts";
import type { HubRepository } from "../repository.ts";
import type { Site } from "../site.ts";

/** The commits of a revision, newest first, with their number in X-Total-Count. */
export function commits(call: Call, site: Site, head: Commit): Reply {
  const line = ancestry(head);
  const page = numberFrom(call, "p", 0, { least: 0 });
  const limit = numberFrom(call, "limit", 50, { least: 1, most: 1000 });
  const formatted = [...call.query.getAll("expand[]"), ...call.query.getAll("expand")].includes("formatted");
  const rows = line.slice(page * limit, (page + 1) * limit).map(({ id, title, message, authors, date }) => ({
    id,
    title,
    message,
    authors: authors.map((user) => ({ user, avatar: `${site.endpoint}/avatars/${encodeURIComponent(user)}.svg` })),
    date,
    ...(formatted ? { formatted: { title: escaped(title), message: escaped(message) } } : {}),
  }));
  const next = new URLSearchParams(call.query);
  next.set("p", String(page + 1));
  const more = (page + 1) * limit < line.length;
  return json(rows, {
    "X-Total-Count": String(line.length),
    ...(more ? { Link: `<${site.endpoint}${call.path}?${next}>; rel="next"` } : {}),
  });
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Branches, tags and converted branches; pull requests only when asked for. */
export function refs(call: Call, repository: HubRepository): Reply {
  const below = (prefix: string) =>
    [...repository.refs]
      .filter(([ref]) => ref.startsWith(prefix))
      .map(([ref, commit]) => ({ name: ref.slice(prefix.length), ref, targetCommit: commit.id }));
  const wanted = isOn(call.query.get("include_prs")) || isOn(call.query.get("include_pull_requests"));
  const pulls = wanted ? { pullRequests: below("refs/pr/") } : {};
  return json({
    tags: below("refs/tags/"),
    branches: below("refs/heads/"),
    converts: below("refs/convert/"),
    ...pulls,
  });
}
