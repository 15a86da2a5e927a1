import type { LookupAddress } from "node:dns";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  AddressRefused,
  guardedLookup,
  hostOf,
  isAddress,
  isEndpointAddress,
  isGlobalAddress,
} from "../../domain/address.ts";

/** Addresses on the public internet. */
const GLOBAL = `
  1.1.1.1 8.8.8.8 9.9.9.9 93.184.215.14 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 140.82.121.4
  169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.1 191.255.255.255 192.0.1.0 192.1.0.0 192.167.255.255 192.169.0.0
  198.17.255.255 198.20.0.0 198.51.99.255 203.0.112.255 203.0.114.0 223.255.255.255
  2606:4700::1111 2606:4700:4700::1001 2a00:1450:4001::200e 2001:200::1 2001:4860:4860::8888 2400:cb00::1
  2003::1 2a02:26f0::1 3ffe::1 2620:0:861::1 2001:db7:ffff::1 2001:db9::1
`;

/** Addresses that lead to this machine, to its network, to nobody, or to another address in disguise. */
const CLOSED = `
  0.0.0.0 0.0.0.1 0.255.255.255 10.0.0.0 10.1.2.3 10.255.255.255 100.64.0.0 100.64.0.1 100.127.255.255 127.0.0.0
  127.0.0.1 127.1.2.3 127.255.255.255 169.254.0.0 169.254.169.254 169.254.170.2 169.254.255.255 172.16.0.0 172.16.0.1
  172.31.255.255 192.0.0.0 192.0.0.8 192.0.0.170 192.0.2.1 192.88.99.0 192.88.99.1 192.168.0.0 192.168.1.1
  192.168.255.255 198.18.0.0 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.254
  255.255.255.255 192.31.196.1 192.52.193.1 192.175.48.1
  :: ::1 ::2 ::ffff ::7f00:1 ::127.0.0.1 ::8.8.8.8 ::ffff:0:0 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1
  ::ffff:169.254.169.254 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 ::ffff:0:7f00:1 ::ffff:0:8.8.8.8 ::1:0:0:0
  64:ff9b::7f00:1 64:ff9b::127.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::7f00:1 64:ff9b:1:ffff::1 100::1 100:0:0:1::1 200::1 400::1
  1000::1 1fff:ffff::1
  2001::1 2001:0:7f00:1::1 2001:1::1 2001:1::2 2001:2::1 2001:2:0:ffff::1 2001:3::1 2001:4:112::1 2001:10::1
  2001:1f:ffff::1 2001:20::1 2001:2f:ffff::1 2001:30::1 2001:1ff:ffff::1 2001:db8::1 2001:db8:ffff::1 2002::1
  2002:7f00:1:: 2002:a00:1::1 2002:808:808::1 2620:4f:8000::1 3fff::1 3fff:fff::1 4000::1 5f00::1 5f00:ffff::1 6000::1
  8000::1 c000::1 e000::1 f000::1 fbff::1 fc00::1 fd00::1 fd00:ec2::254 fdff:ffff::1 fe00::1 fe80::1 fe80::a9fe:a9fe
  febf::1 fec0::1 feff::1 ff00::1 ff02::1 ff0e::1 ffff::1
`;

/** Texts that a lenient reader would take for an address. */
const NO_ADDRESSES = [
  "",
  " ",
  "1.2.3",
  "1.2.3.4.5",
  "256.1.1.1",
  "01.2.3.4",
  "0x8.8.8.8",
  "8.8.8.8 ",
  "134744072",
  ":::",
];
const MORE_NO_ADDRESSES = [
  "2606:4700::1%eth0",
  "[2606:4700::1]",
  "1.1.1.1/8",
  "2606::4700::1",
  "g::1",
  "huggingface.co",
];

const listed = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");
const global = listed(GLOBAL);
const closed = listed(CLOSED);

test("the table of addresses has at least 120 forms, each once", () => {
  const all = [...global, ...closed, ...NO_ADDRESSES, ...MORE_NO_ADDRESSES];
  expect(all.length).toBeGreaterThanOrEqual(120);
  expect(new Set(all).size).toBe(all.length);
});

test.each(global)("%s is a global unicast address", (address) => {
  expect([isAddress(address), isGlobalAddress(address), isEndpointAddress(address)]).toEqual([true, true, true]);
});

test.each(closed)("%s is not a global unicast address", (address) => {
  expect([isAddress(address), isGlobalAddress(address)]).toEqual([true, false]);
});

test.each([...NO_ADDRESSES, ...MORE_NO_ADDRESSES])("%j is not an address", (text) => {
  expect([isAddress(text), isGlobalAddress(text), isEndpointAddress(text)]).toEqual([false, false, false]);
});

