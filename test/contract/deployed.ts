/** `npm run contract -- --url URL --token T`: the generative suite against a registry that runs somewhere. */
import { randomInt } from "node:crypto";
import type { components } from "../../generated/api.ts";
import { optionsOf, positive } from "./command.ts";
import { exchange, type Target } from "./generative/exchange.ts";
import type { World } from "./generative/meaning.ts";
import { render } from "./generative/render.ts";
import { artifactLife, pages, sender, tokenLife } from "./generative/sequences.ts";
import { emptyReport, type Report, runSuite } from "./generative/suite.ts";

const USAGE = `usage: npm run contract -- --url URL [--token T] [--seed N] [--runs 10] [--write]

Sends requests made from openapi.yaml to the registry at URL and holds every answer against it. Without --write only
what reads is tried (reading an audit trail and downloading leave their entries there, as they should). With --write
the life of an artifact whose source does not exist and of a personal token are walked through too; nothing that the
registry holds is touched. The token may come from GATEHOUSE_TOKEN. Ends with 1 when an answer was not as promised.`;

type Metadata = components["schemas"]["ArtifactMetadata"];

export interface DeployedOptions {
  readonly url: string;
  readonly token: string | null;
  readonly seed: number;
  readonly runs: number;
  readonly write: boolean;
}

export async function checkDeployed({ url, token, seed, runs, write }: DeployedOptions): Promise<Report> {
  const target: Target = {
    url: url.replace(/\/+$/, ""),
    token: token === null ? null : withScheme(token),
    noted: false,
  };
  const report = emptyReport();
  const world: World = { artifacts: await stock(target), accounts: [], links: { model: [], dataset: [], code: [] } };
  await runSuite({ target, world, seed, runs, readOnly: true }, report);
  const send = sender(target, seed, report);
  await pages(send);
  if (write) {
    const source = `https://huggingface.co/gatehouse-contract/none-${randomInt(2 ** 47)}`;
    await artifactLife(send, { type: "model", url: source, polls: 600, pauseMs: 500 });
    await tokenLife(send);
  }
  return report;
}

const withScheme = (token: string): string => (/^bearer /i.test(token) ? token : `bearer ${token}`);

/** Some artifacts that are there, so that reads come further than a 404. */
async function stock(target: Target): Promise<World["artifacts"]> {
  const sent = { method: "POST", address: "/artifacts?limit=5", headers: { "Content-Type": "application/json" } };
  const body = Buffer.from('[{"name":"*"}]');
  const answer = await exchange(target, "ArtifactsList", { kind: "fitting", what: "", ...sent, body });
  if (answer.status !== 200) throw new Error(`the list of artifacts answered ${answer.status}: is the token right?`);
  return (answer.body as Metadata[]).map(({ id, type }) => ({ id, type }));
}

if (import.meta.main) {
  const options = optionsOf({
    url: { type: "string" },
    token: { type: "string" },
    seed: { type: "string" },
    runs: { type: "string" },
    write: { type: "boolean" },
  });
  if (options === null || options["url"] === undefined) {
    console.log(USAGE);
    process.exitCode = options === null ? 0 : 1;
  } else {
    const seed = options["seed"] === undefined ? randomInt(2 ** 31) : positive("seed", String(options["seed"]));
    const report = await checkDeployed({
      url: String(options["url"]),
      token: options["token"] === undefined ? (process.env["GATEHOUSE_TOKEN"] ?? null) : String(options["token"]),
      seed,
      runs: positive("runs", String(options["runs"] ?? "10")),
      write: options["write"] === true,
    });
    console.log(`seed ${seed}\n${render(report)}`);
    process.exit(report.findings.length === 0 ? 0 : 1);
  }
}
