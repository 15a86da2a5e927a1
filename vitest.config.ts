import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files of half a minute or more, by a part of their path: one that began last would run alone. The longest comes first. */
const SLOW = [
  "web/page",
  "scripts/deploy/deploy",
  "registry/change",
  "lab/chaos/stack/database",
  "lab/chaos/chaos",
  "local/postgres/closed-folders",
  "scripts/tune/tune",
  "lambda/transfer/killed",
  "docs/examples",
  "registry/continuation",
  "registry/fan-out",
  "scripts/help",
  "contract/injection",
  "registry/main-job",
  "local/postgres/lifecycle",
  "docs/package",
  "server/http/pressure",
  "server/access/bootstrap",
  "registry/kill",
];

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = SLOW.findIndex((part) => moduleId.includes(`/test/${part}`));
      return place < 0 ? SLOW.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

const report = process.env["GATEHOUSE_TEST_REPORT"];

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
    // Ends a test that hangs. On a busy machine a test may take many times its usual seconds.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // The same for a state that a test waits for.
    expect: { poll: { timeout: 300_000, interval: 50 } },
    sequence: { sequencer: SlowFirst },
    // Node runs our TypeScript as it is. Vite would transform every module first.
    experimental: { viteModuleRunner: false },
    pool: "forks",
    // Files of one process share the modules that they load, which halves the time of quick files. No module may keep
    // state that one file could leave to the next.
    isolate: false,
    // Two more than the cores that CI has: many tests wait for timers and processes.
    maxWorkers: 4,
    // Their collectors of garbage would take the cores from each other: with threads of their own, tests of transfers use
    // a quarter more processor time.
    execArgv: ["--single-threaded-gc"],
    // Scripts that tests start find what Node has compiled for earlier ones.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL("node_modules/.cache/gatehouse/compiled", import.meta.url)) },
  },
});
