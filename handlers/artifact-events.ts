import { createHash } from "node:crypto";
import { isDatabaseAway } from "../db/away.ts";
import type { FoundArtifact } from "../db/catalogue/artifacts.ts";
import { isFinal } from "../domain/status.ts";
import { actorOf, type Call, type Handler, type Schemas } from "./contract.ts";
import type { ChangeStream, Deps } from "./deps.ts";
import { linkTo, presentArtifact } from "./present.ts";
import { noSuchArtifact, problem, tooManyStreams, tooManyStreamsOfAccount } from "./problems.ts";

/** What a client that lost its stream waits before it comes again, in milliseconds. */
const COME_AGAIN_MS = 2_000;

/** The status object whenever it changed, until it is final. No state is queued: a slow reader gets the newest. */
export const artifactEvents: Handler<"ArtifactEvents"> = async ({ path, header }, deps, call) => {
  if (call.caller === null) return problem("forbidden");
  const stream = deps.streams.open(path.id, call.caller.account);
  if (stream === "server-full") return tooManyStreams();
  if (stream === "account-full") return tooManyStreamsOfAccount();
  try {
    const row = await deps.artifacts.find(path.artifact_type, path.id);
    const known = header["Last-Event-ID"] ?? null;
    if (row !== null && !(isOver(row) && versionOf(row, deps.now()) === known)) {
      const body = stream.toReadable(events({ stream, row, known, deps, call }));
      return { status: 200, headers: { "Cache-Control": "no-store", "X-Accel-Buffering": "no" }, body };
    }
    stream.close();
    return row === null ? noSuchArtifact(path.artifact_type, path.id) : { status: 204 };
  } catch (error) {
    stream.close();
    throw error;
  }
};

/** Nothing more happens by itself: neither to the artifact nor to an update of it. */
const isOver = ({ status, update }: FoundArtifact): boolean =>
  isFinal(status) && (update === undefined || isFinal(update.status));

interface Stream {
  readonly stream: ChangeStream;
  readonly row: FoundArtifact;
  /** Version that the client has already. */
  readonly known: string | null;
  readonly deps: Deps;
  /** Who reads the stream. */
  readonly call: Call;
}

async function* events({ stream, row, known, deps, call }: Stream): AsyncGenerator<string> {
  yield `retry: ${COME_AGAIN_MS}\n\n`;
  let sent = known;
  for (let at: FoundArtifact | null = row; at !== null; ) {
    const version = versionOf(at, deps.now());
    if (version !== sent) yield `id: ${version}\ndata: ${JSON.stringify(await inFull(at, deps, call))}\n\n`;
    sent = version;
    if (isOver(at)) return;
    const news = await stream.next();
    if (news === "over") return;
    try {
      at = await stream.latest(() => deps.artifacts.find(row.type, row.id));
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

const inFull = async (row: FoundArtifact, deps: Deps, call: Call): Promise<Schemas["Artifact"]> =>
  presentArtifact(row, deps.now(), await linkTo(row, deps, actorOf(call)), call.caller);
