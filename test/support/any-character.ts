import fc from "fast-check";

/** First and number of the code points that are halves of surrogate pairs, and no characters by themselves. */
const SURROGATES = { first: 0xd800, count: 0x800 };

/**
 * Every character of Unicode, as fast-check's unit "binary", which makes a table of all million of them in every process
 * that uses it: over a second.
 */
export const anyCharacter = fc.nat({ max: 0x10ffff - SURROGATES.count }).map(
  (index) => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count),
  (character) => {
    const point = typeof character === "string" ? (character.codePointAt(0) ?? -1) : -1;
    const isOne = point >= 0 && character === String.fromCodePoint(point) && character.isWellFormed();
    if (!isOne) throw new Error("This is not one character");
    return point < SURROGATES.first ? point : point - SURROGATES.count;
  },
);
