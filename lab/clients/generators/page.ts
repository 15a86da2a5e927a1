/** Writes docs/generators.md. */
import type { Generator } from "./generators.ts";

const STEPS = ["generate", "compile", "run"] as const;
export type Step = (typeof STEPS)[number];

/** How the steps of a generator went. */
export interface Outcome {
  readonly generator: Generator;
  readonly version: string;
  /** The first step that failed; null when all went well. */
  readonly failed: { readonly step: Step; readonly reason: string } | null;
}

const INTRODUCTION = `# Generated clients

Clients can be generated from [\`openapi.yaml\`](../openapi.yaml). \`npm run clients:generators\` tries the generators below
and writes this page. Each client is compiled with \`tsc --strict\` in a program that posts three links, polls them and
branches on \`status\` alone: a model that is completed, one that is rejected and one that fails. The programs are in
[\`lab/clients/generators/programs\`](../lab/clients/generators/programs), the versions of everything that they need in
[\`package.json\`](../lab/clients/generators/package.json) beside them.
`;

export function page(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ generator, version, failed }) => {
    const at = failed === null ? STEPS.length : STEPS.indexOf(failed.step);
    const cells = STEPS.map((_, index) => (index < at ? "yes" : index === at ? "**no**" : "–"));
    return [`\`${generator.package}\``, version, generator.output, ...cells];
  });
  const head = ["package", "version", "client", "generates", "compiles", "posts, polls and branches"];
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const faults = outcomes.flatMap(({ generator, failed }) =>
    failed === null ? [] : [`- ${generator.name} fails to ${failed.step}: \`${failed.reason.replaceAll("`", "'")}\``],
  );
  return `${[INTRODUCTION, `${lines.join("\n")}\n`, ...(faults.length > 0 ? [`${faults.join("\n")}\n`] : [])].join("\n")}`;
}
