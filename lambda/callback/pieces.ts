/** UTF-16 units per piece: with its escapes well below what one report may hold. */
export const PIECE_UNITS = 1_000_000;

/** Cuts a text into pieces of at most `units` (2 or more); a character outside the basic plane is never cut in two. */
export function piecesOf(text: string, units: number = PIECE_UNITS): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    const end = Math.min(text.length, at + units);
    const cut = end < text.length && isLowSurrogate(text.charCodeAt(end)) ? end - 1 : end;
    pieces.push(text.slice(at, cut));
    at = cut;
  }
  return pieces;
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
