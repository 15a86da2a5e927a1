import type { Subject } from "../subject.ts";
import { reportLayers } from "./keras.ts";
import { reportTemplate } from "./template.ts";

/** Configurations are kilobytes; tokenizers some megabytes. Longer texts are data. */
const MAX_TEXT_BYTES = 32 * 1024 * 1024;

/** Looks at text that loaders obey: JSON configurations and chat templates. */
export async function inspectText(subject: Subject): Promise<void> {
  const { source, name, report, member } = subject;
  const isJson = /\.(json|ipynb)$/i.test(name);
  const isTemplate = /\.(jinja2?|j2)$/i.test(name);
  if (!isJson && !isTemplate) return;
  if (source.size > MAX_TEXT_BYTES) return report.skip(`only texts up to ${MAX_TEXT_BYTES} bytes are read`, member);
  const text = (await source.read(0, Math.min(source.size, MAX_TEXT_BYTES))).toString("utf8");
  if (isTemplate) return reportTemplate(subject, text);
  if (text.includes('"class_name"')) reportLayers(subject, text);
  if (!/"(auto_map|chat_template|custom_pipelines)"/.test(text)) return;
  try {
    reportConfiguration(subject, JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    report.skip("it is not valid JSON", member);
  }
}

function reportConfiguration(subject: Subject, configuration: unknown): void {
  if (typeof configuration !== "object" || configuration === null) return;
  const entries = new Map<string, unknown>(Object.entries(configuration));
  for (const template of templatesOf(entries.get("chat_template"))) reportTemplate(subject, template);
  const map = entries.get("auto_map") ?? entries.get("custom_pipelines");
  if (typeof map !== "object" || map === null) return;
  const classes = JSON.stringify(Object.values(map)).slice(0, 300);
  const text = `Loading with trust_remote_code runs Python code of the repository: ${classes}.`;
  subject.report.find("info", "REMOTE_CODE", text, subject.member);
}

/** One template, or several with names. */
function templatesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: { readonly template?: unknown } | null) =>
    typeof entry?.template === "string" ? [entry.template] : [],
  );
}
