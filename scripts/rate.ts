/** `npm run rate -- <link>`: rates a model of the Hub without ingesting it, and says why. */

import { Command, CommanderError, InvalidArgumentError } from "commander";
import type { Page } from "../cli/runtime.ts";
import { drawRating, type RatingView } from "../cli/show/rating.ts";
import { ConfigurationFault, type Env } from "../domain/environment.ts";
import { IngestFailure } from "../domain/failure.ts";
import { LinkFault, parseSourceLink, type SourceLink } from "../domain/link.ts";
import { machineClock } from "../lambda/clock.ts";
import type { Clock } from "../lambda/ports.ts";
import { toRatingDetails } from "../rating/wire.ts";
import { type Rated, rateRepository, rateSettings } from "./rate/run.ts";

/** Where the command runs: everything that it reads and writes. */
export interface RateSurroundings {
  readonly env: Env;
  readonly page: Page;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  out(text: string): void;
  err(text: string): void;
}

/** Exit codes of the command. */
const exitCodes = { accept: 0, reject: 2, defer: 3 } as const;

interface Options {
  readonly json: boolean;
  readonly threshold?: number;
}

const share = (text: string): number => {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1)) throw new InvalidArgumentError("It must be from 0 to 1.");
  return value;
};

function commandFor(around: RateSurroundings): Command {
  return new Command("npm run rate --")
    .description("Rates a model of the Hub from its metadata, without ingesting it.")
    .argument("<link>", 'link to a model, or "owner/name"')
    .option("--json", "print the rating and the facts behind it as JSON", false)
    .option("--threshold <number>", "net score that a model needs (default: RATING_THRESHOLD, else 0.5)", share)
    .addHelpText(
      "after",
      "\nReads HF_ENDPOINT, HF_TOKEN, GITHUB_API_URL and GITHUB_TOKEN. With a GitHub token, lines and reviews are read too.\nExit code: 0 accepted, 2 rejected, 3 could not be rated.",
    )
    .configureOutput({ writeOut: (text) => around.out(text), writeErr: (text) => around.err(text) })
    .exitOverride();
}

/** Runs the command; `args` are the words after its name. Resolves to the exit code. */
export async function rateCommand(args: readonly string[], around: RateSurroundings): Promise<number> {
  const command = commandFor(around);
  try {
    command.parse([...args], { from: "user" });
    const { json, threshold } = command.opts<Options>();
    const link = modelLink(command.args[0] ?? "");
    const settings = rateSettings(around.env);
    const tools = { clock: around.clock, random: around.random, signal: around.signal, log: quietLog(around) };
    const rated = await rateRepository(link, { ...settings, threshold: threshold ?? settings.threshold }, tools);
    around.out(json ? `${JSON.stringify(rated, null, 2)}\n` : drawRating(viewOf(rated), around.page));
    return exitCodes[rated.rating.gate.decision];
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.defer;
    if (!isForPeople(error) && !around.signal.aborted) throw error;
    around.err(
      `could not rate: ${error instanceof IngestFailure ? error.message : String((error as Error).message)}\n`,
    );
    return exitCodes.defer;
  }
}

const viewOf = ({ rating, commitDate, missing }: Rated): RatingView => ({
  rating: toRatingDetails(rating),
  netScore: rating.net,
  retryable: rating.gate.retryable,
  commitDate,
  missing,
});

const isForPeople = (error: unknown): boolean =>
  error instanceof LinkFault || error instanceof ConfigurationFault || error instanceof IngestFailure;

/** "owner/name" stands for the model of that id; everything else is a link. */
const modelLink = (text: string): SourceLink =>
  parseSourceLink(
    /^[\w.-]+(\/[\w.-]+)?$/.test(text) && !/\.(co|com)(\/|$)/.test(text) ? `https://huggingface.co/${text}` : text,
    "model",
  );

const quietLog = (around: RateSurroundings) => ({
  debug() {},
  info() {},
  warn: (message: string) => around.err(`${message}\n`),
  error: (message: string) => around.err(`${message}\n`),
});

if (import.meta.main) {
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => interrupted.abort(new Error(`stopped by ${signal}`)));
  // A reader that has seen enough, such as head, closes the pipe.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  process.exitCode = await rateCommand(process.argv.slice(2), {
    env: process.env,
    page: {
      columns: process.stdout.columns ?? 100,
      colors: process.stdout.isTTY === true && (process.env["NO_COLOR"] ?? "") === "",
    },
    clock: machineClock,
    random: Math.random,
    signal: interrupted.signal,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}
