import { createHash, timingSafeEqual } from "node:crypto";
import type { Call } from "../http/call.ts";
import { problem } from "./answers.ts";
import type { GitHubRepository } from "./repository.ts";
import type { GitHubSite } from "./site.ts";

const hashed = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whether the call carries the valid token; answers 401 for any other token. */
export function isUser(call: Call, site: GitHubSite): boolean {
  const header = call.header("authorization");
  if (header === null) return false;
  const token = /^(?:Bearer|token) (\S+)$/i.exec(header)?.[1] ?? "";
  if (site.token !== null && timingSafeEqual(hashed(token), hashed(site.token))) return true;
  throw problem(401, "Bad credentials");
}

/** Private repositories do not exist for anybody without the token. */
export const mayRead = (call: Call, site: GitHubSite, { sample }: GitHubRepository): boolean =>
  sample.private !== true || isUser(call, site);
