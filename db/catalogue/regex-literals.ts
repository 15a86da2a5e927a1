/** The length of a trigram: the index cannot search for less. */
const SHORTEST = 3;
/** Characters that match themselves wherever they are, and that trigrams are made of. */
const PLAIN = /[A-Za-z0-9]/;
const QUANTIFIED = /^(?:[*?]|\{)/;

/**
 * Literals that every match of the expression contains: the index cannot find them itself behind classes and repeats.
 * Conservative: an expression with groups, alternatives or options has none.
 */
export function requiredLiterals(regex: string): readonly string[] {
  if (/[(|]|^\*\*\*/.test(regex)) return [];
  const literals: string[] = [];
  let run = "";
  const end = (): void => {
    if (run.length >= SHORTEST) literals.push(run);
    run = "";
  };
  for (const { token, rest } of tokens(regex)) {
    const literal = PLAIN.test(token) && token.length === 1;
    if (!literal || QUANTIFIED.test(rest)) {
      end();
    } else {
      run += token;
      if (rest.startsWith("+")) end();
    }
  }
  end();
  return literals;
}

/** The escapes, brackets, counts and single characters of an expression, each with the rest after it. */
function* tokens(regex: string): Generator<{ readonly token: string; readonly rest: string }> {
  const pattern =
    /\\(?:[xuU][0-9A-Fa-f]*|c[\s\S]|[0-9]+|[\s\S])|\[\^?\]?(?:\[[.:=][\s\S]*?[.:=]\]|\\[\s\S]|[^\]\\])*\]|\{[^}]*\}|[\s\S]/gy;
  for (const { 0: token, index } of regex.matchAll(pattern)) yield { token, rest: regex.slice(index + token.length) };
}
