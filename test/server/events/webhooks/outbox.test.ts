import { createHmac } from "node:crypto";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databaseWebhooks } from "../../../../db/catalogue/webhooks.ts";
import { LeaseLost } from "../../../../domain/failure.ts";
import { type OutboxOptions, startOutbox } from "../../../../server/events/webhooks/outbox.ts";
import { checkedPost } from "../../../../server/events/webhooks/post.ts";
import { acceptedId } from "../../../support/api/answers.ts";
import { anApi, type TestApi } from "../../../support/api/api.ts";
import { aReceiver, loopbackReach, type Receiver } from "../../../support/api/receiver.ts";
import { claimOn, completedAt, someProgress } from "../../../support/artifacts/artifacts.ts";

const SECRET = "the secret that receivers know, 32+ letters";
const NOW = Date.UTC(2030, 0, 2, 3, 4, 5);

let api: TestApi;
let receiver: Receiver;
const logged: string[] = [];
beforeAll(async () => {
  api = await anApi();
  receiver = await aReceiver();
});
afterAll(async () => {
  await receiver[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await sql("delete from webhook_delivery");
  receiver.received.length = 0;
  receiver.answer = { status: 204 };
});

const sql = (text: string, parameters: unknown[] = []) => api.database.orm.em.fork().execute(text, parameters);
const dueAgain = () => sql("update webhook_delivery set next_at = now() where state = 'pending'");

async function round(options: Partial<OutboxOptions> = {}): Promise<void> {
  const outbox = startOutbox({
    store: databaseWebhooks(api.database.orm.em),
    post: checkedPost(loopbackReach(), receiver.certificate),
    secret: SECRET,
    maxAttempts: 3,
    intervalMs: 3_600_000,
    now: () => NOW,
    log: pino({ level: "debug" }, { write: (line: string) => void logged.push(line) }),
    ...options,
  });
  await outbox.run();
  await outbox.stop();
}

let counter = 0;
async function posted(callback = receiver.url): Promise<number> {
  const body = { url: `https://huggingface.co/acme/called-back-${counter++}`, callback_url: callback };
  const created = await api.call("ArtifactCreate", { path: { artifact_type: "model" }, body });
  return acceptedId(created);
}
async function failed(id: number): Promise<number> {
  const claim = await claimOn(api, id);
  const failure = { code: "source_not_found", detail: "There is no such repository", retryable: false } as const;
  await api.ledger.fail(claim, { failure, progress: someProgress() });
  return id;
}
const deliveriesOf = async (id: number) => {
  const answer = await api.call("ArtifactDeliveries", { path: { artifact_type: "model", id } });
  if (answer.status !== 200) throw new Error(`the deliveries answered ${answer.status}`);
  return answer.body.deliveries;
};

test("reports an ended artifact once, signed, with its final status object", async () => {
  const id = await posted();
  await round();
  expect([receiver.received, await deliveriesOf(id)]).toEqual([[], []]);
  await failed(id);
  await round();
  await round();
  expect(receiver.received).toHaveLength(1);
  const [{ headers, body, path } = { headers: {}, body: "", path: "" }] = receiver.received;
  const read = await api.call("ArtifactRetrieve", { path: { artifact_type: "model", id } });
  const deliveryId = headers["x-gatehouse-delivery"];
  // Who posted it is shown to those who may change it; a receiver is nobody in particular.
  const { posted_by: _, ...artifact } = read.body as { posted_by?: string };
  expect(JSON.parse(body)).toEqual({ delivery_id: deliveryId, artifact });
  const t = NOW / 1000;
  const v1 = createHmac("sha256", SECRET).update(`${t}.${body}`).digest("hex");
  expect([path, headers["x-gatehouse-signature"]]).toEqual(["/hook?token=of-the-receiver", `t=${t},v1=${v1}`]);
  expect(await deliveriesOf(id)).toMatchObject([
    { id: deliveryId, state: "delivered", attempts: 1, last_status: 204, last_error: null, next_at: null },
  ]);
});

describe("an update of an artifact", () => {
  const path = (id: number) => ({ path: { artifact_type: "model", id } });
  const completed = (id: number, commit: string) => completedAt(api, id, commit);
  const updated = async (id: number): Promise<number> => {
    expect((await api.call("ArtifactUpdate", { ...path(id), body: {} })).status).toBe(202);
    return api.dispatched.at(-1) ?? 0;
  };
  const [OLD, NEW] = ["ab".repeat(20), "cd".repeat(20)];

  test("is reported to the address of the artifact, as reading the artifact shows it", async () => {
    const id = await posted();
    await completed(id, OLD);
    await round();
    for (const end of [failed, (shadow: number) => completed(shadow, NEW)]) {
      await end(await updated(id));
      await round();
      const read = await api.call("ArtifactRetrieve", path(id));
      const { artifact } = JSON.parse(receiver.received.at(-1)?.body ?? "");
      const { posted_by: _, ...shown } = read.body as { posted_by?: string; data: Record<string, unknown> };
      const { download_url: __, ...data } = shown.data;
      expect(artifact).toEqual({ ...shown, data });
    }
    const reports = receiver.received.map(({ body }) => JSON.parse(body).artifact);
    expect(reports.map(({ revision, update }) => [revision.commit, update?.status])).toEqual([
      [OLD, undefined],
      [OLD, "failed"],
      [NEW, "completed"],
    ]);
    expect(await deliveriesOf(id)).toHaveLength(3);
  });

  test("that finds nothing newer is reported as up to date, and one without an address is not", async () => {
    const id = await posted();
    await completed(id, OLD);
    await round();
    await expect(completed(await updated(id), OLD)).rejects.toThrow(LeaseLost);
    const body = { url: `https://huggingface.co/acme/quiet-${id}` };
    await api.call("ArtifactCreate", { path: { artifact_type: "model" }, body });
    const silent = api.dispatched.at(-1) ?? 0;
    await completed(silent, OLD);
    await failed(await updated(silent));
    await round();
    const reports = receiver.received.map(({ body: text }) => JSON.parse(text).artifact);
    expect(reports.map(({ metadata, update }) => [metadata.id, update?.status])).toEqual([
      [id, undefined],
      [id, "up_to_date"],
    ]);
  });
});

test("reports an artifact that the sweeper failed, and none without a callback address", async () => {
  const id = await posted();
  const { artifact_id: silent } = (
    await api.call("ArtifactCreate", { path: { artifact_type: "model" }, body: { url: "hf.co/acme/silent" } })
  ).body as { artifact_id: number };
  const failure = JSON.stringify({ code: "timed_out", detail: "x", retryable: true });
  await sql("update artifact set status = 'failed', failure = ?::jsonb where id in (?, ?)", [failure, id, silent]);
  await round();
  expect(receiver.received.map(({ body }) => JSON.parse(body).artifact.metadata.id)).toEqual([id]);
});

test("reports nothing when the ending is rolled back", async () => {
  const id = await posted();
  const failure = JSON.stringify({ code: "timed_out", detail: "x", retryable: true });
  const undone = api.database.orm.em.fork().transactional(async (em) => {
    await em.execute("update artifact set status = 'failed', failure = ?::jsonb where id = ?", [failure, id]);
    throw new Error("rolled back");
  });
  await expect(undone).rejects.toThrow("rolled back");
  expect(await deliveriesOf(id)).toEqual([]);
});

test("repeats a refused delivery after a pause, with the same id", async () => {
  const id = await failed(await posted());
  receiver.answer = { status: 503 };
  const before = Date.now();
  await round();
  const after = Date.now();
  const [waiting] = await deliveriesOf(id);
  expect(waiting).toMatchObject({ state: "pending", attempts: 1, last_status: 503, ended_at: null });
  expect(waiting?.last_error).toBe("The receiver answered 503");
  const next = Date.parse(waiting?.next_at ?? "");
  expect([next > before + 5_000, next < after + 25_000]).toEqual([true, true]);
  await sql("update webhook_delivery set next_at = next_at + interval '1 hour'");
  await round();
  expect(receiver.received).toHaveLength(1);
  receiver.answer = { status: 200 };
  await dueAgain();
  await round();
  expect(new Set(receiver.received.map(({ headers }) => headers["x-gatehouse-delivery"])).size).toBe(1);
  expect(await deliveriesOf(id)).toMatchObject([
    { state: "delivered", attempts: 2, last_status: 200, last_error: null },
  ]);
});

test("abandons a delivery after its last attempt, also when that was cut short", async () => {
  const [refused, cut] = [await failed(await posted()), await failed(await posted())];
  receiver.answer = { status: 500 };
  for (let attempt = 1; attempt <= 4; attempt++) {
    await round();
    await dueAgain();
  }
  expect(receiver.received).toHaveLength(6);
  expect(await deliveriesOf(refused)).toMatchObject([{ state: "abandoned", attempts: 3, last_status: 500 }]);
  await sql("update webhook_delivery set state = 'pending', ended_at = null, last_error = null where artifact_id = ?", [
    cut,
  ]);
  await dueAgain();
  await round();
  expect(await deliveriesOf(cut)).toMatchObject([
    { state: "abandoned", last_error: "The server stopped during the last attempt" },
  ]);
  expect(receiver.received).toHaveLength(6);
});

test("sends each delivery once from several servers", async () => {
  const ids: number[] = [];
  for (let n = 0; n < 25; n++) ids.push(await failed(await posted()));
  await Promise.all([round(), round(), round()]);
  const reported = receiver.received.map(({ body }) => JSON.parse(body).artifact.metadata.id as number);
  expect(reported.toSorted((a, b) => a - b)).toEqual(ids);
});

test("reports the artifact as it ended, whatever happened to it since", async () => {
  const id = await failed(await posted());
  await sql("update artifact set status_message = 'later', deleted_at = now() where id = ?", [id]);
  await round();
  expect(JSON.parse(receiver.received[0]?.body ?? "{}").artifact.status_message).toBe("There is no such repository");
});

test("names only the kind of the fault for a receiver that cannot be reached or is not allowed", async () => {
  const id = await failed(await posted(receiver.url.replace(`:${receiver.port}`, ":1")));
  await round();
  expect((await deliveriesOf(id))[0]?.last_error).toBe("The receiver could not be reached (ECONNREFUSED)");
  await dueAgain();
  await round({ post: checkedPost(loopbackReach("10.0.0.1"), receiver.certificate) });
  expect((await deliveriesOf(id))[0]?.last_error).toContain("must not go to");
  expect(logged.join("")).not.toContain("of-the-receiver");
});

test("leaves deliveries in flight at a stop for the next server", async () => {
  const id = await failed(await posted());
  receiver.answer = null;
  const store = databaseWebhooks(api.database.orm.em);
  const post = checkedPost(loopbackReach(), receiver.certificate);
  const log = pino({ level: "silent" });
  const outbox = startOutbox({
    store,
    post,
    secret: SECRET,
    maxAttempts: 1,
    intervalMs: 3_600_000,
    now: () => NOW,
    log,
  });
  void outbox.run();
  await expect.poll(() => receiver.received.length).toBe(1);
  await outbox.stop();
  expect(await deliveriesOf(id)).toMatchObject([{ state: "pending", attempts: 1, last_error: null }]);
});
