/** What the code blocks of a card do: run, name this model, load, train or evaluate it. */

import { readPython } from "../code/python.ts";
import type { Policy } from "../policy.ts";
import type { Card } from "./card.ts";
import type { CodeBlock } from "./markdown.ts";

/** True for python, shell and JavaScript blocks and for blocks that import something. */
export function isRunnable(block: CodeBlock, policy: Policy): boolean {
  if (block.language !== null && policy.words.runnable.test(block.language)) return true;
  return policy.words.importing.test(block.code);
}

export function isPython(block: CodeBlock, policy: Policy): boolean {
  if (block.language !== null && block.language !== "text") return policy.words.python.test(block.language);
  return policy.words.importing.test(block.code);
}

/** True when the code names the repository id or its last segment as a word of its own. */
export function namesModel(code: string, repository: string): boolean {
  const last = repository.slice(repository.lastIndexOf("/") + 1);
  return [repository, last].some((name) => containsWord(code, name));
}

function containsWord(text: string, word: string): boolean {
  const letter = /[A-Za-z0-9_.-]/;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + word.length] ?? " ";
    if (!letter.test(before) && !/[A-Za-z0-9_-]/.test(after)) return true;
  }
  return false;
}

export interface SnippetUses {
  readonly loads: boolean;
  readonly trains: boolean;
  readonly evaluates: boolean;
  readonly commands: boolean;
}

/** What the card's blocks do between them. A null card does nothing. */
export function snippetUses(card: Card | null, policy: Policy): SnippetUses {
  const codes = (card?.codeBlocks ?? []).filter((block) => isRunnable(block, policy)).map(({ code }) => code);
  const any = (pattern: RegExp) => codes.some((code) => pattern.test(code));
  return {
    loads: any(policy.words.loading),
    trains: any(policy.words.training),
    evaluates: any(policy.words.evaluating),
    commands: any(policy.words.commandLine),
  };
}

/** How many code blocks parse, of those in a language that we can judge. */
export function parsableShare(card: Card, policy: Policy): { parsing: number; total: number } {
  const judged = card.codeBlocks.flatMap((block) => {
    if (policy.words.bibtex.test(block.code)) return [];
    if (isPython(block, policy)) return [readPython(block.code).parses];
    return isRunnable(block, policy) ? [isBalanced(block.code)] : [];
  });
  return { parsing: judged.filter((parses) => parses).length, total: judged.length };
}

const pairs: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Brackets and quotes close: the check for languages without a parser here. */
export function isBalanced(code: string): boolean {
  const open: string[] = [];
  let quote: string | null = null;
  for (let at = 0; at < code.length; at++) {
    const letter = code[at] ?? "";
    if (letter === "\\") at++;
    else if (quote !== null) quote = letter === quote ? null : quote;
    else if (letter === "'" || letter === '"' || letter === "`") quote = letter;
    else if (letter === "#" && /\s|^$/.test(code[at - 1] ?? "")) at = endOfLine(code, at);
    else if ("([{".includes(letter)) open.push(letter);
    else if (pairs[letter] !== undefined && open.pop() !== pairs[letter]) return false;
  }
  return open.length === 0 && quote === null;
}

const endOfLine = (code: string, at: number): number => {
  const end = code.indexOf("\n", at);
  return end < 0 ? code.length : end;
};
