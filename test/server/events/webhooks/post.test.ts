import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AddressRefused, isGlobalAddress } from "../../../../domain/address.ts";
import type { Reach } from "../../../../server/events/webhooks/address.ts";
import { checkedPost } from "../../../../server/events/webhooks/post.ts";
import { aReceiver, HOST, loopbackReach, type Receiver } from "../../../support/api/receiver.ts";

let receiver: Receiver;
beforeAll(async () => {
  receiver = await aReceiver();
});
afterAll(() => receiver[Symbol.asyncDispose]());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = { status: 204 };
});

const publicOnly = { allowsAddress: isGlobalAddress, allowsPort: () => true };
const send = (reach: Reach, url = receiver.url, signal = new AbortController().signal) =>
  checkedPost(reach, receiver.certificate)({ url: new URL(url), headers: { "X-Test": "1" }, body: "{}", signal });
const causeOf = async (sending: Promise<unknown>): Promise<unknown> => {
  const error = await sending.then(
    () => null,
    (reason: Error) => reason,
  );
  return error instanceof AddressRefused ? error : error?.cause instanceof AddressRefused ? error.cause : error;
};

test("the body arrives at the address that was resolved, under the name in the address", async () => {
  expect(await send(loopbackReach())).toBe(204);
  expect(receiver.received).toMatchObject([
    { path: "/hook?token=of-the-receiver", body: "{}", headers: { host: `${HOST}:${receiver.port}`, "x-test": "1" } },
  ]);
});

test("a host with any private address is not called, whatever its other addresses", async () => {
  for (const reach of [loopbackReach("10.0.0.1"), loopbackReach("127.0.0.1", "10.0.0.1")])
    expect(await causeOf(send(reach))).toBeInstanceOf(AddressRefused);
  const rebound: Reach = { resolve: async () => [{ address: "127.0.0.1", family: 4 }], ...publicOnly };
  expect(await causeOf(send(rebound))).toBeInstanceOf(AddressRefused);
  expect(receiver.received).toEqual([]);
});

test("an address in place of a name is checked as well", async () => {
  const reach: Reach = { resolve: () => Promise.reject(new Error("never asked")), ...publicOnly };
  for (const host of ["127.0.0.1", "[::1]"])
    expect(await causeOf(send(reach, `https://${host}:${receiver.port}/`))).toBeInstanceOf(AddressRefused);
});

test("a name is asked for once, and the connection goes to that answer", async () => {
  let asked = 0;
  const changing: Reach = {
    ...loopbackReach(),
    resolve: async () => [{ address: asked++ === 0 ? "127.0.0.1" : "10.0.0.1", family: 4 }],
  };
  expect([await send(changing), asked]).toEqual([204, 1]);
});

test("a redirect is an answer like any other and is not followed", async () => {
  receiver.answer = { status: 307, location: receiver.url };
  expect([await send(loopbackReach()), receiver.received.length]).toEqual([307, 1]);
});

test("a certificate that nobody vouches for, or for another name, ends the attempt", async () => {
  const untrusted = checkedPost(loopbackReach());
  const posting = { url: new URL(receiver.url), headers: {}, body: "{}", signal: new AbortController().signal };
  await expect(untrusted(posting)).rejects.toMatchObject({
    code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY/),
  });
  const otherName = receiver.url.replace(HOST, "other.example.com");
  await expect(send(loopbackReach(), otherName)).rejects.toMatchObject({ code: "ERR_TLS_CERT_ALTNAME_INVALID" });
  expect(receiver.received).toEqual([]);
});

test("a receiver that says nothing is left when the signal says so", async () => {
  receiver.answer = null;
  const leaving = new AbortController();
  const sending = send(loopbackReach(), receiver.url, leaving.signal);
  await expect.poll(() => receiver.received.length).toBe(1);
  leaving.abort(new Error("the server stops"));
  await expect(sending).rejects.toThrow("the server stops");
});
