import { afterAll, beforeAll, expect, test } from "vitest";
import type { Claim } from "../../db/ingest/claim.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { openStream } from "../support/api/event-stream.ts";
import { aClaimed, aCompleted, aPosted, COMMIT, someProgress } from "../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const path = (id: number) => ({ path: { artifact_type: "model", id } }) as const;
const follow = (id: number, lastEventId?: string) => openStream(api.call, api.token, id, lastEventId);
const fail = (claim: Claim) =>
  api.ledger.fail(claim, {
    failure: { code: "source_not_found", detail: "There is no such repository", retryable: false },
    progress: someProgress(),
  });

test("the state comes at once, then every change, and the stream ends with the final state", async () => {
  const id = await aPosted(api);
  const stream = await follow(id);
  expect((await stream.next())?.data.status).toBe("pending");
  const claim = await api.ledger.claim({ artifactId: id, holder: "w", leaseSeconds: 30, maxAttempts: 3 });
  if (claim === null) throw new Error("the artifact could not be claimed");
  expect((await stream.next())?.data.status).toBe("downloading");
  await api.ledger.progress(claim, someProgress());
  expect((await stream.next())?.data.progress.percent).toBe(50);
  await fail(claim);
  expect((await stream.next())?.data).toMatchObject({ failure: { code: "source_not_found" } });
  expect(await stream.next()).toBeNull();
});

test("a final artifact is one event with its download link", async () => {
  const id = await aCompleted(api);
  const answer = await api.call("ArtifactEvents", path(id));
  const read = await api.call("ArtifactRetrieve", path(id));
  expect(answer.status === 200 && answer.body.map(({ data }) => data)).toEqual([read.body]);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

test("a client that comes again with the id of the newest state gets what happens next", async () => {
  const claim = await aClaimed(api);
  const first = await follow(claim.artifactId);
  const seen = await first.next();
  first.close();
  const again = await follow(claim.artifactId, seen?.id);
  await again.until("retry: ");
  expect(again.text()).not.toContain("data:");
  await fail(claim);
  const last = await again.next();
  expect([last?.data.status, await again.next()]).toEqual(["failed", null]);
  const over = await api.call("ArtifactEvents", { ...path(claim.artifactId), header: { "Last-Event-ID": last?.id } });
  expect(over.status).toBe(204);
});

test("a client that comes again after a change gets the state that it missed, whatever id it has", async () => {
  const claim = await aClaimed(api);
  const first = await follow(claim.artifactId);
  const seen = await first.next();
  first.close();
  await fail(claim);
  for (const id of [seen?.id, "unheard of", ""]) {
    const answer = await api.call("ArtifactEvents", { ...path(claim.artifactId), header: { "Last-Event-ID": id } });
    expect(answer.status === 200 && answer.body.map(({ data }) => data.status)).toEqual(["failed"]);
  }
});

test("the id of a state is the same at every look although the download link is not", async () => {
  const id = await aCompleted(api);
  const ids = await Promise.all([1, 2].map(async () => (await follow(id)).next()));
  expect(ids[0]?.id).toBe(ids[1]?.id);
});

test("an artifact that is deleted ends its streams, and asking again is 404", async () => {
  const id = await aPosted(api);
  const stream = await follow(id);
  await stream.next();
  await api.database.orm.em.fork().execute("update artifact set deleted_at = now() where id = ?", [id]);
  expect(await stream.next()).toBeNull();
  expect((await api.call("ArtifactEvents", path(id))).status).toBe(404);
});

test("a running update of a completed artifact is followed to its end", async () => {
  const id = await aCompleted(api);
  const update = { url: "https://huggingface.co/acme/update", name: "u" };
  const [row] = await api.database.orm.em.fork().execute<{ id: string }[]>(
    `insert into artifact (type, name, url, host, repository, source_key, revision, owner, status_message,
       correlation_id, replaces)
     select type, name, url, host, repository, source_key, ?, owner, 'Accepted', ?, id from artifact where id = ?
     returning id`,
    ["next", update.name, id],
  );
  await api.database.orm.em.fork().execute("update artifact set last_update_id = ? where id = ?", [row?.id, id]);
  const stream = await follow(id);
  expect((await stream.next())?.data).toMatchObject({ update: { status: "pending" } });
  const request = { artifactId: Number(row?.id), holder: "w", leaseSeconds: 30, maxAttempts: 3 };
  const claim = await api.ledger.claim(request);
  expect((await stream.next())?.data).toMatchObject({ update: { status: "downloading" } });
  if (claim === null) throw new Error("the update could not be claimed");
  await fail(claim);
  expect((await stream.next())?.data).toMatchObject({ status: "completed", update: { status: "failed" } });
  expect(await stream.next()).toBeNull();
});

test("a malformed id and a long Last-Event-ID are bad requests, and a wrong type is 404", async () => {
  expect((await api.call("ArtifactEvents", { path: { artifact_type: "model", id: "x.y" } })).status).toBe(400);
  const header = { "Last-Event-ID": "x".repeat(201) };
  const long = await api.call("ArtifactEvents", { ...path(1), header });
  expect(long).toMatchObject({ status: 400, body: { errors: [{ path: "header/Last-Event-ID" }] } });
  const id = await aCompleted(api);
  expect((await api.call("ArtifactEvents", { path: { artifact_type: "code", id } })).status).toBe(404);
});

test("progress that comes faster than it is read is told by its newest state", async () => {
  const claim = await aClaimed(api);
  const stream = await follow(claim.artifactId);
  await stream.next();
  let last = 0;
  let events = 0;
  for (let done = 1; done <= 20; done++) {
    if (done === 10) {
      last = (await stream.next())?.data.progress.bytes_done ?? 0;
      events += 1;
    }
    const heartbeat = new Date(Date.UTC(2030, 0, 1, 0, 0, done)).toISOString();
    await api.ledger.progress(claim, { ...someProgress(), bytes_done: done, heartbeat_at: heartbeat });
  }
  await api.ledger.pin(claim, {
    repository: claim.link.repository,
    ref: claim.link.revision,
    commit: COMMIT,
    bytesTotal: 20,
  });
  await fail(claim);
  for (let event = await stream.next(); event !== null; event = await stream.next()) {
    events += 1;
    if (event.data.status === "failed") continue;
    expect(event.data.progress.bytes_done).toBeGreaterThanOrEqual(last);
    last = event.data.progress.bytes_done;
  }
  expect(last).toBeGreaterThan(0);
  expect(events).toBeGreaterThan(1);
  expect(events).toBeLessThanOrEqual(22);
});
