/** Answers that carry an ETag are kept and asked for again with If-None-Match: a 304 costs no quota at GitHub. */
export interface CachedAnswer {
  readonly etag: string;
  readonly body: string;
}

export interface FactCache {
  get(url: string): Promise<CachedAnswer | null>;
  put(url: string, answer: CachedAnswer): Promise<void>;
}

/**
 * A cache in memory that forgets the least recently used answers first.
 * @param maxBytes upper bound of what is kept, counted as characters of keys, tags and bodies; an answer
 *   that alone is over a quarter of it is not kept.
 */
export function memoryFactCache(maxBytes = 16 * 1024 * 1024): FactCache {
  const kept = new Map<string, CachedAnswer>();
  let size = 0;
  const weigh = (url: string, answer: CachedAnswer) => url.length + answer.etag.length + answer.body.length;
  const drop = (url: string) => {
    const old = kept.get(url);
    if (old === undefined) return;
    kept.delete(url);
    size -= weigh(url, old);
  };
  return {
    async get(url) {
      const found = kept.get(url);
      if (found === undefined) return null;
      kept.delete(url);
      kept.set(url, found);
      return found;
    },
    async put(url, answer) {
      drop(url);
      const weight = weigh(url, answer);
      if (weight > maxBytes / 4) return;
      kept.set(url, answer);
      size += weight;
      for (const oldest of kept.keys()) {
        if (size <= maxBytes) break;
        drop(oldest);
      }
    },
  };
}
