/** The clients that npm installs. */
import { cp, readFile } from "node:fs/promises";
import path from "node:path";
import { installPackages } from "../../packages.ts";
import { type Client, runLoader } from "../client.ts";

const PROGRAMS = path.resolve(import.meta.dirname, "../programs");
const MANIFEST = path.resolve(import.meta.dirname, "../package.json");
const EXCEPTION = "in the exception";

interface Packaged extends Pick<Client, "name" | "calls" | "whole" | "takes" | "shows"> {
  /** Its name in package.json. */
  readonly package: string;
  readonly program: string;
}

const hub = (alias: string, calls: string): Packaged => ({
  name: "@huggingface/hub",
  package: alias,
  program: "hub.js",
  calls,
  whole: true,
  takes: () => true,
  shows: EXCEPTION,
});

const packaged: readonly Packaged[] = [
  hub("hub-0", "`listFiles`, `downloadFileToCacheDir`, `downloadFile`"),
  hub("hub-1", "`snapshotDownload`, `downloadFile`"),
  hub("hub-2", "`snapshotDownload`, `downloadFile`"),
  {
    name: "@huggingface/transformers",
    package: "@huggingface/transformers",
    program: "tokenizer.js",
    calls: "`AutoConfig`, `AutoTokenizer`",
    whole: false,
    takes: ({ type }) => type === "model",
    shows: "in the exception, with the `env.fetch` of `gatehouse hub`",
  },
  {
    name: "node-llama-cpp",
    package: "node-llama-cpp",
    program: "node-llama-cpp.js",
    calls: "`createModelDownloader`, by path and by tag",
    whole: false,
    takes: ({ type, named }) => type === "model" && named === "main",
    shows: EXCEPTION,
  },
];

/** Installs the packages of all of them. */
export const installJavaScript = (directory: string): Promise<void> => installPackages(MANIFEST, directory);

/** Their packages are installed in `directory`, which is also where the programs run. */
export const javaScriptClients = (directory: string): readonly Client[] =>
  packaged.map(({ package: name, program, ...client }) => ({
    ...client,
    prepare: async () => {
      await installJavaScript(directory);
      await cp(PROGRAMS, path.join(directory, "programs"), { recursive: true });
      const text = await readFile(path.join(directory, "node_modules", name, "package.json"), "utf8");
      return (JSON.parse(text) as { version: string }).version;
    },
    load: (task) =>
      runLoader(
        { file: process.execPath, args: [path.join(directory, "programs", program)], env: { PACKAGE: name } },
        task,
      ),
  }));
