/** The process on a server where everything is configured: no embedded part, no migration. */
import { ConfigurationFault } from "../domain/environment.ts";
import { parseInlineConfig, parseServerConfig } from "./config.ts";
import { type RunningServer, startServer } from "./server.ts";

try {
  const config = parseServerConfig(process.env);
  const server = await startServer({ config, inlineConfig: parseInlineConfig(config, process.env) });
  console.log(`ready ${server.url}`);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop(server));
} catch (error) {
  console.error(error instanceof ConfigurationFault ? error.message : error);
  process.exitCode = 1;
}

async function stop(server: RunningServer): Promise<void> {
  try {
    await server.stop();
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}
