import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ADMIN, anApi, type TestApi } from "../support/api/api.ts";
import { aTerminal, type TestTerminal } from "../support/programs/terminal.ts";

let api: TestApi;
let terminal: TestTerminal;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(async () => {
  terminal = await aTerminal();
});
afterEach(() => terminal[Symbol.asyncDispose]());

const login = () => terminal.run(["login", "--url", api.url], { answers: [ADMIN.name, ADMIN.password] });
const kept = () => path.join(terminal.home, ".config", "gatehouse", "credentials.json");

test("login keeps address and token in a private file and prints neither password nor token", async () => {
  const { code, out, err } = await login();
  const { url, token } = JSON.parse(await readFile(kept(), "utf8"));
  expect([code, url, err]).toEqual([0, api.url, ""]);
  expect([(await stat(kept())).mode & 0o777, (await stat(path.dirname(kept()))).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(out).toContain(`signed in to ${api.url} as admin`);
  expect(out).not.toMatch(new RegExp(`${ADMIN.password}|${token}`));
  expect((await terminal.run(["ls"])).code).toBe(0);
});

test("login reads the password from a pipe without its newline", async () => {
  const input = `${ADMIN.password}\n`;
  expect((await terminal.run(["login", "--url", api.url, "--password-stdin"], { input })).code).toBe(0);
  const wrong = await terminal.run(["login", "--url", api.url, "--password-stdin"], { input: "wrong\n" });
  expect([wrong.code, wrong.err]).toEqual([1, "The name or the password is wrong\n"]);
});

test("login explains --password-stdin when there is no terminal", async () => {
  const { code, err } = await terminal.run(["login", "--url", api.url]);
  expect(code).toBe(1);
  expect(err).toContain("gatehouse login --password-stdin");
});

test("keeps credentials under XDG_CONFIG_HOME unless it is relative", async () => {
  const env = { XDG_CONFIG_HOME: path.join(terminal.home, "elsewhere") };
  const answers = [ADMIN.name, ADMIN.password];
  await terminal.run(["login", "--url", api.url], { env, answers });
  await stat(path.join(terminal.home, "elsewhere", "gatehouse", "credentials.json"));
  await expect(stat(kept())).rejects.toThrow("ENOENT");
  await terminal.run(["login", "--url", api.url], { env: { XDG_CONFIG_HOME: "relative" }, answers });
  await stat(kept());
});

test("GATEHOUSE_URL and GATEHOUSE_TOKEN override the sign-in, and a kept token is never sent to another registry", async () => {
  await login();
  const { token } = JSON.parse(await readFile(kept(), "utf8"));
  await using other = await anApi();
  const elsewhere = await terminal.run(["ls"], { env: { GATEHOUSE_URL: other.url } });
  expect([elsewhere.code, elsewhere.err]).toEqual([1, expect.stringContaining("Sign in first")]);
  await writeFile(kept(), JSON.stringify({ url: other.url, token: "bearer nothing" }));
  for (const given of [token, token.replace(/^bearer /, "")]) {
    const env = { GATEHOUSE_URL: api.url, GATEHOUSE_TOKEN: given };
    expect((await terminal.run(["ls"], { env })).code).toBe(0);
  }
});

test("logout revokes the token and forgets it, also when the registry is unreachable", async () => {
  await login();
  const { token } = JSON.parse(await readFile(kept(), "utf8"));
  expect((await terminal.run(["logout"])).out).toBe(`signed out of ${api.url}\n`);
  await expect(stat(kept())).rejects.toThrow("ENOENT");
  expect((await api.call.as(token)("ArtifactsList", { body: [{ name: "*" }] })).status).toBe(403);
  await login();
  await writeFile(kept(), JSON.stringify({ url: "http://127.0.0.1:9", token }));
  const away = await terminal.run(["logout"]);
  expect([away.code, away.err]).toEqual([0, expect.stringContaining("does not respond")]);
  await expect(stat(kept())).rejects.toThrow("ENOENT");
  expect((await terminal.run(["logout"])).out).toBe("nobody was signed in\n");
});

test("names a damaged credentials file", async () => {
  await login();
  await writeFile(kept(), "{");
  const { code, err } = await terminal.run(["ls"]);
  expect([code, err]).toEqual([1, expect.stringContaining(`${kept()} is damaged`)]);
});

test("names an unreachable registry with its address and the reason, as text and as JSON", async () => {
  const env = { GATEHOUSE_URL: "http://127.0.0.1:9/", GATEHOUSE_TOKEN: "x" };
  const { code, err } = await terminal.run(["ls"], { env });
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/The registry at http:\/\/127\.0\.0\.1:9 does not respond \(.+\)\n {2}Start it/),
  ]);
  const machine = await terminal.run(["ls", "--json"], { env });
  expect(JSON.parse(machine.err)).toMatchObject({ detail: expect.stringContaining("does not respond"), status: null });
});

test("login rejects an address that is not HTTP or contains a password", async () => {
  for (const url of ["nonsense", "ftp://127.0.0.1", "http://me:secret@127.0.0.1"]) {
    const { code, err } = await terminal.run(["login", "--url", url], { answers: ["a", "b"] });
    expect([url, code]).toEqual([url, 1]);
    expect(err).not.toContain("secret@");
  }
});

test("names the role that a command needs when the token's is too low", async () => {
  await login();
  const made = await terminal.json<{ token: string }>(["token", "create", "reading", "--role", "reader"]);
  const env = { GATEHOUSE_URL: api.url, GATEHOUSE_TOKEN: made.token };
  const { code, err } = await terminal.run(["ingest", "https://huggingface.co/acme/any"], { env });
  expect(code).toBe(1);
  expect(err).toContain("needs the role publisher; this token has the role reader");
  expect(err).toContain("Ask an administrator for that role");
});

test("token creates, lists without secrets, and revokes", async () => {
  await login();
  const { out, err } = await terminal.run(["token", "create", "nightly", "--role", "reader", "--days", "3"]);
  expect(out).toMatch(/^hf_[A-Za-z0-9]{40}\n$/);
  const number = /token (\d+), role reader/.exec(err)?.[1] ?? "";
  const listed = await terminal.run(["token", "ls"]);
  expect(listed.out).toMatch(new RegExp(`${number} +reader +expires .* used never +nightly`));
  expect(listed.out).not.toContain(out.trim());
  expect((await terminal.run(["token", "rm", number])).out).toBe(`revoked token ${number}\n`);
  const again = await terminal.run(["token", "rm", number]);
  expect([again.code, again.err]).toEqual([1, expect.stringContaining(number)]);
});

test("hub prints the lines that set up the clients of Hugging Face, with a new token when one is asked for", async () => {
  await login();
  const plain = await terminal.run(["hub"]);
  expect(plain.out).toContain(`export HF_ENDPOINT=${api.url}/hub\nexport HF_TOKEN=hf_YOUR_TOKEN`);
  expect(plain.err).toContain("gatehouse token create <name> --role reader");
  const made = await terminal.run(["hub", "--new-token", "notebook"]);
  const [, token = ""] = /HF_TOKEN=(hf_\w{40})$/m.exec(made.out) ?? [];
  const answer = await fetch(`${api.url}/hub/api/whoami-v2`, { headers: { authorization: `Bearer ${token}` } });
  expect(await answer.json()).toMatchObject({ auth: { accessToken: { role: "read" } } });
  const { url, setup } = await terminal.json<{ url: string; setup: { title: string }[] }>(["hub"]);
  expect([url, setup.length]).toEqual([`${api.url}/hub`, expect.any(Number)]);
});
