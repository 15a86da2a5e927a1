/** `npm run sbom` prints the CycloneDX bill of materials of the packages that the registry runs with. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { Command } from "commander";
import { runScript } from "../entry/run.ts";

const root = path.resolve(import.meta.dirname, "../..");

interface Component {
  readonly "bom-ref": string;
  readonly scope?: string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}
interface Bill {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * What the image leaves out: tools and optional packages. npm's own `--omit dev` would also leave out packages that
 * tools need as well as the registry.
 */
const isLeftOut = ({ scope, properties = [] }: Component): boolean =>
  properties.some(({ name, value }) => name === "cdx:npm:package:development" && value === "true") ||
  scope === "optional";

function shippedOnly(bill: Bill): Bill {
  const components = bill.components.filter((component) => !isLeftOut(component));
  const kept = new Set(components.map((component) => component["bom-ref"]));
  const dependencies = bill.dependencies
    .filter(({ ref }) => kept.has(ref) || !bill.components.some((component) => component["bom-ref"] === ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }));
  return { ...bill, components, dependencies };
}

new Command("npm run sbom --")
  .description(
    "Prints the bill of materials (CycloneDX 1.5, JSON) of the packages that the registry runs with, from the lock file. " +
      "Needs no network.",
  )
  .parse();
await runScript(async () => {
  const given = ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--package-lock-only"];
  const bill = JSON.parse(execFileSync("npm", given, { cwd: root, encoding: "utf8", maxBuffer: 1 << 27 })) as Bill;
  console.log(JSON.stringify(shippedOnly(bill), null, 2));
});
