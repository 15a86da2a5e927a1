import fc from "fast-check";
import { expect, test } from "vitest";
import { unitsOf } from "../../../lambda/fanout/plan.ts";
import type { ListedFile, Listing } from "../../../lambda/ports.ts";

const MiB = 1024 * 1024;
const listingOf = (files: readonly ListedFile[]): Listing => ({
  ...{ host: "huggingface", type: "model", repository: "acme/large", commit: "c".repeat(40), files },
  bytesTotal: files.reduce((sum, { bytes }) => sum + bytes, 0),
});
const file = (path: string, bytes: number, hash = path): ListedFile => ({
  ...{ path, bytes, gitSha1: null, kind: "file" },
  sha256: Buffer.from(hash).toString("hex").padEnd(64, "0"),
});

const listings = fc
  .uniqueArray(fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), bytes: fc.nat(600 * MiB), twin: fc.boolean() }), {
    selector: ({ name }) => name,
    maxLength: 200,
  })
  .map((drawn) =>
    listingOf(
      drawn.flatMap(({ name, bytes, twin }) =>
        twin ? [file(name, bytes), file(`twin/${name}`, bytes, name)] : [file(name, bytes)],
      ),
    ),
  );

test("every file of a listing is in exactly one unit, with its twins, whatever the order of the listing", () => {
  fc.assert(
    fc.property(listings, (listing) => {
      const units = unitsOf(listing);
      const paths = units.flatMap(({ listed }) => listed.map(({ path }) => path));
      expect(paths.toSorted()).toEqual(listing.files.map(({ path }) => path).toSorted());
      expect(units.map(({ number }) => number)).toEqual(units.map((_, index) => index));
      expect(units.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(listing.bytesTotal);
      const plan = (of: Listing) => unitsOf(of).map(({ listed, ...planned }) => planned);
      expect(plan({ ...listing, files: listing.files.toReversed() })).toEqual(plan(listing));
      const unitOfHash = new Map<string | null, number>();
      for (const { number, listed } of units)
        for (const { sha256 } of listed)
          expect(unitOfHash.set(sha256, unitOfHash.get(sha256) ?? number).get(sha256)).toBe(number);
    }),
    { numRuns: 60 },
  );
});

test("large files are units of their own, largest first, and small ones go together", () => {
  const small = Array.from({ length: 2_500 }, (_, index) => file(`small/${index}`, 1_000));
  const units = unitsOf(listingOf([...small, file("a", 2e9), file("b", 5e9)]));
  expect(units.map(({ files, bytes }) => [files, bytes])).toEqual([
    [1, 5e9],
    [1, 2e9],
    [1_000, 1e6],
    [1_000, 1e6],
    [500, 5e5],
  ]);
  expect(units.map(({ sha256 }) => sha256 !== null)).toEqual([true, true, false, false, false]);
});

test("a model of 1.3 TB with a million small files is cut into fewer units than one call can hold", () => {
  const files = [
    ...Array.from({ length: 160 }, (_, index) => file(`w${index}`, 8e9)),
    ...Array.from({ length: 100_000 }, (_, index) => file(`s${index}`, 200_000)),
  ];
  expect(unitsOf(listingOf(files)).length).toBeLessThan(400);
});
