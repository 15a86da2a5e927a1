/** The licence text that a card's `license_link` points to: a file here, in another Hub repository, or on GitHub. */
import { asObject, asString, asText } from "../../../domain/json.ts";
import { isGitHubId, isHubId, sameId } from "../../../domain/repository-id.ts";
import { metadataFact } from "../../../rating/card/declared.ts";
import { absent, type Fact, unknown, value } from "../../../rating/fact.ts";
import type { Snapshot, TextFile } from "../../../rating/snapshot.ts";
import { mapFact, type SourceClient } from "../client.ts";
import { repositoryPath } from "../github/history.ts";
import { fileText, MAX_LICENSE_BYTES } from "./hub.ts";
import { hubFile, licenseFiles, type ModelFiles } from "./model-files.ts";

/** A file that a licence link names. Without a repository it is one of the rated model. */
export interface LicensePlace {
  readonly host: "hub" | "github";
  readonly repository: string | null;
  readonly revision: string;
  readonly path: string;
}

type Own = Pick<ModelFiles, "repository" | "tree">;

/**
 * Where the link leads. Absent without a link and when it names a licence file that is read anyway; unknown for
 * addresses of other hosts, which are not contacted.
 */
export function licensePlace(card: Pick<Snapshot, "info" | "readme">, own: Own): Fact<LicensePlace> {
  const metadata = metadataFact(card);
  if (metadata.known !== "value") return metadata;
  const link = asText(metadata.value["license_link"]);
  if (link === null) return absent;
  const place = parsePlace(link);
  if (place === null)
    return unknown("not_followed", "the registry follows licence links on Hugging Face and GitHub only");
  const isOwn = place.host === "hub" && (place.repository === null || sameId(place.repository, own.repository));
  if (!isOwn) return value(place);
  const isRead = licenseFiles(own.tree).some(({ path }) => path === place.path);
  const exists = own.tree.some(({ path }) => path === place.path);
  return isRead || !exists ? absent : value({ ...place, repository: null });
}

function parsePlace(link: string): LicensePlace | null {
  if (!/^https?:\/\//i.test(link)) {
    const path = link.replace(/^\.?\//, "");
    return { host: "hub", repository: null, revision: "", path };
  }
  if (!URL.canParse(link)) return null;
  const { hostname, pathname } = new URL(link);
  const parts = segments(pathname);
  if (parts === null) return null;
  const [owner = "", name = "", route = "", revision = "", ...path] = parts;
  const at = (host: LicensePlace["host"], rev: string, rest: readonly string[]): LicensePlace | null =>
    rev === "" || rest.length === 0
      ? null
      : { host, repository: `${owner}/${name}`, revision: rev, path: rest.join("/") };
  switch (hostname.toLowerCase()) {
    case "huggingface.co":
    case "hf.co":
      return /^(blob|resolve|raw)$/.test(route) && isHubId(`${owner}/${name}`) ? at("hub", revision, path) : null;
    case "github.com":
      return /^(blob|raw)$/.test(route) && isGitHubId(`${owner}/${name}`) ? at("github", revision, path) : null;
    case "raw.githubusercontent.com":
      return isGitHubId(`${owner}/${name}`) ? at("github", route, [revision, ...path].filter(Boolean)) : null;
    default:
      return null;
  }
}

/** Decoded path segments; null for a broken encoding and for segments that would climb. */
function segments(pathname: string): readonly string[] | null {
  try {
    const parts = pathname.split("/").slice(1).map(decodeURIComponent);
    return parts.some((part) => part === "." || part === ".." || part.includes("/")) ? null : parts;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** The text at that place. A file that is gone is absent. */
export async function linkedLicense(
  place: Fact<LicensePlace>,
  model: ModelFiles,
  github: SourceClient,
): Promise<Fact<TextFile>> {
  if (place.known !== "value") return place;
  const { host, repository, revision, path } = place.value;
  if (host === "github" && repository !== null) return githubText(github, repository, revision, path);
  const listed = model.tree.find((file) => file.path === path);
  const file =
    repository === null && listed !== undefined
      ? hubFile(model, listed)
      : {
          kind: "model" as const,
          repository: repository ?? model.repository,
          commit: encodeURIComponent(revision),
          path,
          bytes: null,
        };
  return mapFact(await fileText(model.hub, file, MAX_LICENSE_BYTES), (text) => value({ path, text }));
}

async function githubText(github: SourceClient, name: string, revision: string, path: string): Promise<Fact<TextFile>> {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const what = `${path} of ${name}`;
  const answer = await github.json(`${repositoryPath(name)}/contents/${encoded}?ref=${encodeURIComponent(revision)}`, {
    what,
  });
  return mapFact(answer, ({ json }) => {
    const content = asString(asObject(json)?.["content"]);
    return content === null
      ? unknown("malformed", `GitHub sent no text for ${what}`)
      : value({ path, text: Buffer.from(content, "base64").toString("utf8") });
  });
}
