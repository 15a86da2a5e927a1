/** `npm run license-text -- FILE ID`: prints the entry of a licence text for rating/licences/vendor-texts.ts. */
import { readFile } from "node:fs/promises";
import { knownText, licenseWords } from "../rating/licences/words.ts";

const [file, id] = process.argv.slice(2);
if (file === undefined || id === undefined || file.startsWith("--")) {
  console.log(
    "usage: npm run license-text -- FILE ID\n\nPrints the entry of the licence text in FILE for rating/licences/vendor-texts.ts.",
  );
} else console.log(JSON.stringify(knownText(id, "terms", licenseWords(await readFile(file, "utf8")))));
