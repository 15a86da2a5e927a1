import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleRepositories } from "../../local/hub.ts";
import { aRegistry, PASSWORD, type TestRegistry } from "../support/registry.ts";
import { checkDeployed } from "./deployed.ts";
import { render } from "./generative/render.ts";

let registry: TestRegistry;
let token: string;
beforeAll(async () => {
  registry = await aRegistry(sampleRepositories({ weightBytes: 400_000 }));
  const body = { user: { name: "admin" }, secret: { password: PASSWORD } };
  const signedIn = await registry.call.as(null)("Authenticate", { body });
  token = signedIn.status === 200 ? signedIn.body : "";
  await registry.follow(await registry.post("https://huggingface.co/acme/clear-bert"));
});
afterAll(() => registry?.[Symbol.asyncDispose]());

const options = () => ({ url: `${registry.started.url}/`, token, seed: 7, runs: 6, write: false });

test("a whole registry that runs somewhere keeps the contract, and reading changes nothing that it holds", async () => {
  const before = await registry.call("ArtifactsList", { body: [{ name: "*" }] });
  const report = await checkDeployed(options());
  expect(render(report)).toMatch(/\b0 findings$/);
  expect([...report.operations.keys()]).not.toContain("ArtifactCreate");
  expect((await registry.call("ArtifactsList", { body: [{ name: "*" }] })).body).toEqual(before.body);
});

test("with leave to write, an artifact and a token live and end there, and nothing of them stays", async () => {
  const report = await checkDeployed({ ...options(), runs: 1, write: true });
  expect(render(report)).toMatch(/\b0 findings$/);
  expect(report.operations.get("ArtifactDelete")).toEqual(
    new Map([
      [200, 1],
      [404, 1],
    ]),
  );
  const tokens = await registry.call("TokenList");
  expect(tokens.status === 200 && tokens.body.tokens).toEqual([]);
});

test("a server that answers otherwise is found out, operation by operation", async () => {
  const wrong = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(request.url?.startsWith("/artifacts?") ? "[]" : '{"status":"surprising"}');
  });
  await new Promise<void>((resolve) => wrong.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${(wrong.address() as AddressInfo).port}`;
    const { findings } = await checkDeployed({ ...options(), url, runs: 1 });
    expect(findings.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(["Health", "TokenList", "ArtifactRetrieve"]),
    );
  } finally {
    wrong.closeAllConnections();
    await new Promise((resolve) => wrong.close(resolve));
  }
});

test("a token that is no good is told before the suite begins", async () => {
  await expect(checkDeployed({ ...options(), token: "wrong" })).rejects.toThrow("is the token right?");
});
