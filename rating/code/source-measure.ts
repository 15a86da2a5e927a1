import { measurePython } from "./python.ts";

/** What is kept of a source file: sizes and branch counts of its functions, not its text. */
export interface SourceMeasure {
  readonly path: string;
  /** Lines of the file. */
  readonly lines: number;
  /** Functions in order of appearance; null when the language is not understood or the text does not parse. */
  readonly functions: readonly FunctionMeasure[] | null;
}

export interface FunctionMeasure {
  readonly name: string;
  /** First line, counted from 1. */
  readonly line: number;
  /** Lines from the head to the last line of the body. */
  readonly lines: number;
  /** McCabe: one plus the number of branches. */
  readonly complexity: number;
  /** True when a parameter or the result has a type annotation. */
  readonly annotated: boolean;
}

/** Measures one source file. Python is read as a syntax tree; of other languages only the lines are counted. */
export function measureSource(path: string, text: string): SourceMeasure {
  const lines = text === "" ? 0 : text.replace(/\n$/, "").split("\n").length;
  return { path, lines, functions: /\.pyx?$/i.test(path) ? measurePython(text) : null };
}
