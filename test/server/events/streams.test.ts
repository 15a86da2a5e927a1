import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { ChangeStream } from "../../../handlers/deps.ts";
import { createStreams, type Streams } from "../../../server/events/streams.ts";

import { anApi, type TestApi } from "../../support/api/api.ts";
import { openStream } from "../../support/api/event-stream.ts";
import { STREAM_OPTIONS, someStreams } from "../../support/api/following.ts";
import { aClaimed, aPosted } from "../../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const quiet = pino({ level: "silent" });
const server = () => someStreams({ ...api.database.login, tls: false }, quiet);
const sql = (text: string, parameters: unknown[] = []) => api.database.orm.em.fork().execute(text, parameters);
const change = (id: number) => sql("update artifact set status_message = status_message || '.' where id = ?", [id]);
const LISTENERS =
  "from pg_stat_activity where application_name = 'gatehouse-listener' and datname = current_database()";
const opened = (streams: Streams, id: number): ChangeStream => {
  const stream = streams.open(id, "ada");
  if (typeof stream === "string") throw new Error(`no stream was opened: ${stream}`);
  return stream;
};
async function closing(...all: Streams[]): Promise<void> {
  for (const one of all) one.endStreams();
  await Promise.all(all.map((one) => one.close()));
}
/** A watching whose database is in the hands of the test. */
function byHand(limits: Partial<typeof STREAM_OPTIONS> = {}) {
  const heard: { notify: (payload: string) => void; listening: () => void }[] = [];
  const streams = createStreams({
    ...STREAM_OPTIONS,
    ...limits,
    listen: ({ onNotification, onListening }) => {
      heard.push({ notify: onNotification, listening: onListening });
      return { stop: async () => undefined };
    },
  });
  return { streams, heard };
}

test("notifies every server on one database of every change, over one connection each", async () => {
  const servers = [server(), server(), server()];
  const id = await aPosted(api);
  const all = servers.flatMap((one) => [opened(one, id), opened(one, id)]);
  for (const stream of all) expect(await stream.next()).toBe("changed");
  const news = Promise.all(all.map((stream) => stream.next()));
  await change(id);
  expect(new Set(await news)).toEqual(new Set(["changed"]));
  expect(await sql(`select count(*)::int as count ${LISTENERS}`)).toEqual([{ count: 3 }]);
  await closing(...servers);
});

test("sends a change made during a connection loss once the connection is back", async () => {
  const one = server();
  const claim = await aClaimed(api);
  const stream = opened(one, claim.artifactId);
  expect(await stream.next()).toBe("changed");
  const news = stream.next();
  await api.database.orm.em.fork().transactional(async (em) => {
    await em.execute("update artifact set status_message = 'while nobody listened' where id = ?", [claim.artifactId]);
    await em.execute(`select pg_terminate_backend(pid) ${LISTENERS}`);
  });
  expect(await news).toBe("changed");
  expect(
    await stream.latest(() => api.call("ArtifactRetrieve", { path: { artifact_type: "model", id: claim.artifactId } })),
  ).toMatchObject({
    body: { status_message: "while nobody listened" },
  });
  await closing(one);
});

test("opens no connection before the first stream, and one for all streams then", () => {
  const { streams, heard } = byHand();
  expect(heard).toHaveLength(0);
  for (const id of [1, 1, 2]) opened(streams, id);
  expect([heard.length, streams.count()]).toEqual([1, 3]);
  streams.endStreams();
});

test("wakes the streams of one artifact on its notification, and all streams after a reconnect", async () => {
  const { streams, heard } = byHand({ heartbeatMs: 10 });
  const [one, other] = [opened(streams, 1), opened(streams, 2)];
  heard[0]?.notify("1");
  heard[0]?.notify("not a number");
  expect([await one.next(), await other.next()]).toEqual(["changed", "quiet"]);
  heard[0]?.listening();
  expect([await one.next(), await other.next()]).toEqual(["changed", "changed"]);
  streams.endStreams();
});

