/** Pickles as Python itself writes them. They are dumped here, never loaded. */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { isInstalled, testWith } from "../../support/programs/programs.ts";
import { scanOf } from "./scan-of.ts";

const run = promisify(execFile);
const pythonTest = testWith("python3");
const numpyTest = testWith("python3", "numpy");

const WRITE_PLAIN = `
import collections, datetime, decimal, os, pathlib, pickle, sys
class Evil:
    def __reduce__(self): return (os.system, ("true",))
shared = ["text"] * 3 + [Evil()] * 2
harmless = {
    "state": collections.OrderedDict(a=[1, 2.5, None, True, 10**30], b=("x", b"y", bytearray(b"z"))),
    "sets": ({1, 2}, frozenset([3]), complex(1, 2), range(3)), "long": "text" * 1000, "many": list(range(3000)),
    "when": datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc), "sum": decimal.Decimal("1.5"),
    "where": pathlib.PurePosixPath("a/b"), "counts": collections.Counter("abca"),
}
for protocol in range(6):
    for name, value in {"evil": Evil(), "evil-shared": {"a": shared, "b": shared}, "harmless": harmless}.items():
        with open(f"{sys.argv[1]}/{name}-{protocol}", "wb") as out: pickle.dump(value, out, protocol)
`;
const WRITE_NUMPY = `
import os, pickle, sys, numpy
class Evil:
    def __reduce__(self): return (os.system, ("true",))
folder = sys.argv[1]
array = numpy.arange(100000, dtype="float32").reshape(100, 1000)
for protocol in range(6):
    with open(f"{folder}/harmless-array-{protocol}.pkl", "wb") as out: pickle.dump({"w": array, "s": numpy.float64(1)}, out, protocol)
numpy.save(f"{folder}/harmless-array.npy", array)
numpy.savez_compressed(f"{folder}/harmless-arrays.npz", a=array, b=array)
numpy.save(f"{folder}/evil-array.npy", numpy.array([Evil()], dtype=object), allow_pickle=True)
numpy.savez_compressed(f"{folder}/evil-arrays.npz", a=array, b=numpy.array([{"x": Evil()}], dtype=object))
`;

/** The way joblib writes arrays into a pickle, without joblib: a description, padding, and then the raw numbers. */
const WRITE_JOBLIB = `
import io, os, pickle, sys, types, numpy
module = types.ModuleType("joblib.numpy_pickle")
class NumpyArrayWrapper: pass
NumpyArrayWrapper.__module__ = module.__name__
module.NumpyArrayWrapper = NumpyArrayWrapper
sys.modules["joblib"], sys.modules[module.__name__] = types.ModuleType("joblib"), module
class Evil:
    def __reduce__(self): return (os.system, ("true",))
class Pickler(pickle._Pickler):
    def __init__(self, out): super().__init__(out, 4); self.out = out
    def save(self, value, *rest):
        if type(value) is not numpy.ndarray: return super().save(value, *rest)
        wrapper = NumpyArrayWrapper()
        wrapper.__dict__.update(subclass=numpy.ndarray, shape=value.shape, order="C", dtype=value.dtype, allow_mmap=True)
        aligned = value.nbytes > 100
        if aligned: wrapper.numpy_array_alignment_bytes = 16
        super().save(wrapper)
        self.framer.commit_frame(force=True)
        if value.dtype.hasobject: return pickle.dump(value, self.out, 2)
        pad = 16 - (self.out.tell() + 1) % 16
        self.out.write((bytes([pad]) + b"\\xff" * pad if aligned else b"") + value.tobytes())
noise = numpy.random.default_rng(7).integers(0, 256, 200000, dtype="uint8")
opcodes = numpy.frombuffer(b"cposix\\nsystem\\n(S'true'\\ntR.", dtype="uint8")
values = {
    "fine": [noise, numpy.arange(6.0).reshape(2, 3), {"a": noise[:1000], "t": numpy.array(["ab", "c"])}],
    "evil-behind": [noise, noise.astype("float32"), Evil()],
    "evil-object": [noise, numpy.array([Evil()], dtype=object)],
    "evil-numbers": [opcodes],
}
for name, value in values.items():
    with open(f"{sys.argv[1]}/joblib-{name}", "wb") as out: Pickler(out).dump(value)
`;

describe("pickles that Python wrote", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "pickles-"));
    if (isInstalled("python3")) await run("python3", ["-c", WRITE_PLAIN, folder]);
    if (isInstalled("numpy")) await run("python3", ["-c", WRITE_NUMPY, folder]);
    if (isInstalled("numpy")) await run("python3", ["-c", WRITE_JOBLIB, folder]);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const read = async (wanted: RegExp): Promise<Record<string, Buffer>> => {
    const names = (await readdir(folder)).filter((name) => wanted.test(name));
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))])));
  };

  pythonTest("are unsafe in every protocol when an object rebuilds itself by running a command", async () => {
    const files = await read(/^evil(-shared)?-\d$/);
    const { findings } = await scanOf(files);
    expect(findings.map(({ path, severity }) => `${path} ${severity}`)).toEqual(
      Object.keys(files)
        .sort()
        .map((path) => `${path} unsafe`),
    );
    expect(Object.keys(files)).toHaveLength(12);
  });

  pythonTest("yield nothing in any protocol when they hold ordinary values", async () => {
    expect(await scanOf(await read(/^harmless-\d$/))).toEqual({ findings: [], scanned: 6 });
  });

  numpyTest("yield nothing when they hold arrays of numbers", async () => {
    expect(await scanOf(await read(/^harmless-array/))).toEqual({ findings: [], scanned: 8 });
  });

  numpyTest("are unsafe when an array of objects holds one that runs a command", async () => {
    const { findings } = await scanOf(await read(/^evil-array/));
    expect(findings.map(({ path, severity }) => `${path} ${severity}`)).toEqual([
      "evil-array.npy unsafe",
      "evil-arrays.npz unsafe",
    ]);
  });

  numpyTest("are followed past the raw arrays that joblib puts between their opcodes", async () => {
    expect(await scanOf(await read(/^joblib-fine/))).toEqual({ findings: [], scanned: 1 });
  });

  numpyTest("are unsafe when a command lies behind, within or disguised as an array of joblib", async () => {
    const { findings } = await scanOf(await read(/^joblib-evil/));
    const unsafe = findings.filter(({ severity }) => severity === "unsafe").map(({ path }) => path);
    expect(unsafe).toEqual(["joblib-evil-behind", "joblib-evil-numbers", "joblib-evil-object"]);
  });
});
