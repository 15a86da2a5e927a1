/** What a project says it depends on, and how much of it is pinned to one version. */
import { parse as parseToml, TomlError } from "smol-toml";
import { asList, asObject, asText } from "../../domain/json.ts";
import { parseYaml } from "../card/front-matter.ts";
import type { Json, JsonObject } from "../snapshot.ts";

export interface Dependency {
  /** Lower case, "-" for "_" and ".". */
  readonly name: string;
  readonly pinned: boolean;
}

type Reader = (text: string) => Dependency[];

const readers: readonly (readonly [RegExp, Reader])[] = [
  [/(^|\/)requirements[\w.-]*\.(txt|in)$/i, (text) => text.split("\n").flatMap(fromRequirement)],
  [/(^|\/)environment\.ya?ml$/i, fromConda],
  [/(^|\/)pyproject\.toml$/i, fromPyproject],
  [/(^|\/)pipfile$/i, fromPipfile],
  [/(^|\/)package\.json$/i, fromPackageJson],
  [/(^|\/)setup\.(py|cfg)$/i, fromSetup],
];

/** Dependencies that the files state; a file that cannot be parsed states none. */
export const dependenciesIn = (texts: readonly (readonly [string, string])[]): Dependency[] =>
  texts.flatMap(([path, text]) => readers.find(([pattern]) => pattern.test(path))?.[1](text) ?? []);

export const normalName = (name: string): string => name.toLowerCase().replace(/[_.]+/g, "-");

/** Characters of a requirement that can matter. */
const LONGEST = 200;

/** One line or string in the form of PEP 508: "torch==2.1", "numpy>=1.2 ; python_version > '3.8'". */
function fromRequirement(line: string): Dependency[] {
  const match = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^#;]*)/.exec(line);
  const [, name, rest = ""] = match ?? [];
  if (name === undefined || line.trimStart().startsWith("-")) return [];
  return [
    {
      name: normalName(name),
      pinned: /(^|[^~<>!=])={2,3}\s*\d[^*,]*$/.test(rest.slice(0, LONGEST).trim()) || /@[0-9a-f]{40}\b/.test(rest),
    },
  ];
}

function fromConda(text: string): Dependency[] {
  const items = asList(asObject(parseYaml(text).data)?.["dependencies"]);
  return items.flatMap((item) => {
    const plain = asText(item);
    if (plain !== null) {
      const [name = plain, version] = plain.split(/[=<>!~ ]+/);
      return [{ name: normalName(name), pinned: version !== undefined && /^[^<>~!]*=+\s*\d/.test(plain) }];
    }
    return asList(asObject(item)?.["pip"]).flatMap((line) => fromRequirement(asText(line) ?? ""));
  });
}

/** TOML as JSON; null when it does not parse. */
export function readToml(text: string): JsonObject | null {
  try {
    return JSON.parse(JSON.stringify(parseToml(text), (_, item) => (typeof item === "bigint" ? Number(item) : item)));
  } catch (error) {
    if (error instanceof TomlError) return null;
    throw error;
  }
}

function fromPyproject(text: string): Dependency[] {
  const data = readToml(text);
  const project = asObject(data?.["project"]);
  const lists = [
    project?.["dependencies"],
    ...Object.values(asObject(project?.["optional-dependencies"]) ?? {}),
    ...Object.values(asObject(data?.["dependency-groups"]) ?? {}),
  ];
  const poetry = asObject(asObject(asObject(data?.["tool"])?.["poetry"])?.["dependencies"]) ?? {};
  const { python: _, ...packages } = poetry as Record<string, Json>;
  return [
    ...lists.flatMap((list) => asList(list)).flatMap((line) => fromRequirement(asText(line) ?? "")),
    ...fromTable(packages),
  ];
}

function fromPipfile(text: string): Dependency[] {
  const data = readToml(text);
  return fromTable({ ...asObject(data?.["packages"]), ...asObject(data?.["dev-packages"]) });
}

const isExact = (version: string): boolean => /^={0,3}\s*v?\d[\w.+-]*$/.test(version.trim()) && !version.includes("*");

function fromTable(table: JsonObject): Dependency[] {
  return Object.entries(table).map(([name, value]) => {
    const version = asText(value) ?? asText(asObject(value)?.["version"]) ?? "";
    return { name: normalName(name), pinned: isExact(version) };
  });
}

function fromPackageJson(text: string): Dependency[] {
  let data: Json;
  try {
    data = JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  const json = asObject(data);
  return ["dependencies", "devDependencies"].flatMap((key) => fromTable(asObject(json?.[key]) ?? {}));
}

/** setup.py is a program and is not run: quoted requirement strings inside install_requires are read. */
function fromSetup(text: string): Dependency[] {
  const block = /install_requires\s*=\s*(\[[^\]]*\]|(?:\n[ \t]+\S.*)+)/.exec(text)?.[1] ?? "";
  const lines = block.startsWith("[")
    ? [...block.matchAll(/["']([^"']+)["']/g)].map((match) => match[1] ?? "")
    : block.split("\n");
  return lines.flatMap((line) => fromRequirement(line));
}
