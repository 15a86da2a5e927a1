/** Names of revisions and of model files as the Hub's API lists them. */
import type { Revision } from "../../../db/catalogue/revisions.ts";
import { asCommit } from "../../../domain/json.ts";
import type { Listing } from "../content/listing.ts";
import { isNewest } from "../standing.ts";

/** `main` first: llama.cpp takes it. A commit is no ref. */
export function refsOf(main: Revision, approved: readonly Revision[]) {
  const named = approved.filter(({ ref }) => !isNewest(ref) && asCommit(ref) === null);
  const entry = (ref: string, name: string, targetCommit: string) => ({ name, ref, targetCommit });
  const converts = named.filter(({ ref }) => ref.startsWith("refs/convert/"));
  const others = named.filter(({ ref }) => !ref.startsWith("refs/"));
  return {
    branches: [entry("refs/heads/main", "main", main.commit)],
    converts: converts.map(({ ref, commit }) => entry(ref, ref.slice("refs/convert/".length), commit)),
    // The source may call it a branch: here it stays at its commit until somebody updates it.
    tags: others.map(({ ref, commit }) => entry(`refs/tags/${ref}`, ref, commit)),
  };
}

/** The GGUF files that a tag such as Q4_K_M means to llama.cpp; null when there is none. */
export function ggufManifest({ files }: Listing, tag: string) {
  const models = [...files.keys()].filter((path) => path.toLowerCase().endsWith(".gguf"));
  const projector = models.find(isProjector);
  const weights = models.filter((path) => !isProjector(path) && !isFurtherPart(path));
  const named = (wanted: string) => weights.find((path) => path.toLowerCase().includes(wanted.toLowerCase()));
  const chosen = tag === "latest" ? (named("Q4_K_M") ?? named("Q4") ?? weights[0]) : named(tag);
  if (chosen === undefined) return null;
  return {
    ggufFile: { rfilename: chosen },
    ...(projector === undefined ? {} : { mmprojFile: { rfilename: projector } }),
  };
}

const isProjector = (path: string): boolean => path.toLowerCase().includes("mmproj");
const isFurtherPart = (path: string): boolean => /-\d{5}-of-\d{5}\.gguf$/.test(path) && !path.includes("-00001-of-");
