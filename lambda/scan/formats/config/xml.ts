import { isOutside } from "../../archives/paths.ts";
import type { Subject } from "../../subject.ts";

const ENTITY = /<!ENTITY\s+(?:%\s+)?[^\s"'>]+\s+(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s+(?:"([^"]*)"|'([^']*)')/gi;
const INTERNAL = /<!ENTITY\s+(?:%\s+)?[^\s"'>]+\s+(?:"([^"]*)"|'([^']*)')/gi;

/** Reports entities of an XML file (PMML, OpenVINO and others) that make its parser read other files, or grow without bound. */
export function reportXml({ report, member, name }: Subject, text: string): void {
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
