import { createHash } from "node:crypto";
import { isDatabaseAway } from "../db/away.ts";
import type { FoundArtifact } from "../db/catalogue/artifacts.ts";
import { isFinal } from "../domain/status.ts";
import type { Handler, Schemas } from "./contract.ts";
import type { Deps, Watch } from "./deps.ts";
import { presentArtifact } from "./present.ts";
import { noSuchArtifact, tooManyWatchers } from "./problems.ts";

/** What a client that lost its stream waits before it comes again, in milliseconds. */
const COME_AGAIN_MS = 2_000;

/** The status object whenever it changed, until it is final. No state is queued: whoever is late gets the newest. */
export const artifactEvents: Handler<"ArtifactEvents"> = async ({ path, header }, deps) => {
  const watch = deps.watching.open(path.id);
  if (watch === null) return tooManyWatchers();
  try {
    const row = await deps.artifacts.find(path.artifact_type, path.id);
    const known = header["Last-Event-ID"] ?? null;
    if (row !== null && !(isOver(row) && versionOf(row, deps.now()) === known)) {
      const body = watch.carry(events({ watch, row, known, deps }));
      return { status: 200, headers: { "Cache-Control": "no-store", "X-Accel-Buffering": "no" }, body };
    }
    watch.close();
    return row === null ? noSuchArtifact(path.artifact_type, path.id) : { status: 204 };
  } catch (error) {
    watch.close();
    throw error;
  }
};

/** Nothing more happens by itself: neither to the artifact nor to an update of it. */
const isOver = ({ status, update }: FoundArtifact): boolean =>
  isFinal(status) && (update === undefined || isFinal(update.status));

interface Telling {
  readonly watch: Watch;
  readonly row: FoundArtifact;
  /** Version that the client has already. */
  readonly known: string | null;
  readonly deps: Deps;
}

async function* events({ watch, row, known, deps }: Telling): AsyncGenerator<string> {
  yield `retry: ${COME_AGAIN_MS}\n\n`;
  let told = known;
  for (let at: FoundArtifact | null = row; at !== null; ) {
    const version = versionOf(at, deps.now());
    if (version !== told) yield `id: ${version}\ndata: ${JSON.stringify(await inFull(at, deps))}\n\n`;
    told = version;
    if (isOver(at)) return;
    const news = await watch.next();
    if (news === "over") return;
    try {
      at = await watch.latest(() => deps.artifacts.find(row.type, row.id));
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
    }
    if (news === "quiet") yield ": still here\n\n";
  }
}

/** Tells states apart on every server alike; the signed link, which differs at every look, is no part of it. */
function versionOf(row: FoundArtifact, now: Date): string {
  return createHash("sha256")
    .update(JSON.stringify(presentArtifact(row, now, null)))
    .digest("base64url")
    .slice(0, 22);
}

async function inFull(row: FoundArtifact, deps: Deps): Promise<Schemas["Artifact"]> {
  const url = row.archive ? await deps.downloads.sign(row.archive.key, `${row.name}.zip`) : null;
  return presentArtifact(row, deps.now(), url);
}
