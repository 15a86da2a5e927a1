import { useQueryClient } from "@tanstack/react-query";
import { createParser } from "eventsource-parser";
import { useEffect, useState } from "react";
import { isFinal } from "../../domain/status.ts";
import type { Artifact, ArtifactType, Schemas } from "./client.ts";
import { artifactQuery, LIVE_MS } from "./queries.ts";
import { currentToken } from "./token.ts";

/** How news about an artifact arrive: as events, by asking again and again, or not at all as it is final. */
export type Feed = "events" | "polling" | "final";

export const isRunning = ({ status, update }: Artifact): boolean =>
  !isFinal(status) || (update !== undefined && update.status !== "up_to_date" && !isFinal(update.status));

/** Keeps an artifact current while it is being ingested. Says when the last news arrived, as `Date.now()` does. */
export function useLive(type: ArtifactType, id: number, running: boolean): { feed: Feed; heard: number } {
  const client = useQueryClient();
  const [feed, setFeed] = useState<Feed>("events");
  const [heard, setHeard] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const stop = new AbortController();
    const key = artifactQuery(type, id).queryKey;
    const onNews = (artifact: Schemas["Artifact"]): void => {
      client.setQueryData(key, artifact);
      setHeard(Date.now());
    };
    const poll = async (): Promise<void> => {
      setFeed("polling");
      while (!stop.signal.aborted) {
        await client.refetchQueries({ queryKey: key }, { throwOnError: false });
        if (client.getQueryState(key)?.status === "success") setHeard(Date.now());
        await pause(LIVE_MS, stop.signal);
      }
    };
    setFeed("events");
    void follow(`/artifacts/${type}/${id}/events`, onNews, stop.signal).then(() =>
      stop.signal.aborted ? undefined : poll(),
    );
    return () => stop.abort();
  }, [client, type, id, running]);
  return { feed: running ? feed : "final", heard };
}

/** Reads the stream until it ends or breaks; both mean that asking has to take over. */
async function follow(
  path: string,
  onNews: (artifact: Schemas["Artifact"]) => void,
  signal: AbortSignal,
): Promise<void> {
  const parser = createParser({ onEvent: ({ data }) => onNews(JSON.parse(data) as Schemas["Artifact"]) });
  const token = currentToken();
  try {
    const response = await fetch(path, {
      headers: { Accept: "text/event-stream", ...(token === null ? {} : { "X-Authorization": token }) },
      signal,
    });
    if (response.status !== 200 || response.body === null) return;
    for (const reader = response.body.pipeThrough(new TextDecoderStream()).getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(value);
    }
  } catch {
    // Polling reports what is wrong, if it is still wrong then.
  }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
