/** `stack-variables.ts <stack.json>` prints the variables of a running embedded stack, one NAME=value per line. */
import { readFileSync } from "node:fs";

type Part = Readonly<Record<string, string | number | null>>;
export type StackFile = { readonly s3: Part; readonly lambda: Part; readonly postgres: Part };

const namesOf = {
  lambda: ({ lambda }) => ({ AWS_ENDPOINT_URL_LAMBDA: lambda["endpoint"] }),
  s3: ({ s3 }) => ({
    AWS_ENDPOINT_URL_S3: s3["endpoint"],
    AWS_ACCESS_KEY_ID: s3["accessKeyId"],
    AWS_SECRET_ACCESS_KEY: s3["secretAccessKey"],
    AWS_STORAGE_BUCKET_NAME: s3["bucket"],
  }),
  postgres: ({ postgres }) => ({
    DB_HOST: postgres["host"],
    DB_PORT: postgres["port"],
    DB_USER: postgres["user"],
    DB_PASSWORD: postgres["password"],
    DB_NAME: postgres["database"],
    DB_SSL: postgres["password"] === null ? null : "false",
  }),
} satisfies Record<keyof StackFile, (file: StackFile) => Record<string, string | number | null | undefined>>;

/** The variables of some parts. */
export function partVariables(file: StackFile, parts: readonly (keyof StackFile)[]): Record<string, string> {
  const entries = parts.flatMap((part) => Object.entries(namesOf[part](file)));
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, String(value)]])),
  );
}

/** The variables of the embedded parts. */
export const variablesOf = (file: StackFile): Record<string, string> => ({
  ...partVariables(file, ["lambda", "s3", "postgres"]),
  AWS_REGION: process.env["AWS_REGION"] ?? "us-east-1",
});

if (import.meta.main) {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new Error("usage: stack-variables.ts <stack.json>");
  const variables = variablesOf(JSON.parse(readFileSync(file, "utf8")) as StackFile);
  for (const [name, value] of Object.entries(variables)) console.log(`${name}=${value}`);
}
