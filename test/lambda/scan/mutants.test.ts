import { expect, test } from "vitest";
import { formats, hasPython, judgements, tryMutants } from "./mutants/mutate.ts";

const judge = await hasPython();

test.each(Object.keys(formats))(
  "a mutant of %s neither crashes the scan nor passes with a payload that Python runs",
  async (format) => {
    const { faults } = await tryMutants(format, 150, 20_261_128, judge);
    expect(faults).toEqual([]);
  },
);

test.runIf(judge)("Python runs the payload of every file that the mutants are made from", async () => {
  for (const [format, { name, bases }] of Object.entries(formats)) {
    // Python itself has neither LZ4 nor HDF5.
    const readable = bases.filter((base) => base.readUInt32LE(0) !== 0x184d2204);
    if (format !== "hdf5")
      expect([format, await judgements(name, readable)]).toEqual([format, readable.map(() => true)]);
  }
});
