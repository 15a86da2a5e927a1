import pLimit from "p-limit";
import type { Listener } from "../../db/notifications.ts";
import type { Deps } from "../../handlers/deps.ts";
import { countByKey } from "../count.ts";
import { type OneStream, openStream, type StreamLimits } from "./stream.ts";

export interface StreamsOptions extends StreamLimits {
  /** Streams at a time, and of one account. */
  readonly streams: number;
  readonly streamsPerAccount: number;
  /** Starts to listen for the ids of artifacts that change. */
  readonly listen: (callbacks: {
    readonly onNotification: (payload: string) => void;
    readonly onListening: () => void;
  }) => Listener;
}

/** The event streams of this server, behind one connection that listens for changes. */
export interface Streams {
  readonly open: Deps["streams"]["open"];
  /** Streams that are open now. */
  count(): number;
  /** Ends every stream and refuses new ones. */
  endStreams(): void;
  close(): Promise<void>;
}

/** Concurrent reads of the database for all streams together: other requests need its connections too. */
const CONCURRENT_READS = 2;

/** Opens the listening connection with the first stream. */
export function createStreams(options: StreamsOptions): Streams {
  const byArtifact = new Map<number, Set<OneStream>>();
  const byAccount = countByKey();
  const readShared = sharedReads();
  let count = 0;
  let ended = false;
  let listener: Listener | null = null;

  const allStreams = (): OneStream[] => [...byArtifact.values()].flatMap((readers) => [...readers]);
  const callbacks = {
    onNotification: (payload: string) => {
      for (const one of byArtifact.get(Number(payload)) ?? []) one.wake();
    },
    onListening: () => {
      for (const one of allStreams()) one.wake();
    },
  };
  return {
    open: (artifactId, account) => {
      if (ended || count >= options.streams) return "server-full";
      if (byAccount.of(account) >= options.streamsPerAccount) return "account-full";
      listener ??= options.listen(callbacks);
      const readers = byArtifact.get(artifactId) ?? new Set();
      const one = openStream(options, () => {
        count -= 1;
        byAccount.subtract(account);
        readers.delete(one);
        if (readers.size === 0 && byArtifact.get(artifactId) === readers) byArtifact.delete(artifactId);
      });
      count += 1;
      byAccount.add(account);
      byArtifact.set(artifactId, readers.add(one));
      return {
        next: one.next,
        toReadable: one.toReadable,
        close: one.close,
        latest: (read) => readShared(artifactId, read),
      };
    },
    count: () => count,
    endStreams: () => {
      ended = true;
      for (const one of allStreams()) one.close();
    },
    close: async () => {
      await listener?.stop();
    },
  };
}

/** A read joins one of the same artifact that has not started; one that has started may be too old. */
function sharedReads(): <T>(artifactId: number, read: () => Promise<T>) => Promise<T> {
  const limit = pLimit(CONCURRENT_READS);
  const waiting = new Map<number, Promise<unknown>>();
  return <T>(artifactId: number, read: () => Promise<T>): Promise<T> => {
    const joined = waiting.get(artifactId);
    if (joined !== undefined) return joined as Promise<T>;
    const started = limit(() => {
      waiting.delete(artifactId);
      return read();
    });
    waiting.set(artifactId, started);
    return started;
  };
}
