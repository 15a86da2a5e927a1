import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeImport } from "../../../lambda/scan/pickle/imports.ts";
import { scanOf } from "./scan-of.ts";

const judged = (paths: string): string[] =>
  paths.split(/\s+/).map((path) => {
    const dot = path.lastIndexOf(".");
    return judgeImport(path.slice(0, dot), path.slice(dot + 1));
  });
const all = (paths: string, judgement: string) =>
  expect(judged(paths)).toEqual(Array<string>(paths.split(/\s+/).length).fill(judgement));

describe("judgeImport", () => {
  test("lets pass what checkpoints, arrays and configurations are rebuilt with", () => {
    all(
      "collections.OrderedDict torch.FloatStorage torch._utils._rebuild_tensor_v2 torch._utils._rebuild_parameter numpy.ndarray numpy.dtype numpy.core.multiarray._reconstruct numpy._core.multiarray.scalar builtins.set __builtin__.list _codecs.encode torch.device joblib.numpy_pickle.NumpyArrayWrapper",
      "harmless",
    );
  });

  test("calls dangerous what runs code, opens files or connections, or loads further pickles", () => {
    all(
      "os.system posix.system nt.system subprocess.Popen builtins.eval builtins.exec builtins.getattr builtins.__import__ __builtin__.execfile runpy._run_code importlib.import_module pickle.loads cPickle.loads _pickle.Unpickler shutil.rmtree socket.create_connection sys.modules webbrowser.open ctypes.CDLL types.CodeType functools.partial operator.attrgetter logging.FileHandler pip.main timeit.timeit torch.load torch.serialization.load torch.hub.load torch.jit.unsupported_tensor_ops.execWrapper torch._inductor.codecache.compile_file torch.utils.collect_env.run joblib.externals.cloudpickle.cloudpickle.loads library.tools.system numpy.f2py.crackfortran.myeval numpy.testing._private.utils.runstring io.open _io.FileIO asyncio.unix_events._UnixSubprocessTransport._start pydoc.pipepager idlelib.run.Executive.runcode lib2to3.pgen2.grammar.Grammar.loads uuid._get_command_stdout",
      "dangerous",
    );
  });

  test("calls dangerous a way out through names that are chained in one operand", () => {
    for (const [module, name] of [
      ["torch.serialization", "os.system"],
      ["collections", "OrderedDict.__globals__"],
      ["torch", "nn.sys.modules"],
      ["numpy", "dtype.__class__.__base__.__subclasses__"],
    ] as const) {
      expect(judgeImport(module, name)).toBe("dangerous");
    }
  });

  test("knows nothing of other modules, even where their names begin like dangerous ones", () => {
    all(
      "sklearn.acme.Model transformers.acme.Arguments oslo.config.Config testing.Case coder.Model osmium.io.Reader project.eval.Evaluator src.system.LitModel",
      "unknown",
    );
  });

  test("calls dangerous every name of builtins that is not on the harmless list, and every unknown operand", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z_]{1,12}$/), (name) => {
        const harmless = judgeImport("__builtin__", name) === "harmless";
        expect(judgeImport("builtins", name) === "unknown").toBe(false);
        if (!harmless) expect(judgeImport("builtins", name)).toBe("dangerous");
      }),
    );
    expect([judgeImport(null, "x"), judgeImport("collections", null)]).toEqual(["dangerous", "dangerous"]);
  });
});

test("noise that begins like a pickle and imports where no name can lie is not taken for danger", async () => {
  const noise = [
    "84949076f12e",
    "82012e",
    "800393",
    "80034b014b0293",
    "800428932e",
    "80024b07284e93",
    "4e2e84a47ce26f7a",
  ].map((hex) => Buffer.from(`${hex}00ff17`, "hex"));
  const report = await scanOf(Object.fromEntries(noise.map((bytes, index) => [`${index}.bin`, bytes])));
  expect(report.findings.filter(({ severity }) => severity === "unsafe")).toEqual([]);
});

test("an import whose name comes from where it cannot be followed stays dangerous", async () => {
  const fromMemo = Buffer.from("80034b00302e", "hex");
  const hidden = Buffer.concat([
    Buffer.from("8003", "hex"),
    Buffer.from("NN", "latin1"),
    Buffer.from("932952", "hex"),
    Buffer.from("."),
  ]);
  const report = await scanOf({ "a.bin": hidden, "b.bin": fromMemo });
  expect(report.findings.filter(({ severity }) => severity === "unsafe").map(({ path }) => path)).toEqual(["a.bin"]);
});
