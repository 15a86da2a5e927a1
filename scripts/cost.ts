/** `npm run cost` estimates the monthly cost of ingests and shows the calculation. */
import { Command, InvalidArgumentError } from "commander";
import {
  type Architecture,
  estimate,
  FREE,
  GB_SECOND,
  type Month,
  REQUEST,
  SHARED_ABOVE_GB,
  timeOf,
  writesFor,
} from "./tune/price.ts";

const positive = (text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new InvalidArgumentError("It must be a number from 0.");
  return value;
};

const workers = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 64) throw new InvalidArgumentError("It must be from 1 to 64.");
  return value;
};

interface Options {
  readonly ingests: number;
  readonly avgGb: number;
  readonly seconds?: number;
  readonly workers: number;
  readonly memory: number;
  readonly ephemeral: number;
}

const command = new Command("npm run cost --")
  .description("Estimates the monthly bill of ingests (us-east-1, US dollars).")
  .option("--ingests <n>", "ingests in a month", positive, 1000)
  .option("--avg-gb <gb>", "size of an average artifact in GB (10^9 bytes)", positive, 2)
  .option("--seconds <s>", "duration of an average ingest in seconds (default: estimated from the size)", positive)
  .option("--workers <n>", `functions that share an artifact above ${SHARED_ABOVE_GB} GB (FANOUT_WORKERS)`, workers, 8)
  .option("--memory <mb>", "memory of the function in MB", positive, 2048)
  .option("--ephemeral <mb>", "/tmp of the function in MB", positive, 512);

const usd = (amount: number): string => `$${amount.toFixed(2)}`;
const whole = (value: number): string => Math.round(value).toLocaleString("en-US");

function line(architecture: Architecture, month: Month): string {
  const { gbSeconds, compute, requests, temporary, lambda, lambdaAfterFree } = estimate(month, architecture);
  return [
    `${architecture.padEnd(6)}  ${whole(gbSeconds)} GB-s x $${GB_SECOND[architecture].toFixed(10)} = ${usd(compute)}`,
    `        + ${whole(month.ingests * month.invocations)} requests ${usd(requests)} + /tmp ${usd(temporary)} = ${usd(lambda)}`,
    `        after the free tier (${whole(FREE.gbSeconds)} GB-s, ${whole(FREE.requests)} requests a month): ${usd(lambdaAfterFree)}`,
  ].join("\n");
}

const minutes = (seconds: number): string => `${(seconds / 60).toFixed(1)} min`;

/** How long an ingest takes that several functions share, beside one that they do not. */
function sharing(gb: number, workers: number): string {
  const [alone, shared] = [timeOf(gb, 1), timeOf(gb, workers)];
  return (
    `of all its functions: ${workers} share each artifact, which takes ${minutes(shared.wallSeconds)} instead of ` +
    `${minutes(alone.wallSeconds)} and ${whole(shared.billedSeconds - alone.billedSeconds)} s more to pay for`
  );
}

/** The estimate as text. */
export function costReport({ ingests, avgGb, seconds, workers, memory, ephemeral }: Options): string {
  const time = timeOf(avgGb, workers);
  const { invocations } = seconds === undefined ? time : { invocations: 1 };
  const billed = seconds ?? time.billedSeconds;
  const gbKept = 2 * avgGb;
  const writes = writesFor(avgGb);
  const month: Month = {
    ingests,
    seconds: billed,
    invocations,
    memoryMb: memory,
    storageMb: ephemeral,
    gbKept,
    writes,
  };
  const { s3Requests, s3Storage } = estimate(month, "arm64");
  return [
    `${whole(ingests)} ingests a month of ${avgGb} GB, ${billed.toFixed(0)} s each, ${memory} MB of memory`,
    ...(seconds === undefined && avgGb > SHARED_ABOVE_GB ? [sharing(avgGb, workers)] : []),
    "",
    "Lambda: ingests x seconds x memory in GB x price of a GB-second",
    line("x86_64", month),
    line("arm64", month),
    `        (a request costs $${(REQUEST * 1e6).toFixed(2)} a million)`,
    "",
    `S3:     ${whole(ingests * month.writes)} writes at $5.00 a million: ${usd(s3Requests)}`,
    `        ${whole(ingests * gbKept)} GB kept (files and archive) at $0.023: ${usd(s3Storage)} for every month that they are kept`,
    "",
    "The original description says $2-3 for 1,000 ingests of 3 minutes with 2 GB. Its 6,000 GB-minutes are",
    "360,000 GB-seconds, which cost $6.00 on x86 and $4.80 on arm64 at list price, and nothing within the free",
    "tier of an account that runs nothing else. No published rate of AWS gives $2-3.",
  ].join("\n");
}

if (import.meta.main) console.log(costReport(command.parse().opts<Options>()));
