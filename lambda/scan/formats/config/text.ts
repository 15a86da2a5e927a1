import { parseFileJson } from "../../../../domain/json.ts";
import type { Subject } from "../../subject.ts";
import { reportOperation } from "../graph/operations.ts";
import { isLoadedConfig, reportConfiguration } from "./configuration.ts";
import { reportTemplate } from "./template.ts";
import { reportTorchScript } from "./torchscript.ts";
import { reportXml } from "./xml.ts";
import { reportYaml } from "./yaml.ts";

/** Configurations are kilobytes; tokenizers some megabytes. Longer texts are data. */
const MAX_TEXT_BYTES = 32 * 1024 * 1024;
/** JSON that only Python accepts, and YAML, are read much slower. */
const MAX_SLOW_BYTES = 2 * 1024 * 1024;
/** Without any of these in it, escaped or not, a JSON file names nothing that is loaded. */
const WORTH_READING =
  /template|class_name|auto_map|custom_pipelines|_target_|__module__|parent_library|fn_module|"type"|\\u/;

type Report = (subject: Subject, text: string) => void;

/** The readers of text that loaders obey, by name. */
const READERS: readonly (readonly [RegExp, Report])[] = [
  [/\.json$/i, reportJson],
  [/\.(jinja2?|j2)$|(^|\/)[^/]*chat_template[^/]*\.(txt|tmpl)$/i, reportTemplate],
  [/\.ya?ml$/i, (subject, text) => reportYaml(subject, text, MAX_SLOW_BYTES)],
  [/\.(xml|pmml)$/i, reportXml],
  [/(^|\/)code\/.*\.py$/, reportTorchScript],
  [/\.pbtxt$/i, reportGraphText],
];

/**
 * Reads text that loaders obey: configurations, chat templates, code of TorchScript. Loaders choose it by name, so it
 * is read whatever its first bytes look like.
 */
export async function inspectNamedText(subject: Subject): Promise<void> {
  const { source, name, report, member } = subject;
  const reader = READERS.find(([pattern]) => pattern.test(name))?.[1];
  if (reader === undefined) return;
  const bytes = await source.read(0, MAX_TEXT_BYTES + 1);
  if (bytes.length > MAX_TEXT_BYTES) {
    if (reader === reportJson && !isLoadedConfig(name)) return;
    return report.unknown(false, "TEXT_TOO_LONG", `Texts are read up to ${MAX_TEXT_BYTES} bytes.`, member);
  }
  reader(subject, decoded(bytes));
}

/** UTF-8, or what a byte order mark says. */
function decoded(bytes: Buffer): string {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
  if (mark === 0xfffe) return bytes.subarray(2).toString("utf16le");
  if (mark === 0xfeff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString("utf16le");
  return bytes.toString("utf8");
}

function reportJson(subject: Subject, text: string): void {
  const { name, report, member } = subject;
  if (!WORTH_READING.test(text)) return;
  const json = parsed(text);
  if (json !== undefined) {
    reportConfiguration(subject, json);
    return;
  }
  if (isLoadedConfig(name)) report.unknown(false, "JSON_INVALID", "The configuration is not valid JSON.", member);
}

/** The text form of a graph, which TensorFlow loads as well: its operations by name. */
function reportGraphText(subject: Subject, text: string): void {
  const operations = new Set([...text.matchAll(/\bop\s*:\s*["']([^"'\n]{1,200})["']/g)].map(([, name = ""]) => name));
  for (const operation of operations) reportOperation(subject, operation);
  if (/\\"class_name\\"\s*:\s*\\"(Lambda|__lambda__)/.test(text))
    subject.report.find("unsafe", "KERAS_LAMBDA", "The graph has a Lambda layer of Keras.", subject.member);
}

function parsed(text: string) {
  if (text.length <= MAX_SLOW_BYTES) return parseFileJson(text);
  try {
    return parseFileJson(JSON.stringify(JSON.parse(text)));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
