import type { EntityManager } from "@mikro-orm/postgresql";
import { LRUCache } from "lru-cache";
import type { AuditLog } from "../../db/audit/log.ts";
import { readDescription } from "../../db/catalogue/descriptions.ts";
import { databaseFirstBytes, databaseRevisions, type Revision } from "../../db/catalogue/revisions.ts";
import { asCommit } from "../../domain/json.ts";
import type { Deps } from "../../handlers/deps.ts";
import { machineClock } from "../../lambda/clock.ts";
import { repositoryInfo } from "../../lambda/facts/huggingface/hub.ts";
import type { AppOptions } from "../http/app.ts";
import { pinoLog } from "../http/log.ts";
import type { Download } from "../hub/answers/answer.ts";
import type { Contents } from "../hub/answers/file.ts";
import type { Description } from "../hub/content/description.ts";
import { hubFile, listings } from "../hub/content/listing.ts";
import { newerCommits, type SourceHead } from "../hub/newer.ts";
import { onDemandPosts } from "../hub/on-demand.ts";
import { nameOf, standingOf } from "../hub/standing.ts";
import { waitingRoom } from "../hub/waiting.ts";
import type { SweeperOptions } from "../ingest/sweeper.ts";
import { firstByteRecorder } from "../upkeep/first-bytes.ts";
import type { Foundation } from "./foundation.ts";
import { composeContents } from "./hub-contents.ts";

/** The download API over the database and the object store. */
export interface Hub {
  readonly options: AppOptions["hub"];
  /** Records what is missing for the answers, a little at a time. */
  readonly chore: NonNullable<SweeperOptions["chores"]>[number];
  close(): Promise<void>;
}

/** How often an ingest that somebody waits for is looked at, in milliseconds, and how many requests may wait. */
const WAITING = { pollMs: 500, places: 500 };
/** Clients give up on HEAD after 10 s, load balancers on any request after 60 s. */
const PATIENCE = { headMs: 8_000, otherMs: 50_000 };
/** Descriptions that are kept; each is some kilobytes. */
const DESCRIPTIONS = 2_000;
/** A file that a client has begun and continues with counts as one download, for this many milliseconds. */
const ONE_DOWNLOAD_MS = 15 * 60_000;
const REMEMBERED_DOWNLOADS = 50_000;

export function composeHub(base: Foundation, deps: Deps, onDownload: (delivers: Download["delivers"]) => void): Hub {
  const { orm, config } = base;
  const stopping = new AbortController();
  const waiting = waitingRoom({ clock: machineClock, ...WAITING });
  const { contents, close } = composeContents(base);
  return {
    options: {
      ...hubOverDatabase({ em: orm.em, deps, contents, onDownload, sourceHead: sourceHead(base, stopping.signal) }),
      ...config.downloadApi,
      onDemand: config.downloadApi.onDemand ? onDemandPosts(deps) : null,
      publicUrl: config.publicUrl,
      waiting,
      patience: PATIENCE,
    },
    chore: {
      name: "first bytes",
      run: firstByteRecorder({ blobs: databaseFirstBytes(orm.em), store: base.store, log: base.log }),
    },
    close: async () => {
      stopping.abort(new Error("the server stops"));
      waiting.close();
      await close();
    },
  };
}

export interface HubTools {
  readonly em: EntityManager;
  readonly deps: Pick<Deps, "auditLog">;
  readonly contents: Contents;
  readonly onDownload: (delivers: Download["delivers"]) => void;
  readonly sourceHead: SourceHead;
}

/** What the download API reads and records. */
export function hubOverDatabase({ em, deps, contents, onDownload, sourceHead }: HubTools) {
  const store = databaseRevisions(em);
  const describeRevision = descriptions((revision) => readDescription(em, revision));
  const score = async (revision: Revision) => (await describeRevision(revision))?.verdict?.net_score ?? null;
  return {
    standing: (asked, page) => standingOf(store, asked, page),
    findFile: async ({ repository, revision }, path) => {
      const found = await store.findFile(nameOf(repository), revision, path);
      return found === null ? null : { ...found, file: found.file === null ? null : hubFile(found.file) };
    },
    revisions: (repository) => store.list(nameOf(repository)),
    listing: listings(store),
    describe: describeRevision,
    newer: newerCommits({ store, sourceHead, score, now: Date.now }),
    contents,
    recordDownload: recordDownloads(deps.auditLog, onDownload),
  } satisfies Partial<AppOptions["hub"]>;
}

/** Keeps descriptions by artifact and commit, whose description does not change. */
function descriptions(read: (revision: Revision) => ReturnType<typeof readDescription>) {
  const kept = new LRUCache<string, Description>({ max: DESCRIPTIONS });
  return async (revision: Revision): Promise<Description | null> => {
    const key = `${revision.id}@${revision.commit}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const stored = await read(revision);
    if (stored === null) return null;
    // Loaded with the first description, as it brings the parser of cards.
    const { describe } = await import("../hub/content/description.ts");
    const description = describe(stored);
    kept.set(key, description);
    return description;
  };
}

const sourceHead =
  ({ hubs, log }: Foundation, signal: AbortSignal): SourceHead =>
  async ({ type, id }, revision) => {
    const info = await repositoryInfo(hubs.readHuggingFace(signal, pinoLog(log)), type, id, { revision });
    return info.known === "value" ? asCommit(info.value["sha"]) : null;
  };

/** A download is in the audit log before its bytes or its address are sent. */
function recordDownloads(auditLog: Pick<AuditLog, "append">, onDownload: (delivers: Download["delivers"]) => void) {
  const recorded = new LRUCache<string, true>({ max: REMEMBERED_DOWNLOADS, ttl: ONE_DOWNLOAD_MS });
  return async ({ by, type, revision, path, delivers }: Download): Promise<void> => {
    const { id, name, commit } = revision;
    const key = JSON.stringify([by.account, by.address, id, commit, path]);
    if (recorded.has(key)) return;
    await auditLog.append({
      action: "DOWNLOAD",
      by,
      artifact: { id, type, name },
      detail: `hub: ${path} at ${commit}`,
    });
    recorded.set(key, true);
    onDownload(delivers);
  };
}
