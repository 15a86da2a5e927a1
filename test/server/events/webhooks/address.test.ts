import fc from "fast-check";
import { expect, test } from "vitest";
import { isPublicAddress, publicReach, refusalOf } from "../../../../server/events/webhooks/address.ts";

const refusal = (url: string) => refusalOf(url, publicReach);

test("an https address of a public host is taken, with its port, path and query", () => {
  for (const url of [
    "https://ci.example.com/hook?build=1",
    "https://example.org:8443",
    "https://93.184.215.14/x",
    "https://[2606:4700::1111]/",
  ])
    expect([url, refusal(url)]).toEqual([url, null]);
});

test("anything but https, and what hides something, is refused", () => {
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

test("names that stay inside a network are refused", () => {
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

test("private addresses are refused in every way of writing them", () => {
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

test("an address of a private network is never public, wherever in the network it lies", () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const networks = fc.oneof(
    fc.tuple(fc.constant(10), byte, byte, byte),
    fc.tuple(fc.constant(127), byte, byte, byte),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
    fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
    fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
    fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
  );
  fc.assert(
    fc.property(networks, (parts) => {
      expect([isPublicAddress(parts.join(".")), isPublicAddress(`::ffff:${parts.join(".")}`)]).toEqual([false, false]);
    }),
  );
});

test("what is no address is not a public one", () => {
  for (const text of ["", "example.com", "1.2.3", "1.2.3.4.5", ":::"]) expect(isPublicAddress(text)).toBe(false);
});
