import { createHash } from "node:crypto";
import { isDatabaseAway } from "../db/away.ts";
import type { FoundArtifact } from "../db/catalogue/artifacts.ts";
import { isFinal } from "../domain/status.ts";
import { artifactNumber, type Call, type Handler } from "./contract.ts";
import type { ChangeStream, Deps } from "./deps.ts";
import { presentArtifact, presentUnlinked } from "./present.ts";
import { noSuchArtifact, problem, tooManyStreams, tooManyStreamsOfAccount } from "./problems.ts";

/** Pause before a client that lost its stream reconnects, in milliseconds. */
const RECONNECT_MS = 2_000;

/** The artifact at every change until it is final. States are not queued: a slow reader gets the newest one. */
export const artifactEvents: Handler<"ArtifactEvents"> = async ({ path, header }, deps, call) => {
  if (call.caller === null) return problem("forbidden");
  const id = artifactNumber(path.id);
  const stream = deps.streams.open(id, call.caller.account);
  if (stream === "server-full") return tooManyStreams();
  if (stream === "account-full") return tooManyStreamsOfAccount();
  try {
    const row = await deps.artifacts.find(path.artifact_type, id);
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

/** Whether neither the artifact nor an update of it changes any more. */
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
  yield `retry: ${RECONNECT_MS}\n\n`;
  let sent = known;
  for (let at: FoundArtifact | null = row; at !== null; ) {
    const version = versionOf(at, deps.now());
    if (version !== sent) yield `id: ${version}\ndata: ${JSON.stringify(await presentArtifact(at, deps, call))}\n\n`;
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

/** Names a state, on every server alike. The signed link is left out: every read signs another one. */
function versionOf(row: FoundArtifact, now: Date): string {
  return createHash("sha256")
    .update(JSON.stringify(presentUnlinked(row, now)))
    .digest("base64url")
    .slice(0, 22);
}