test("refuses streams over the limit until one ends", () => {
  const { streams } = byHand({ streams: 2 });
  const [one] = [opened(streams, 1), opened(streams, 1)];
  expect(streams.open(2, "ada")).toBe("server-full");
  one?.close();
  one?.close();
  expect([streams.count(), streams.open(2, "ada")]).toEqual([1, expect.anything()]);
  expect(streams.open(2, "ada")).toBe("server-full");
  streams.endStreams();
  expect(streams.count()).toBe(0);
});

test("refuses an account at its own limit while other accounts still get streams", () => {
  const { streams } = byHand({ streams: 10, streamsPerAccount: 2 });
  const [one] = [opened(streams, 1), opened(streams, 2)];
  expect(streams.open(3, "ada")).toBe("account-full");
  expect(streams.open(3, "grace")).toEqual(expect.objectContaining({ close: expect.any(Function) }));
  one?.close();
  expect(streams.open(3, "ada")).toEqual(expect.objectContaining({ close: expect.any(Function) }));
  streams.endStreams();
});

test("ends its streams when the server stops and refuses new ones", async () => {
  const { streams } = byHand();
  const stream = opened(streams, 1);
  const news = stream.next();
  streams.endStreams();
  expect([await news, streams.open(1, "ada")]).toEqual(["over", "server-full"]);
});

test("shares reads that have not started, and never one that started before the change", async () => {
  const { streams } = byHand();
  const all = Array.from({ length: 10 }, () => opened(streams, 1));
  let looks = 0;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const look = async (): Promise<number> => {
    looks += 1;
    const mine = looks;
    await held;
    return mine;
  };
  const first = all.slice(0, 5).map((stream) => stream.latest(look));
  await expect.poll(() => looks).toBe(1);
  const second = all.slice(5).map((stream) => stream.latest(look));
  release();
  expect([await Promise.all(first), await Promise.all(second)]).toEqual([Array(5).fill(1), Array(5).fill(2)]);
  streams.endStreams();
});

test("ends the stream over HTTP when the server stops, and answers 503 when all streams are taken", async () => {
  const streams = someStreams({ ...api.database.login, tls: false }, quiet, { streams: 1, heartbeatMs: 20 });
  await using other = await anApi({ deps: () => ({ streams }) });
  const id = await aPosted(other);
  const stream = await openStream(other.call, other.token, id);
  await stream.next();
  await stream.until(": still here\n\n");
  const refused = await other.call("ArtifactEvents", { path: { artifact_type: "model", id } });
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  streams.endStreams();
  expect(await stream.next()).toBeNull();
  await streams.close();
});

test("frees the place of a reader that disconnects, and takes none for HEAD", async () => {
  const streams = someStreams({ ...api.database.login, tls: false }, quiet, { streams: 1 });
  await using other = await anApi({ deps: () => ({ streams }) });
  const id = await aPosted(other);
  const head = await fetch(`${other.url}/artifacts/model/${id}/events`, {
    method: "HEAD",
    headers: { "X-Authorization": other.token },
  });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  for (let time = 0; time < 3; time++) {
    await expect.poll(() => streams.count()).toBe(0);
    const stream = await openStream(other.call, other.token, id);
    await stream.next();
    stream.close();
  }
  await expect.poll(() => streams.count()).toBe(0);
  expect(JSON.stringify(other.logged)).not.toContain("could not be sent whole");
  await closing(streams);
});

test("keeps a stream open while the database does not answer", async () => {
  const streams = someStreams({ ...api.database.login, tls: false }, quiet, { heartbeatMs: 20 });
  let away = false;
  await using other = await anApi({
    deps: ({ artifacts }) => ({
      streams,
      artifacts: {
        ...artifacts,
        find: (type, id) =>
          away ? Promise.reject(Object.assign(new Error("x"), { code: "ECONNREFUSED" })) : artifacts.find(type, id),
      },
    }),
  });
  const id = await aPosted(other);
  const stream = await openStream(other.call, other.token, id);
  await stream.next();
  away = true;
  await other.database.orm.em.fork().execute("update artifact set status_message = 'meanwhile' where id = ?", [id]);
  await stream.until(": still here\n\n: still here\n\n");
  away = false;
  expect((await stream.next())?.data.status_message).toBe("meanwhile");
  stream.close();
  await closing(streams);
});
