/** `npm run sbom` prints the CycloneDX bill of materials of the packages that the registry runs with. */
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { runScript } from "../entry/run.ts";

const root = path.resolve(import.meta.dirname, "../..");

interface Component {
  /** `name@version`. */
  readonly "bom-ref": string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}
interface Locked {
  readonly version: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}
const TOOL = "cdx:npm:package:development";

interface Bill {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** `name@version` of every package in the image, which holds neither tools nor optional packages. */
async function shippedPackages(): Promise<ReadonlySet<string>> {
  const lock = JSON.parse(await readFile(path.join(root, "package-lock.json"), "utf8"));
  const places = Object.entries(lock.packages as Record<string, Locked>);
  return new Set(
    places
      .filter(([place, { dev, optional, devOptional }]) => place !== "" && !dev && !optional && !devOptional)
      .map(([place, { version }]) => `${place.split("node_modules/").at(-1)}@${version}`),
  );
}

/** npm lists the copies of a version as one, which it marks as a tool if one copy is: the lock file decides instead. */
function shippedOnly(bill: Bill, shipped: ReadonlySet<string>): Bill {
  const components = bill.components
    .filter((component) => shipped.has(component["bom-ref"]))
    .map(({ properties = [], ...rest }) => ({ ...rest, properties: properties.filter((one) => one.name !== TOOL) }));
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
  console.log(JSON.stringify(shippedOnly(bill, await shippedPackages()), null, 2));
});
