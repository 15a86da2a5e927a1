import pLimit from "p-limit";
import type { Listener } from "../../db/notifications.ts";
import type { Deps } from "../../handlers/deps.ts";
import { type OneWatch, type WatchLimits, watch } from "./watch.ts";

export interface WatchingOptions extends WatchLimits {
  /** Streams at a time. */
  readonly most: number;
  /** Begins to listen for the ids of artifacts that change. */
  readonly listen: (heard: {
    readonly onNotification: (payload: string) => void;
    readonly onListening: () => void;
  }) => Listener;
}

/** Everyone on this server who watches an artifact, behind one listening connection. */
export interface Watching {
  readonly open: Deps["watching"]["open"];
  /** Streams that are open now. */
  count(): number;
  /** Ends every stream and refuses new ones. */
  endStreams(): void;
  close(): Promise<void>;
}

/** Looks at the database at a time, for all streams together: the other requests need its connections too. */
const LOOKS = 2;

/** Opens no connection before somebody watches. */
export function createWatching(options: WatchingOptions): Watching {
  const byArtifact = new Map<number, Set<OneWatch>>();
  const looks = sharedLooks();
  let count = 0;
  let ended = false;
  let listener: Listener | null = null;

  const everyone = (): OneWatch[] => [...byArtifact.values()].flatMap((watches) => [...watches]);
  const heard = {
    onNotification: (payload: string) => {
      for (const one of byArtifact.get(Number(payload)) ?? []) one.wake();
    },
    onListening: () => {
      for (const one of everyone()) one.wake();
    },
  };
  return {
    open: (artifactId) => {
      if (ended || count >= options.most) return null;
      listener ??= options.listen(heard);
      const watches = byArtifact.get(artifactId) ?? new Set();
      const one = watch(options, () => {
        count -= 1;
        watches.delete(one);
        if (watches.size === 0 && byArtifact.get(artifactId) === watches) byArtifact.delete(artifactId);
      });
      count += 1;
      byArtifact.set(artifactId, watches.add(one));
      return { next: one.next, carry: one.carry, close: one.close, latest: (look) => looks(artifactId, look) };
    },
    count: () => count,
    endStreams: () => {
      ended = true;
      for (const one of everyone()) one.close();
    },
    close: async () => {
      await listener?.stop();
    },
  };
}

/** Whoever wants to look at an artifact joins a look that has not begun; one that has begun may be too old. */
function sharedLooks(): <T>(artifactId: number, look: () => Promise<T>) => Promise<T> {
  const limit = pLimit(LOOKS);
  const waiting = new Map<number, Promise<unknown>>();
  return <T>(artifactId: number, look: () => Promise<T>): Promise<T> => {
    const joined = waiting.get(artifactId);
    if (joined !== undefined) return joined as Promise<T>;
    const begun = limit(() => {
      waiting.delete(artifactId);
      return look();
    });
    waiting.set(artifactId, begun);
    return begun;
  };
}
