/** `npm run license-text -- FILE ID` prints the entry of a license text for rating/licences/vendor-texts.ts. */
import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { knownText, licenseWords } from "../../rating/licences/words.ts";
import { runScript } from "../entry/run.ts";

const command = new Command("npm run license-text --")
  .description("Prints the entry of a license text for rating/licences/vendor-texts.ts.")
  .argument("<file>", "file with the text")
  .argument("<id>", "id of the license")
  .parse();
const [file = "", id = ""] = command.args;
await runScript(async () => {
  console.log(JSON.stringify(knownText(id, "terms", licenseWords(await readFile(file, "utf8")))));
});
