import { createHash, createHmac } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { SignatureV4 } from "@smithy/signature-v4";
import { type Backoff, backoffMs } from "../../domain/backoff.ts";
import type { AwsVariables } from "../../domain/environment.ts";
import type { NamedSecret } from "./names.ts";

export interface SecretReaderOptions {
  readonly region: string;
  readonly credentials: NonNullable<AwsVariables["credentials"]>;
  /** Address of a service; undefined for AWS's own. */
  readonly endpoint: (service: NamedSecret["service"]) => string | undefined;
  /** From 0 to 1, for the jitter of the pauses. */
  readonly random: () => number;
}

const TIMEOUT_MS = 3_000;
const ATTEMPTS = 4;
const PAUSES: Backoff = { firstMs: 400, maxMs: 2_000 };

/** SHA-256 with the interface that the signer requires. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    if (secret === undefined) this.#hash = createHash("sha256");
    else this.#hash = createHmac("sha256", typeof secret === "string" ? secret : bytesOf(secret));
  }
  update(chunk: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof chunk === "string" ? chunk : bytesOf(chunk));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    throw new Error("This hash cannot be reset");
  }
}

const bytesOf = (data: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);

/**
 * Reads parameters of SSM (decrypted) and secrets of Secrets Manager, with one signed request each. The SDK's clients
 * of those services would add a fifth to the bundle and to every cold start.
 */
export function secretReader(options: SecretReaderOptions): (secret: NamedSecret) => Promise<string> {
  return async (secret) => {
    for (let attempt = 1; ; attempt++) {
      const answer = await ask(secret, options).catch((error: Error) => error);
      if (typeof answer === "string") return answer;
      if (answer instanceof Refused || attempt === ATTEMPTS) {
        throw new Error(`The secret ${secret.name} could not be read from ${secret.service}: ${answer.message}`);
      }
      await pause(backoffMs(attempt, PAUSES, options.random));
    }
  };
}

/** A response that another attempt would not change. */
class Refused extends Error {}

async function ask(secret: NamedSecret, { region, credentials, endpoint }: SecretReaderOptions): Promise<string> {
  const { service, name } = secret;
  const url = new URL(endpoint(service) ?? `https://${service}.${region}.amazonaws.com/`);
  const body = JSON.stringify(service === "ssm" ? { Name: name, WithDecryption: true } : { SecretId: name });
  const target = service === "ssm" ? "AmazonSSM.GetParameter" : "secretsmanager.GetSecretValue";
  const headers = { host: url.host, "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  const where = { protocol: url.protocol, hostname: url.hostname, path: url.pathname, query: {} };
  const signed = await signer.sign({ method: "POST", headers, body, ...where, ...portOf(url) });
  const { host: _host, ...sent } = signed.headers;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await fetch(url, { method: "POST", headers: sent, body, signal, redirect: "error" });
  const content = (await answer.json().catch(() => ({}))) as Content;
  if (answer.ok) return textOf(content, service);
  const why = `${answer.status} ${String(content.__type ?? "").replace(/^.*#/, "")}`.trim();
  throw answer.status >= 500 || /Throttling|TooManyRequests/.test(why) ? new Error(why) : new Refused(why);
}

const portOf = ({ port }: URL): { port?: number } => (port === "" ? {} : { port: Number(port) });

interface Content {
  readonly __type?: unknown;
  readonly Parameter?: { readonly Value?: unknown };
  readonly SecretString?: unknown;
}

function textOf(content: Content, service: NamedSecret["service"]): string {
  const text = service === "ssm" ? content.Parameter?.Value : content.SecretString;
  if (typeof text === "string") return text;
  throw new Refused("the response has no text");
}
