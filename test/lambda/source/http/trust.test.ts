import { describe, expect, test } from "vitest";
import { publicLookup, trustIn } from "../../../../lambda/source/http/trust.ts";
import { failureOf } from "../../../support/transfer/transfer-world.ts";

const publicHub = trustIn([new URL("https://huggingface.co"), new URL("https://api.github.com")], []);
const localHub = trustIn([new URL("http://localhost:9000")], ["127.0.0.1"]);
const mirror = trustIn([new URL("https://mirror.example/hub")], []);

describe("a request may go to", () => {
  test.each([
    ["the configured endpoint", publicHub, "https://huggingface.co/api"],
    ["the endpoint's host on another port", mirror, "https://mirror.example:8443/x"],
    ["a delivery host two labels deep", publicHub, "https://us.aws.cdn.hf.co/x"],
    ["a storage bridge", publicHub, "https://cas-bridge.xethub.hf.co/x"],
    ["GitHub's archive host", publicHub, "https://codeload.github.com/x"],
    ["GitHub's object host", publicHub, "https://objects.githubusercontent.com/x"],
    ["a hub's delivery host from a mirror", mirror, "https://cdn-lfs.huggingface.co/x"],
    ["a plain local endpoint", localHub, "http://localhost:9001/x"],
    ["a private host that was named beside a local endpoint", localHub, "http://127.0.0.1:7/x"],
  ])("a request may go to %s", (_, trust, url) => {
    expect(() => trust.check(new URL(url))).not.toThrow();
  });
});

describe("a request is refused to", () => {
  test.each([
    ["a foreign host", publicHub, "https://evil.example/x", "which is not a trusted host"],
    ["a host that ends like a hub", publicHub, "https://evilhf.co/x", "which is not a trusted host"],
    [
      "a host that begins like a hub",
      publicHub,
      "https://huggingface.co.evil.example/x",
      "which is not a trusted host",
    ],
    ["a hub without TLS", publicHub, "http://huggingface.co/x", "which is not https"],
    ["a mirror without TLS", mirror, "http://mirror.example/x", "which is not https"],
    ["a hub without TLS from a plain local endpoint", localHub, "http://huggingface.co/x", "which is not https"],
    ["a metadata service", publicHub, "http://169.254.169.254/latest", "which is not a trusted host"],
    ["another scheme", publicHub, "file://huggingface.co/etc/passwd", "which is not https"],
    ["an address with credentials", publicHub, "https://a:b@huggingface.co/x", "with credentials in the address"],
  ])("a request is refused to %s", async (_, trust, url, why) => {
    const { code, detail } = await failureOf(Promise.resolve().then(() => trust.check(new URL(url))));
    expect(code).toBe("source_untrusted");
    expect(detail).toContain(why);
    expect(detail).not.toMatch(/latest|passwd|a:b@/);
  });

  test("a private address that was named beside a public endpoint", async () => {
    const trust = trustIn([new URL("https://huggingface.co")], ["10.0.0.7"]);
    const { detail } = await failureOf(Promise.resolve().then(() => trust.check(new URL("https://10.0.0.7/x"))));
    expect(detail).toContain("which is not a public address");
  });
});

test("a name that resolves to a private address is refused when the connection is made", async () => {
  const lookUp = (all: boolean) =>
    new Promise((resolve, reject) => {
      publicLookup()("localhost", { all }, (error, address) => (error === null ? resolve(address) : reject(error)));
    });
  await expect(lookUp(true)).rejects.toThrow("localhost resolves to an internal address, which is not allowed");
  await expect(lookUp(false)).rejects.toThrow("localhost resolves to an internal address, which is not allowed");
});
