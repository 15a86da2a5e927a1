import { expect, test } from "vitest";
import { publicReach, refusalOf } from "../../../../server/events/webhooks/address.ts";

const refusal = (url: string) => refusalOf(url, publicReach);

test("accepts an https address of a public host, with port, path and query", () => {
  for (const url of [
    "https://ci.example.com/hook?build=1",
    "https://example.org:8443",
    "https://93.184.215.14/x",
    "https://[2606:4700::1111]/",
  ])
    expect([url, refusal(url)]).toEqual([url, null]);
});

test("refuses everything but https, and addresses with credentials or fragments", () => {
  for (const url of [
    "http://example.com",
    "ftp://example.com",
    "javascript:alert(1)",
    "//example.com",
    "example.com",
    "",
    "https://",
  ])
    expect([url, refusal(url)]).toEqual([url, "must be an https address"]);
  expect(refusal("https://user:word@example.com")).toContain("credentials");
  expect(refusal("https://example.com/#part")).toContain("fragment");
});

test("refuses names of internal networks", () => {
  for (const host of [
    "localhost",
    "registry",
    "db.internal",
    "printer.local",
    "a.localhost",
    "x.home.arpa",
    "LOCALHOST.",
    "nas.lan",
  ])
    expect([host, refusal(`https://${host}/`)]).toEqual([host, expect.stringContaining("public host")]);
});

test("refuses private addresses in every notation", () => {
  const hosts = [
    "127.0.0.1",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "0.0.0.0",
  ];
  const six = [
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::ffff:a00:1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "fec0::1",
  ];
  for (const host of [...hosts, ...six.map((address) => `[${address}]`)])
    expect([host, refusal(`https://${host}/`)]).toEqual([host, expect.stringContaining("private address")]);
});

test("accepts the ports of HTTPS only", () => {
  for (const port of [443, 8443]) expect(refusal(`https://example.org:${port}/x`)).toBeNull();
  for (const port of [1, 22, 25, 80, 8080, 5432, 6379, 8000, 9200, 65_535])
    expect([port, refusal(`https://example.org:${port}/x`)]).toEqual([port, "must use port 443 or 8443"]);
});
