/** The generators of clients: how each is called, and which package says its version. */

export interface Generator {
  /** Also the name of its program in programs/. */
  readonly name: string;
  readonly package: string;
  readonly output: string;
  /** A program that it needs besides Node. */
  readonly needs?: "java";
  /** Text of the configuration file that the command reads. */
  config?(places: Places): string;
  /** The command, run where the packages are installed. */
  command(places: Places): readonly string[];
}

export interface Places {
  readonly contract: string;
  /** The folder to write. */
  readonly generated: string;
  readonly config: string;
  /** Address of the registry. */
  readonly url: string;
}

const JAR = "node_modules/@openapitools/openapi-generator-cli/bin/openapi-generator.jar";

export const generators: readonly Generator[] = [
  {
    name: "openapi-typescript",
    package: "openapi-typescript",
    output: "types for openapi-fetch",
    command: ({ contract, generated }) => ["npx", "openapi-typescript", contract, "-o", `${generated}/schema.ts`],
  },
  {
    name: "hey-api",
    package: "@hey-api/openapi-ts",
    output: "functions over fetch",
    command: ({ contract, generated }) => ["npx", "openapi-ts", "-i", contract, "-o", generated],
  },
  {
    name: "orval",
    package: "orval",
    output: "functions over fetch",
    config: ({ contract, generated, url }) => {
      const output = { target: `${generated}/client.ts`, client: "fetch", baseUrl: url };
      return `export default ${JSON.stringify({ gatehouse: { input: contract, output } })};`;
    },
    command: ({ config }) => ["npx", "orval", "--config", config],
  },
  {
    name: "swagger-typescript-api",
    package: "swagger-typescript-api",
    output: "a class over fetch",
    command: ({ contract, generated }) => [
      "npx",
      "swagger-typescript-api",
      "generate",
      "-p",
      contract,
      "-o",
      generated,
      "-n",
      "client.ts",
    ],
  },
  {
    name: "oazapfts",
    package: "oazapfts",
    output: "functions over fetch",
    command: ({ contract, generated }) => ["npx", "oazapfts", contract, `${generated}/client.ts`],
  },
  {
    name: "kubb",
    package: "@kubb/cli",
    output: "functions over fetch",
    config: ({ contract, generated }) => `
      import { defineConfig } from "@kubb/core";
      import { pluginClient } from "@kubb/plugin-client";
      import { pluginOas } from "@kubb/plugin-oas";
      import { pluginTs } from "@kubb/plugin-ts";
      export default defineConfig({
        input: { path: ${JSON.stringify(contract)} },
        output: { path: ${JSON.stringify(generated)}, clean: true },
        plugins: [pluginOas(), pluginTs({ output: { path: "models" } }), pluginClient({ output: { path: "clients" }, client: "fetch" })],
      });`,
    command: ({ config }) => ["npx", "kubb", "generate", "--config", config],
  },
  {
    name: "openapi-zod-client",
    package: "openapi-zod-client",
    output: "Zodios, which checks every answer with Zod",
    command: ({ contract, generated }) => [
      "npx",
      "openapi-zod-client",
      contract,
      "--export-schemas",
      "-o",
      `${generated}/client.ts`,
    ],
  },
  {
    name: "openapi-generator",
    package: "@openapitools/openapi-generator-cli",
    output: "classes over axios (`typescript-axios`), by a generator in Java",
    needs: "java",
    command: ({ contract, generated }) => [
      "java",
      "-jar",
      JAR,
      "generate",
      "-g",
      "typescript-axios",
      "-i",
      contract,
      "-o",
      generated,
    ],
  },
];
