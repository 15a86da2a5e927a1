import type { Subject } from "../../subject.ts";
import { NotALiteral } from "../python-literal.ts";
import { type Expression, readTemplate } from "./jinja.ts";

/** Attributes of Python's own objects that lead from a value to the interpreter, beside those with underscores. */
const INTERPRETER =
  /^(__\w*|mro|gi_\w+|cr_\w+|ag_\w+|tb_\w+|f_(back|builtins|code|globals|locals)|func_\w+|im_\w+|co_\w+)$/;
/** Programs that a template has no use for; the names are those of the usual escapes. */
const PROGRAM =
  /^(os|popen|subprocess|builtins|importlib|eval|exec|system|globals|lipsum|cycler|joiner|config|request|url_for)$/;
const ESCAPES = /__(class|globals|builtins|subclasses|mro|bases|base|import|init|getattribute|dict|code|reduce)__/;
/** Filters that turn values into text, so that a name can be put together from pieces. */
const TEXT_FILTER =
  /^(join|format|replace|lower|upper|string|reverse|capitalize|title|center|urlencode|e|escape|safe|trim|striptags|truncate|list|batch|random|first|last|map)$/;

/**
 * Judges a template (Jinja) as if no sandbox stood around it. A name that leads to the interpreter is unsafe. A
 * template that cannot be read, or that looks something up under a name it computes, is suspicious.
 */
export function reportTemplate({ report, member }: Subject, template: string): void {
  const read = expressionsOf(template);
  if (typeof read === "string") {
    const found = ESCAPES.exec(template)?.[0];
    if (found === undefined)
      report.unknown(false, "TEMPLATE_UNREADABLE", `A chat template is not valid: ${read}.`, member);
    else
      report.find(
        "unsafe",
        "TEMPLATE_ESCAPE",
        `A chat template uses ${JSON.stringify(found)} to reach code outside it.`,
        member,
      );
    return;
  }
  for (const expression of read) {
    const found = escapeIn(expression);
    if (found === null) continue;
    const text = `A chat template uses ${JSON.stringify(found)} to reach code outside it.`;
    report.find("unsafe", "TEMPLATE_ESCAPE", text, member);
    return;
  }
  if (!computesNames(read)) return;
  const text = "A chat template looks something up under a name that it puts together itself.";
  report.unknown(false, "TEMPLATE_COMPUTED_NAME", text, member);
}

function expressionsOf(template: string): readonly Expression[] | string {
  try {
    return readTemplate(template);
  } catch (error) {
    if (error instanceof NotALiteral) return error.message;
    throw error;
  }
}

/** What in an expression leads to the interpreter; null when nothing does. */
function escapeIn(tokens: Expression): string | null {
  for (const [at, { kind, text }] of tokens.entries()) {
    const previous = tokens[at - 1]?.text;
    if (kind === "name") {
      if (INTERPRETER.test(text) && (previous === "." || text.startsWith("__"))) return text;
      if (previous === "|" && text === "attr") return "|attr";
      if (
        PROGRAM.test(text) &&
        previous === "." &&
        /^(os|popen|subprocess|builtins|importlib|eval|exec|system|globals)$/.test(text)
      )
        return text;
      if (/^(os|subprocess|lipsum|builtins)$/.test(text) && tokens[at + 1]?.text === ".") return text;
    } else if (kind === "string") {
      const names = /^[\w.[\]]+$/.test(text)
        ? text.split(/[.[\]]/)
        : [...text.matchAll(/\{[^{}]*?[.[](__\w+)/g)].map(([, name]) => name);
      const found = names.find((name) => name !== undefined && /^__\w+/.test(name) && name.length > 4);
      if (found !== undefined) return found;
    }
  }
  return null;
}

/** True when a subscript holds a text that the template computes, directly or through a variable. */
function computesNames(expressions: readonly Expression[]): boolean {
  const computed = new Set<string>();
  for (let before = -1; before < computed.size; ) {
    before = computed.size;
    for (const tokens of expressions) {
      const equals = tokens.findIndex(({ kind, text }) => kind === "operator" && text === "=");
      const name = tokens[0]?.text === "set" ? tokens[1]?.text : undefined;
      if (name !== undefined && equals > 0 && buildsText(tokens.slice(equals + 1), computed)) computed.add(name);
    }
  }
  return expressions.some((tokens) => subscripts(tokens).some((inner) => buildsText(inner, computed)));
}

function buildsText(tokens: Expression, computed: ReadonlySet<string>): boolean {
  const hasString = tokens.some(({ kind }) => kind === "string");
  return tokens.some(
    ({ kind, text }, at) =>
      text === "~" ||
      (kind === "operator" && "+%*".includes(text) && hasString) ||
      (kind === "name" && tokens[at - 1]?.text === "|" && TEXT_FILTER.test(text)) ||
      (kind === "name" &&
        tokens[at - 1]?.text === "." &&
        /^(format|join|replace|lower|upper|strip|title)$/.test(text)) ||
      (kind === "name" && tokens[at - 1]?.text !== "." && computed.has(text)),
  );
}

/** The insides of brackets that follow a value: lookups, not lists. */
function subscripts(tokens: Expression): Expression[] {
  const found: Expression[] = [];
  const open: number[] = [];
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind !== "operator") continue;
    const previous = tokens[at - 1];
    const isLookup = previous !== undefined && (previous.kind !== "operator" || ")]".includes(previous.text));
    if (text === "[") open.push(isLookup && !isKeyword(previous.text) ? at : -1);
    if (text !== "]") continue;
    const start = open.pop() ?? -1;
    if (start >= 0) found.push(tokens.slice(start + 1, at));
  }
  return found;
}

const isKeyword = (text: string): boolean => /^(in|and|or|not|is|if|else|elif|set|for)$/.test(text);
