/** `npm run fuzz -- --minutes 10`: the generative suite against a whole registry, with a seed of its own. */
import { randomInt } from "node:crypto";
import { sampleRepositories } from "../../local/hub.ts";
import { acceptedId } from "../support/api/answers.ts";
import { aRegistry, PASSWORD, type TestRegistry } from "../support/registry.ts";
import { optionsOf, positive } from "./command.ts";
import type { Target } from "./generative/exchange.ts";
import type { World } from "./generative/meaning.ts";
import { render } from "./generative/render.ts";
import { artifactLife, pages, resetLife, sender, signOutLife, tokenLife } from "./generative/sequences.ts";
import { emptyReport, type Report, runSuite } from "./generative/suite.ts";

const USAGE = `usage: npm run fuzz -- [--minutes 10] [--seed N]

Starts a whole registry on this machine and sends it fitting and broken requests, made from openapi.yaml, until the
time is over. Ends with 1 when an answer was not as promised; the seed that is printed makes the same requests again.`;

/** Rounds from one reset to the next: it ends a round, and the others work on what earlier ones left. */
const RESET_EVERY = 5;
/** Requests per operation and kind in one round. */
const RUNS = 25;

const links = {
  model: ["https://huggingface.co/acme/clear-bert", "https://huggingface.co/acme/none", "hf.co/someone/test-upload"],
  dataset: ["https://huggingface.co/datasets/acme/corpus", "https://huggingface.co/datasets/acme/none"],
  code: ["https://github.com/acme/clear-bert-code", "https://huggingface.co/spaces/acme/plain-space"],
};

async function fuzz(minutes: number, seed: number): Promise<Report> {
  await using registry = await aRegistry({
    ...sampleRepositories({ weightBytes: 400_000 }),
    env: {
      RATE_LIMIT_PER_TOKEN: "0",
      RATE_LIMIT_PER_ADDRESS: "0",
      POSTS_PER_HOUR: "0",
      SIGN_IN_ATTEMPTS: "10000",
      SIGN_IN_ATTEMPTS_PER_ADDRESS: "100000",
      SIGN_IN_ATTEMPTS_PER_ACCOUNT: "100000",
    },
  });
  const report = emptyReport();
  const end = Date.now() + minutes * 60_000;
  for (let round = 0; Date.now() < end; round += 1) {
    const target: Target = { url: registry.started.url, token: await signedIn(registry), noted: false };
    const world: World = { artifacts: await stock(registry), accounts: ["ada", "bob", "clara"], links };
    const options = { target, world, seed: seed + round, runs: RUNS, until: () => Date.now() > end };
    await runSuite(options, report);
    const send = sender(target, seed + round, report);
    const url = `https://huggingface.co/acme/none-${seed + round}`;
    await artifactLife(send, { type: "model", url, polls: 200, pauseMs: 100 });
    await artifactLife(send, {
      type: "dataset",
      url: `${links.dataset[0]}/tree/main-${round}`,
      polls: 200,
      pauseMs: 100,
    });
    await tokenLife(send);
    await pages(send);
    await signOutLife(send, "admin", PASSWORD);
    if (round % RESET_EVERY === 0) await resetLife(send, `${links.dataset[0]}/tree/reset-${round}`);
    console.log(
      `round ${round + 1}, seed ${seed + round}: ${report.requests} requests, ${report.findings.length} findings`,
    );
  }
  return report;
}

async function signedIn({ call }: TestRegistry): Promise<string> {
  const answer = await call.as(null)("Authenticate", {
    body: { user: { name: "admin" }, secret: { password: PASSWORD } },
  });
  if (answer.status !== 200) throw new Error(`signing in answered ${answer.status}`);
  return answer.body;
}

/** One completed artifact of each type to work with; earlier rounds may have deleted them. */
async function stock(registry: TestRegistry): Promise<World["artifacts"]> {
  const found: World["artifacts"][number][] = [];
  for (const type of ["model", "dataset", "code"] as const) {
    const answer = await registry.call("ArtifactCreate", {
      path: { artifact_type: type },
      body: { url: links[type][0] as string },
    });
    const id = answer.status === 409 ? answer.body.existing_id : acceptedId(answer);
    await registry.follow(id, type);
    found.push({ id, type });
  }
  return found;
}

const options = optionsOf({ minutes: { type: "string" }, seed: { type: "string" } });
if (options === null) console.log(USAGE);
else {
  const seed = options["seed"] === undefined ? randomInt(2 ** 31) : positive("seed", String(options["seed"]));
  console.log(`seed ${seed}`);
  const report = await fuzz(positive("minutes", String(options["minutes"] ?? "10")), seed);
  console.log(render(report));
  process.exit(report.findings.length === 0 ? 0 : 1);
}
