/** A literal of Python: what ast.literal_eval makes of a text. Tuples and lists are arrays, dicts are maps. */
export type Literal = string | number | boolean | null | readonly Literal[] | ReadonlyMap<Literal, Literal>;

const MAX_DEPTH = 50;

/** Thrown for a text that is no literal, or one with parts that are not read here (bytes, sums, sets). */
export class NotALiteral extends Error {
  override readonly name = "NotALiteral";
}

/** @throws NotALiteral */
export function parseLiteral(text: string): Literal {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Literal {
    if (depth > MAX_DEPTH) throw new NotALiteral("nested too deeply");
    if (this.#take("{")) return this.#dict(depth);
    if (this.#take("[")) return this.#items("]", depth).values;
    if (this.#take("(")) {
      const { values, hasComma } = this.#items(")", depth);
      return values.length === 1 && !hasComma ? (values[0] as Literal) : values;
    }
    const string = this.#string();
    return string ?? this.#word();
  }

  end(): void {
    this.#space();
    if (this.#at < this.#text.length) throw new NotALiteral(`unexpected text at ${this.#at}`);
  }

  #space(): void {
    this.#match(/[ \t\r\n\f]*/y);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }

  #take(symbol: string): boolean {
    this.#space();
    if (!this.#text.startsWith(symbol, this.#at)) return false;
    this.#at += symbol.length;
    return true;
  }

  #items(close: string, depth: number): { values: Literal[]; hasComma: boolean } {
    const values: Literal[] = [];
    let hasComma = false;
    while (!this.#take(close)) {
      if (values.length > 0 && !hasComma) throw new NotALiteral(`a comma is missing at ${this.#at}`);
      values.push(this.value(depth + 1));
      hasComma = this.#take(",");
    }
    return { values, hasComma };
  }

  #dict(depth: number): Map<Literal, Literal> {
    const entries = new Map<Literal, Literal>();
    let hasComma = true;
    while (!this.#take("}")) {
      if (!hasComma) throw new NotALiteral(`a comma is missing at ${this.#at}`);
      const key = this.value(depth + 1);
      if (!this.#take(":")) throw new NotALiteral(`a colon is missing at ${this.#at}`);
      entries.set(key, this.value(depth + 1));
      hasComma = this.#take(",");
    }
    return entries;
  }

  /** Strings that follow one another are one. */
  #string(): string | null {
    let whole: string | null = null;
    for (;;) {
      this.#space();
      const found = this.#match(
        /([uUrR]?)(?:'''([^\\]|\\[\s\S])*?'''|"""([^\\]|\\[\s\S])*?"""|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*")/y,
      );
      if (found === null) return whole;
      const [token, prefix = ""] = found;
      const quotes = /^('''|"""|'|")/.exec(token.slice(prefix.length))?.[0].length ?? 1;
      const body = token.slice(prefix.length + quotes, -quotes);
      whole = (whole ?? "") + (prefix.toLowerCase() === "r" ? body : unescaped(body));
    }
  }

  #word(): Literal {
    const word = this.#match(/[+-]?[\w.]+(?:[eE][+-]?\d+)?/y)?.[0];
    if (word === "True") return true;
    if (word === "False") return false;
    if (word === "None") return null;
    // Python 2 wrote long integers with an L.
    const number = /^[+-]?(\d[\d_]*|0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+)[lL]?$/.test(word ?? "")
      ? Number((word as string).replace(/[lL]$/, "").replaceAll("_", ""))
      : Number.NaN;
    if (Number.isNaN(number)) throw new NotALiteral(`unexpected text at ${this.#at}`);
    return number;
  }
}

const SIMPLE: Readonly<Record<string, string>> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|N\{([^}]*)\}|([\s\S]))/g;

/** What Python and Jinja make of the escapes in a string. Names of characters are not known here. */
export const unescaped = (body: string): string =>
  body.replace(ESCAPE, (whole, x, u, wide, octal, name, other) => {
    const hex = x ?? u ?? wide;
    if (name !== undefined) throw new NotALiteral("a character is given by its name");
    if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
    if (octal !== undefined) return codePoint(Number.parseInt(octal, 8));
    if (other === "\n") return "";
    if ("\\'\"".includes(other)) return other;
    return SIMPLE[other] ?? whole;
  });

function codePoint(code: number): string {
  if (code > 0x10ffff) throw new NotALiteral("a character is out of range");
  return String.fromCodePoint(code);
}
