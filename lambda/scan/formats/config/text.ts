import { parseFileJson } from "../../../../domain/json.ts";
import { isOutside } from "../../archives/paths.ts";
import type { Subject } from "../../subject.ts";
import { reportOperation } from "../graph/operations.ts";
import { isLoadedConfig, reportConfiguration } from "./configuration.ts";
import { reportTemplate } from "./template.ts";
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

const ENTITY = /<!ENTITY\s+(?:%\s+)?[^\s"'>]+\s+(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s+(?:"([^"]*)"|'([^']*)')/gi;
const INTERNAL = /<!ENTITY\s+(?:%\s+)?[^\s"'>]+\s+(?:"([^"]*)"|'([^']*)')/gi;

/** Reports entities of an XML file (PMML, OpenVINO and others) that make its parser read other files, or grow without bound. */
function reportXml({ report, member, name }: Subject, text: string): void {
  if (/^<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8|us-ascii|iso-8859-|windows-|utf-?16)/i.test(text))
    report.unknown(false, "XML_ENCODING", "The XML file has an encoding that is not read.", member);
  for (const [, double, single] of text.matchAll(ENTITY)) {
    const target = double ?? single ?? "";
    const isUnsafe =
      /\.pmml$/i.test(name) || /^file:/i.test(target) || (isOutside(target) && !/^https?:/i.test(target));
    const sentence = `An XML entity makes the parser read ${JSON.stringify(target)}.`;
    report.find(isUnsafe ? "unsafe" : "suspicious", "XML_ENTITY", sentence, member);
  }
  const nested = [...text.matchAll(INTERNAL)].filter(([, double, single]) => /[&%]\w+;/.test(double ?? single ?? ""));
  if (nested.length > 0)
    report.find(
      "suspicious",
      "XML_ENTITY",
      "XML entities are made of others, which can fill the memory of a parser.",
      member,
    );
}

/** Operators that reach files: torch maps the named file into a tensor, also for writing. */
const FILES = /\b(?:torch|ops\.aten)\.(from_file|save|load)\b/g;
/** Operators of libraries that torch itself does not carry. */
const FOREIGN =
  /\bops\.(?!aten\b|prim\b|prims\b|quantized\b|mkldnn\b|mkldnn_prepacked\b|xnnpack\b|torchvision\b|torchaudio\b|profiler\b|_caffe2\b|rnn\b|sparse\b|static\b|inductor\b|cuda\b)(\w+)\.(\w+)/g;

/** Reports operators in the code of a TorchScript archive that reach outside the model; torch runs no other Python. */
function reportTorchScript({ report, member }: Subject, code: string): void {
  for (const [operator] of code.matchAll(FILES)) {
    const text = `The TorchScript code uses ${operator}, which reads or writes files.`;
    report.find("unsafe", "TORCHSCRIPT_OPERATOR", text, member);
  }
  for (const [operator] of code.matchAll(FOREIGN)) {
    const text = `The TorchScript code uses ${operator}, an operator of a library that has to be loaded first.`;
    report.unknown(false, "TORCHSCRIPT_OPERATOR", text, member);
  }
}
