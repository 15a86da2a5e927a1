/** Programs for any address, and llama.cpp, which is compiled from the source that node-llama-cpp carries. */
import { existsSync } from "node:fs";
import { glob, mkdir, readFile, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { encodePath } from "../../../../domain/link.ts";
import { type Client, type Loaded, ProgramFailed, runProgram, type Task, Unavailable, versionOf } from "../client.ts";
import { installJavaScript } from "./javascript.ts";

type Arguments = (url: string, to: string, header: string) => readonly string[];

/** Follows redirects; with a token in a header, as the Hub's own addresses need it. */
const downloaders: Readonly<Record<string, { readonly shows: string; readonly args: Arguments }>> = {
  curl: {
    shows: "in the body, with `--fail-with-body`",
    args: (url, to, header) => ["-sS", "-L", "--fail-with-body", "-H", header, "-o", to, url],
  },
  wget: {
    shows: "in the status line",
    args: (url, to, header) => ["-nv", "--header", header, "-O", to, url],
  },
  aria2c: {
    shows: "in its log, with `--console-log-level=info`",
    args: (url, to, header) => {
      const target = ["-d", path.dirname(to), "-o", path.basename(to)];
      return ["--console-log-level=info", "--summary-interval=0", ...target, "--header", header, url];
    },
  },
};

/** With `compile`, llama.cpp is compiled unless it is there already. */
export const commandClients = (directory: string, compile: boolean): readonly Client[] => [
  ...Object.entries(downloaders).map(
    ([name, { shows, args }]): Client => ({
      name: name === "aria2c" ? "aria2" : name,
      calls: "`/resolve/` of every file",
      whole: true,
      takes: () => true,
      shows,
      prepare: () => versionOf(name),
      load: (task) => downloadEach(name, args, task),
    }),
  ),
  llamaCpp(directory, compile),
];

async function downloadEach(program: string, argumentsOf: Arguments, task: Task): Promise<Loaded[]> {
  const { type, id, revision, endpoint, token, into, files } = task;
  const base = `${endpoint}/${type === "dataset" ? "datasets/" : ""}${id}/resolve/${revision}`;
  const loaded: Loaded[] = [];
  for (const [index, file] of [...files.keys()].entries()) {
    const to = path.join(into, String(index));
    const args = argumentsOf(`${base}/${encodePath(file)}`, to, `Authorization: Bearer ${token}`);
    try {
      await runProgram({ file: program, args });
    } catch (error) {
      if (!(error instanceof ProgramFailed)) throw error;
      // What the program wrote instead of the file is for the person to read too.
      throw new ProgramFailed(program, `${error.output}\n${await readFile(to, "utf8").catch(() => "")}`);
    }
    loaded.push({ file: to, path: file });
  }
  return loaded;
}

const COMPILE_LIMIT_MS = 3_600_000;
/** Quick to compile, not quick to run: only downloads are tried. */
const CMAKE = [
  ..."BUILD_TYPE=Release CXX_FLAGS_RELEASE=-O0 C_FLAGS_RELEASE=-O0".split(" ").map((one) => `-DCMAKE_${one}`),
  ..."TESTS EXAMPLES SERVER APP UI".split(" ").map((one) => `-DLLAMA_BUILD_${one}=OFF`),
  ..."-DGGML_NATIVE=OFF -DGGML_OPENMP=OFF -DBUILD_SHARED_LIBS=OFF".split(" "),
];

function llamaCpp(directory: string, mayCompile: boolean): Client {
  const home = path.join(directory, "llama");
  const binary = path.join(home, "build/bin/llama-completion");
  return {
    name: "llama.cpp",
    calls: "`-hf`",
    whole: false,
    takes: ({ type, named }) => type === "model" && named === "main",
    shows: "in its log",
    prepare: async () => {
      if (!existsSync(binary)) {
        if (!mayCompile) throw new Unavailable("it is not compiled");
        await compile(directory, home);
      }
      const date = await runProgram({
        file: "git",
        args: ["-C", path.join(home, "source"), "log", "-1", "--format=%cs"],
      });
      return `of ${date.trim()}`;
    },
    load: async ({ id, endpoint, token, into }) => {
      const cache = path.join(into, "cache");
      await mkdir(cache);
      const env = { HF_ENDPOINT: endpoint, LLAMA_CACHE: cache, HF_HOME: cache, HOME: into };
      const args = ["-hf", id, "--hf-token", token, "-n", "1", "-p", "x", "-no-cnv"];
      // The sample holds no tensors: llama.cpp downloads it and then refuses it.
      const output = await runProgram({ file: binary, args, env }).catch((error: unknown) => {
        if (error instanceof ProgramFailed) return error.output;
        throw error;
      });
      const found: string[] = [];
      for await (const file of glob(path.join(cache, "**/*.gguf"))) found.push(file);
      if (found.length === 0) throw new ProgramFailed("llama-completion", output);
      return found.map((file) => ({ file, path: "clear-bert-Q4_K_M.gguf" }));
    },
  };
}

/** Compiles the program, or continues where an interrupted run ended. Throws Unavailable without a compiler. */
async function compile(directory: string, home: string): Promise<void> {
  for (const tool of ["git", "cmake", "c++"]) await versionOf(tool);
  await installJavaScript(directory);
  console.log(`compiling llama.cpp in ${home}: this takes some minutes`);
  const [source, build] = [path.join(home, "source"), path.join(home, "build")];
  const limited = { limitMs: COMPILE_LIMIT_MS };
  if (!existsSync(path.join(build, "Makefile"))) {
    await rm(home, { recursive: true, force: true });
    const bundle = path.join(directory, "node_modules/node-llama-cpp/llama/gitRelease.bundle");
    await runProgram({ file: "git", args: ["clone", "--quiet", bundle, source] });
    await runProgram({ file: "cmake", args: ["-S", source, "-B", build, ...CMAKE], ...limited });
  }
  const jobs = String(availableParallelism());
  const target = ["--target", "llama-completion", "--parallel", jobs];
  await runProgram({ file: "cmake", args: ["--build", build, ...target], ...limited });
}
