import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { parseSecretAccess } from "../../../lambda/config.ts";
import { namedSecrets, resolveSecrets } from "../../../lambda/secrets/names.ts";
import { secretReader } from "../../../lambda/secrets/read.ts";

interface Asked {
  readonly target: string;
  readonly authorization: string;
  readonly body: unknown;
}

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

/** A service that answers in turn what it is given, the last answer again and again. */
async function aService(answers: readonly { status: number; body: unknown }[]) {
  const asked: Asked[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const body: unknown = JSON.parse(await text(request));
    const header = (name: string): string => String(request.headers[name]);
    asked.push({ target: header("x-amz-target"), authorization: header("authorization"), body });
    const answer = answers[Math.min(asked.length, answers.length) - 1]!;
    response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  opened.push(() => new Promise((resolve) => server.close(resolve)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = {
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "AKIDOFROLE",
    AWS_SECRET_ACCESS_KEY: "the key of the role",
    AWS_ENDPOINT_URL_SSM: url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
  };
  return { asked, env, read: secretReader({ ...parseSecretAccess(env), random: () => 0 }) };
}

test("a password is read from SSM, decrypted, with a signed request", async () => {
  const service = await aService([{ status: 200, body: { Parameter: { Value: `p,a=s"s' w{}rd` } } }]);
  const env = await resolveSecrets({ ...service.env, DB_PASSWORD_PARAM: "/registry/db" }, service.read);
  expect(env["DB_PASSWORD"]).toBe(`p,a=s"s' w{}rd`);
  expect(service.asked).toMatchObject([
    { target: "AmazonSSM.GetParameter", body: { Name: "/registry/db", WithDecryption: true } },
  ]);
  expect(service.asked[0]?.authorization).toMatch(/Credential=AKIDOFROLE\/\d{8}\/eu-west-1\/ssm\/aws4_request/);
});

test("a secret of RDS sets the database variables except those that are given", async () => {
  const content = { host: "db.example", port: 5433, dbname: "other", username: "ingest", password: "secret" };
  const service = await aService([{ status: 200, body: { SecretString: JSON.stringify(content) } }]);
  const env = await resolveSecrets({ ...service.env, DB_SECRET_ARN: "arn:db", DB_NAME: "registry" }, service.read);
  expect(env).toMatchObject({ DB_HOST: "db.example", DB_PORT: "5433", DB_USER: "ingest", DB_PASSWORD: "secret" });
  expect(env["DB_NAME"]).toBe("registry");
  expect(service.asked[0]).toMatchObject({ target: "secretsmanager.GetSecretValue", body: { SecretId: "arn:db" } });
});

test("a service error is retried, a refusal is not, and the error names the secret", async () => {
  const busy = { status: 400, body: { __type: "com.amazonaws.ssm#ThrottlingException" } };
  const flaky = await aService([
    { status: 500, body: {} },
    busy,
    { status: 200, body: { Parameter: { Value: "hf" } } },
  ]);
  const [token] = namedSecrets({ HF_TOKEN_PARAM: "/hf" });
  await expect(flaky.read(token!)).resolves.toBe("hf");
  expect(flaky.asked).toHaveLength(3);
  const closed = await aService([{ status: 400, body: { __type: "AccessDeniedException" } }]);
  await expect(closed.read(token!)).rejects.toThrow("/hf could not be read from ssm: 400 AccessDeniedException");
  expect(closed.asked).toHaveLength(1);
});

test("a secret that is not the JSON of RDS is refused without showing its content", async () => {
  const service = await aService([{ status: 200, body: { SecretString: "hunter2" } }]);
  const wrong = resolveSecrets({ DB_SECRET_ARN: "arn:db" }, service.read);
  await expect(wrong).rejects.toThrow("arn:db must be JSON, as RDS writes it");
  await expect(wrong).rejects.not.toThrow("hunter2");
});

test("secrets by name without the role's keys are a configuration fault", () => {
  expect(() => parseSecretAccess({ AWS_REGION: "eu-west-1" })).toThrow("AWS_ACCESS_KEY_ID");
});
