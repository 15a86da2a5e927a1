/** The names of repositories: what Hugging Face and GitHub allow, and what is a page of theirs instead. */

/** First path segments that are pages of Hugging Face and never a namespace. */
const HUB_PAGES = new Set(
  "api,models,datasets,spaces,collections,papers,docs,blog,posts,organizations,settings,login,join,new,pricing,tasks,learn,chat,search,enterprise,kernels,buckets".split(
    ",",
  ),
);

/** First path segments that are pages of GitHub and never an owner. */
const GITHUB_PAGES = new Set(
  "about,account,apps,codespaces,collections,contact,customer-stories,dashboard,enterprise,events,explore,features,issues,join,login,marketplace,new,notifications,organizations,orgs,pricing,pulls,search,security,sessions,settings,site,sponsors,stars,topics,trending,users".split(
    ",",
  ),
);

export const isHubPage = (segment: string): boolean => HUB_PAGES.has(segment.toLowerCase());
export const isGitHubPage = (segment: string): boolean => GITHUB_PAGES.has(segment.toLowerCase());

/**
 * One part of a Hugging Face id, by the rules of the hub's own validator: 1 to 96 of A-Z a-z 0-9 _ . -, no "-" or "." at
 * the edges, no "--", no "..", no ".git" at the end.
 */
export const isHubName = (part: string): boolean =>
  /^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?$/.test(part) && !/--|\.\.|\.git$/i.test(part);

/** True for "owner/name" on Hugging Face, and for a legacy "name". */
export function isHubId(id: string): boolean {
  const parts = id.split("/");
  return parts.length <= 2 && parts.every(isHubName);
}

/**
 * A user or organisation of GitHub. Today's sign-up allows single hyphens inside only, but old accounts begin or end
 * with hyphens or repeat them, and managed users carry an underscore before their company's code.
 */
export const isGitHubOwner = (owner: string): boolean => /^[A-Za-z0-9_-]{1,39}$/.test(owner);

/** The name of a repository on GitHub: 1 to 100 of A-Z a-z 0-9 . _ -, and no name of a folder. */
export const isGitHubName = (name: string): boolean =>
  /^[A-Za-z0-9._-]{1,100}$/.test(name) && name !== "." && name !== "..";

/** True for "owner/name" on GitHub. */
export function isGitHubId(id: string): boolean {
  const [owner = "", name = "", ...more] = id.split("/");
  return more.length === 0 && isGitHubOwner(owner) && isGitHubName(name);
}

/** The name without the ending of a clone address. */
export const withoutGitEnding = (name: string): string => name.replace(/\.git$/i, "");

/** Compares ids of either host, where upper and lower case do not differ. */
export const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
