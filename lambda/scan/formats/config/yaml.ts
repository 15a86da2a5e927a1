import { isMap, isPair, isScalar, type Pair, parseAllDocuments, visit } from "yaml";
import { judgeImport } from "../../pickle/imports.ts";
import type { Subject } from "../../subject.ts";
import { reportReference } from "./configuration.ts";
import { reportTemplate } from "./template.ts";

/** PyYAML's tags for Python objects, and those of HyperPyYAML (SpeechBrain), with the name behind the colon. */
const PYTHON = /^(?:tag:yaml\.org,2002:|!!)?python\/(name|module|object\/apply|object\/new|object):(.*)$/s;
const PYTHON_VALUE =
  /^(?:tag:yaml\.org,2002:|!!)?python\/(none|bool|str|unicode|bytes|int|long|float|complex|list|tuple|dict)$/;
const HYPER = /^!(new|name|apply|module):(.*)$/s;

/**
 * Reports tags that make a YAML loader import and call something, classes that Hydra instantiates, and templates.
 * @param limit bytes of the longest text that is parsed
 */
export function reportYaml(subject: Subject, text: string, limit: number): void {
  const { report, member } = subject;
  if (!/python\/|%|!|_target_|template/.test(text)) return;
  if (text.length > limit) {
    const severe = /python\/(object|name|module)|!(new|apply):/.test(text);
    report.unknown(severe, "YAML_TOO_LONG", "The YAML file is too long to be parsed.", member);
    return;
  }
  for (const document of parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false, strict: false })) {
    if (!("contents" in document)) continue;
    visit(document, {
      Node: (_, node) => {
        if ("tag" in node && typeof node.tag === "string") reportTag(subject, decodedTag(node.tag));
      },
      Pair: (_, pair) => reportPair(subject, pair),
    });
  }
}

/** PyYAML decodes percent escapes in tags. */
const decodedTag = (tag: string): string =>
  tag.replace(/%([\da-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function reportTag(subject: Subject, tag: string): void {
  const { report, member } = subject;
  const [, kind, path] = PYTHON.exec(tag) ?? [];
  if (kind !== undefined && path !== undefined) {
    reportPython(subject, kind, path);
    return;
  }
  const [, hyper, named] = HYPER.exec(tag) ?? [];
  if (hyper !== undefined) {
    reportReference(subject, named, "YAML_TAG");
    return;
  }
  if (/python/i.test(tag) && !PYTHON_VALUE.test(tag))
    report.unknown(true, "YAML_TAG", `The YAML tag ${JSON.stringify(tag)} is not understood.`, member);
}

function reportPython({ report, member }: Subject, kind: string, path: string): void {
  const dot = path.lastIndexOf(".");
  const [module, name] =
    kind === "module" ? [path, "x"] : [dot < 0 ? "builtins" : path.slice(0, dot), path.slice(dot + 1)];
  const judgement = judgeImport(module, name);
  if (judgement === "harmless") return;
  const text = `Loading the YAML file with Python's own tags uses ${path} (python/${kind}).`;
  if (judgement === "dangerous") report.find("unsafe", "YAML_TAG", text, member);
  else report.unknown(/object/.test(kind), "YAML_TAG", text, member);
}

function reportPair(subject: Subject, pair: Pair): void {
  if (!isScalar(pair.key)) return;
  if (pair.key.value === "_target_" && isScalar(pair.value))
    reportReference(subject, String(pair.value.value), "CONFIG_TARGET");
  if (typeof pair.key.value !== "string" || !/template/i.test(pair.key.value)) return;
  if (isScalar(pair.value) && typeof pair.value.value === "string") reportTemplate(subject, pair.value.value);
  if (!isMap(pair.value)) return;
  for (const item of pair.value.items)
    if (isPair(item) && isScalar(item.value) && typeof item.value.value === "string")
      reportTemplate(subject, item.value.value);
}