test("an endpoint of the configuration can be on this machine or in a private network, and nowhere else", () => {
  for (const address of ["127.0.0.1", "::1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "fd00::1"])
    expect([address, isEndpointAddress(address)]).toEqual([address, true]);
  for (const address of ["169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "255.255.255.255", "64:ff9b::1"])
    expect([address, isEndpointAddress(address)]).toEqual([address, false]);
});

const byte = fc.integer({ min: 0, max: 255 });
const privateIpv4 = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127), byte, byte, byte),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
  fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
  fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
  fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
);

test("no address of a private network is global, wherever it lies and however IPv6 embeds it", () => {
  const hex = (a: number, b: number) => (a * 256 + b).toString(16);
  fc.assert(
    fc.property(privateIpv4, ([a, b, c, d]) => {
      const plain = `${a}.${b}.${c}.${d}`;
      const pair = `${hex(a, b)}:${hex(c, d)}`;
      const forms = [
        plain,
        `::${plain}`,
        `::ffff:${plain}`,
        `::ffff:${pair}`,
        `::ffff:0:${pair}`,
        `64:ff9b::${pair}`,
        `64:ff9b:1::${pair}`,
        `2002:${pair}::1`,
        `2001:0:${pair}::1`,
      ];
      expect(forms.filter(isGlobalAddress)).toEqual([]);
    }),
  );
});

test("only 2000::/3 holds global IPv6 addresses", () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const first = Number.parseInt(groups[0] ?? "", 16);
      if (isGlobalAddress(groups.join(":"))) expect(first >> 13).toBe(1);
    }),
    { numRuns: 500 },
  );
});

test("a host is compared in lower case and without the brackets of IPv6", () => {
  expect(hostOf(new URL("https://EXAMPLE.org:8443/x"))).toBe("example.org");
  expect(hostOf(new URL("https://[2606:4700::1111]/"))).toBe("2606:4700::1111");
});

test.each([
  ["0x7f.1", "127.0.0.1"],
  ["2130706433", "127.0.0.1"],
  ["0177.0.0.1", "127.0.0.1"],
  ["127.1", "127.0.0.1"],
  ["①②⑦.0.0.1", "127.0.0.1"],
  ["[::ffff:127.0.0.1]", "::ffff:7f00:1"],
])("the host %s of a link is judged as %s", (written, read) => {
  const host = hostOf(new URL(`https://${written}/`));
  expect(host).toBe(read);
  expect(isGlobalAddress(host)).toBe(false);
});

type Found = LookupAddress[];
const look = (found: string[], mixed: "refuse" | "filter", all: boolean) =>
  new Promise<string | Found>((resolve, reject) => {
    const addresses = found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    const lookup = guardedLookup({ resolve: async () => addresses, allows: isGlobalAddress, mixed });
    lookup("host.example", { all }, (error, address) => (error === null ? resolve(address) : reject(error)));
  });

test("a lookup hands out the allowed addresses only", async () => {
  expect(await look(["10.0.0.1", "8.8.8.8", "2606:4700::1111"], "filter", true)).toEqual([
    { address: "8.8.8.8", family: 4 },
    { address: "2606:4700::1111", family: 6 },
  ]);
  expect(await look(["64:ff9b::8.8.8.8", "8.8.8.8"], "filter", false)).toBe("8.8.8.8");
});

test("a lookup that refuses mixed answers gives up a host with any closed address", async () => {
  await expect(look(["8.8.8.8", "10.0.0.1"], "refuse", true)).rejects.toThrow(AddressRefused);
  expect(await look(["8.8.8.8"], "refuse", false)).toBe("8.8.8.8");
});

test("a host without an allowed address is refused with a code that names the reason", async () => {
  for (const found of [[], ["127.0.0.1"], ["::1", "fe80::1"]]) {
    for (const mixed of ["refuse", "filter"] as const) {
      await expect(look(found, mixed, true)).rejects.toMatchObject({ code: "EADDRREFUSED" });
    }
  }
});

test("every lookup asks the resolver again, so that a name that changes its address gains nothing", async () => {
  const answers = ["8.8.8.8", "127.0.0.1"];
  const resolve = async () => [{ address: answers.shift() ?? "", family: 4 }];
  const lookup = guardedLookup({ resolve, allows: isGlobalAddress, mixed: "refuse" });
  const once = () =>
    new Promise((done, failed) => lookup("host.example", {}, (error, found) => (error ? failed(error) : done(found))));
  expect(await once()).toBe("8.8.8.8");
  await expect(once()).rejects.toThrow("resolves to an internal address");
});

test("an error of the resolver is passed on as it is", async () => {
  const lookup = guardedLookup({
    resolve: () => Promise.reject(Object.assign(new Error("no such host"), { code: "ENOTFOUND" })),
    allows: isGlobalAddress,
    mixed: "filter",
  });
  const failed = new Promise((resolve) => lookup("host.example", {}, resolve));
  expect(await failed).toMatchObject({ code: "ENOTFOUND" });
});
