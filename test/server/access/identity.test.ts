import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { type IdentificationOptions, identification } from "../../../server/access/identity.ts";
import { signedTokens } from "../../../server/access/tokens.ts";

const CHANGED = new Date(1_700_000_000_000);
const SECRET = "a secret that only this test knows.";

/** Identification over an account that is counted instead of stored. */
function anIdentification(memoryMs = 1_000) {
  const at = { now: CHANGED.getTime() + 1_000 };
  const tokens = signedTokens({ secrets: [SECRET], ttlSeconds: 60, now: () => at.now, newId: randomUUID });
  const lookups: string[] = [];
  let gate = Promise.resolve();
  const credentials: IdentificationOptions["credentials"] = {
    signedIn: async (account) => {
      lookups.push(account);
      await gate;
      return { role: "reader", passwordChangedAt: CHANGED.getTime() };
    },
    personal: async () => null,
  };
  const { identify, forget } = identification({ tokens, credentials, now: () => at.now, memoryMs });
  const token = tokens.issue({ name: "ada", role: "reader", passwordChangedAt: CHANGED });
  return {
    token,
    identify,
    ask: () => identify({ authorization: `Bearer ${token}` }),
    forget,
    lookups,
    pass: (milliseconds: number) => (at.now += milliseconds),
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
  };
}

test.each(["bearer T", "Bearer T", "BEARER  T ", "bearer bearer T", "T"])(
  "the header %j carries the token",
  async (form) => {
    const { identify, token } = anIdentification();
    expect(await identify({ "x-authorization": form.replace("T", token) })).toMatchObject({ account: "ada" });
  },
);

test.each(["bearer", "", "basic T", undefined])("the header %j carries no token", async (form) => {
  const { identify, token } = anIdentification();
  expect(await identify({ authorization: form?.replace("T", token) })).toBeNull();
});

test("an accepted token is looked up again after its time in memory and not before", async () => {
  const { ask, lookups, pass } = anIdentification();
  await ask();
  pass(999);
  expect(await ask()).toMatchObject({ account: "ada" });
  expect(lookups).toHaveLength(1);
  pass(2);
  await ask();
  expect(lookups).toHaveLength(2);
});

test("a token is not accepted from memory after it has expired", async () => {
  const { ask, pass } = anIdentification(3_600_000);
  expect(await ask()).toMatchObject({ account: "ada" });
  pass(60_001);
  expect(await ask()).toBeNull();
});

test("forgetting makes every token be looked up again", async () => {
  const { ask, forget, lookups } = anIdentification();
  await ask();
  forget();
  await ask();
  expect(lookups).toHaveLength(2);
});

test("a look-up that was in flight while everything was forgotten is not remembered", async () => {
  const { ask, forget, lookups, hold } = anIdentification();
  const release = hold();
  const first = ask();
  forget();
  release();
  await first;
  await ask();
  expect(lookups).toHaveLength(2);
});

test("nothing is remembered when the memory lasts no time", async () => {
  const { ask, lookups } = anIdentification(0);
  await ask();
  await ask();
  expect(lookups).toHaveLength(2);
});
