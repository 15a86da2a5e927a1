import { once } from "node:events";
import { Command, InvalidArgumentError } from "commander";
import { sampleRepositories } from "./samples.ts";
import { startHub } from "./start.ts";

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError("It must be a whole number.");
  return value;
};

/** Serves the sample repositories until a signal comes, and prints where. `argv` begins with node and the script. */
export async function serveSamples(argv: readonly string[]): Promise<void> {
  const command = new Command("hub")
    .description("Serves sample repositories the way Hugging Face and GitHub do. Use the printed HF_ENDPOINT.")
    .option("--port <number>", "port of the hub; 0 takes any free one", wholeNumber, 0)
    .option("--cdn-port <number>", "port of the CDN; 0 takes any free one", wholeNumber, 0)
    .option("--host <name>", "host name or address of the hub", "127.0.0.1")
    .option("--cdn-host <name>", "host name or address of the CDN, by default that of the hub")
    .option("--token <token>", "bearer token that may read everything")
    .option("--weight-bytes <number>", "size of a sample model's weights", wholeNumber, 48_000_000)
    .parse([...argv]);
  const { weightBytes, ...options } = command.opts<{
    weightBytes: number;
    port: number;
    cdnPort: number;
    host: string;
  }>();
  const world = sampleRepositories({ weightBytes });
  const hub = await startHub({ ...world, ...options });
  console.log(`HF_ENDPOINT=${hub.endpoint}`);
  console.log(`GITHUB_API_URL=${hub.github}`);
  for (const { kind, id } of world.repositories) console.log(`${kind} ${id}`);
  for (const { name } of world.github) console.log(`code ${name}`);
  await Promise.race(["SIGINT", "SIGTERM"].map((signal) => once(process, signal)));
  await hub.close();
}
