import type { Subject } from "../subject.ts";

/** What a chat template has no use for, and an escape from its sandbox starts with. */
const ESCAPE =
  /__(class|globals|builtins|subclasses|mro|bases|base|import|init|getattribute|dict|code|reduce)__|\bos\s*\.\s*(popen|system)|\bsubprocess\b|\|\s*attr\s*\(/;

/** Reports a template (Jinja) that reaches for the interpreter behind it. */
export function reportTemplate({ report, member }: Subject, template: string): void {
  const found = ESCAPE.exec(template)?.[0];
  if (found === undefined) return;
  report.find(
    "unsafe",
    "TEMPLATE_ESCAPE",
    `A chat template uses ${JSON.stringify(found)} to reach code outside it.`,
    member,
  );
}
