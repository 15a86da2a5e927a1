import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, request as requestTo } from "node:http";
import type { AddressInfo } from "node:net";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { downloadFile, listFiles } from "@huggingface/hub";
import { expect, test } from "vitest";
import type { ManifestEntry } from "../../../db/ingest/settle.ts";
import { blobKey } from "../../../domain/object-keys.ts";
import { composeContents } from "../../../server/compose/hub-contents.ts";
import { BUCKET, credentials, type World, withS3 } from "../../local/s3/with-s3.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { aHubToken, anApproved, COMMIT_A, COMMIT_B } from "../../support/transfer/hub.ts";

/** Above the size that the server sends itself. */
const weights = randomBytes(1_500_000);
const contents = { "config.json": Buffer.from("{}\n"), "model.safetensors": weights, "empty.txt": Buffer.alloc(0) };

interface Seen {
  readonly method: string;
  readonly host: string;
  readonly authorization: string | undefined;
  readonly status: number;
}

/** A door to the object store through which clients come: it notes each request, and may break the next answer off. */
async function aDoor(s3Port: number) {
  const seen: Seen[] = [];
  let breakAfter: number | null = null;
  const server = createServer((request, response) => {
    const { method = "", headers, url = "" } = request;
    requestTo({ host: "127.0.0.1", port: s3Port, method, path: url, headers }, (answer: IncomingMessage) => {
      const status = answer.statusCode ?? 0;
      seen.push({ method, host: headers.host ?? "", authorization: headers.authorization, status });
      response.writeHead(status, answer.headers);
      const limit = breakAfter;
      breakAfter = null;
      let sent = 0;
      answer.on("data", (part: Buffer) => {
        const left = limit === null ? part.length : Math.min(part.length, limit - sent);
        sent += left;
        response.write(part.subarray(0, left), () => {
          if (limit !== null && sent >= limit) response.destroy();
        });
      });
      answer.on("end", () => response.end());
    }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = (server.address() as AddressInfo).port;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    seen,
    breakNextAfter: (bytes: number) => {
      breakAfter = bytes;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Site {
  /** Of the download API, at another host name than the object store's. */
  readonly url: string;
  readonly token: string;
  readonly door: Awaited<ReturnType<typeof aDoor>>;
  readonly api: TestApi;
  /** Moves the clocks of the object store and of the signer, in milliseconds. */
  readonly advance: (milliseconds: number) => void;
}

/** The API over the embedded object store, which clients reach through a door. */
async function withSite(body: (site: Site) => Promise<void>): Promise<void> {
  await withS3(async ({ s3, client, advance }: World) => {
    for (const content of Object.values(contents))
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: blobKey(sha256(content)), Body: content }));
    const door = await aDoor(s3.port);
    const signer = new S3Client({ endpoint: door.endpoint, region: s3.region, credentials, forcePathStyle: true });
    let skew = 0;
    const aws = { region: s3.region, s3Endpoint: new URL(s3.endpoint), lambdaEndpoint: null, credentials };
    const config = { aws, bucket: BUCKET, downloadUrlTtlSeconds: 3600 };
    const served = composeContents({ s3: signer, config, now: () => Date.now() + skew });
    const api = await anApi({ hub: { contents: served.contents } });
    try {
      const url = `${api.url.replace("127.0.0.1", "localhost")}/hub`;
      const token = await aHubToken(api, "reader");
      await body({
        url,
        token,
        door,
        api,
        advance: (milliseconds) => {
          skew += milliseconds;
          advance(milliseconds);
        },
      });
    } finally {
      await api[Symbol.asyncDispose]();
      await served.close();
      signer.destroy();
      await door.close();
    }
  });
}

const sha256 = (content: Buffer): string => createHash("sha256").update(content).digest("hex");
const files = Object.entries(contents).map(
  ([name, content]): ManifestEntry => ({
    path: name,
    bytes: content.length,
    sha256: sha256(content),
    gitSha1: name.endsWith(".safetensors")
      ? null
      : createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex"),
    crc32: 1,
    kind: "file",
  }),
);

test("a client gets a model and a dataset by main, tag and commit; the store sees GET without any credential", async () => {
  await withSite(async ({ url, token, door, api }) => {
    for (const link of ["acme/m", "datasets/acme/d"]) {
      await anApproved(api, link, COMMIT_A, files);
      await anApproved(api, `${link}/tree/v1`, COMMIT_B, files);
    }
    const repositories = [{ type: "model", name: "acme/m" } as const, { type: "dataset", name: "acme/d" } as const];
    for (const repo of repositories)
      for (const revision of ["main", "v1", COMMIT_B]) {
        const from = { repo, revision, hubUrl: url, accessToken: token };
        const got = new Map<string, string>();
        for await (const { path } of listFiles({ ...from, recursive: true })) {
          const content = await downloadFile({ ...from, path });
          got.set(path, content === null ? "missing" : sha256(Buffer.from(await content.arrayBuffer())));
        }
        expect(got).toEqual(new Map(files.map((file) => [file.path, file.sha256])));
      }
    expect(door.seen.length).toBeGreaterThanOrEqual(6);
    for (const { method, host, authorization, status } of door.seen) {
      expect([method, authorization]).toEqual(["GET", undefined]);
      expect([200, 206]).toContain(status);
      expect(host).toMatch(/^127\.0\.0\.1:/);
    }
    expect(new URL(url).hostname).toBe("localhost");
  });
});

test("a download whose signature expires in the middle continues: a range gets a new address", async () => {
  await withSite(async ({ url, token, door, api, advance }) => {
    await anApproved(api, "acme/m", COMMIT_A, files);
    const file = `${url}/acme/m/resolve/main/model.safetensors`;
    const headers = { Authorization: `Bearer ${token}` };
    const first = await fetch(file, { headers, redirect: "manual" });
    const address = first.headers.get("location") ?? "";
    door.breakNextAfter(600_000);
    const parts: Uint8Array[] = [];
    const broken = await fetch(address);
    await expect(async () => {
      for await (const part of broken.body ?? []) parts.push(part);
    }).rejects.toThrow();
    const received = parts.reduce((sum, part) => sum + part.length, 0);
    expect(received).toBeLessThanOrEqual(600_000);
    advance(16 * 60_000);
    const range = { Range: `bytes=${received}-` };
    expect((await fetch(address, { headers: range })).status).toBe(403);
    const rest = await fetch(file, { headers: { ...headers, ...range } });
    expect([rest.status, rest.headers.get("content-range")]).toEqual([
      206,
      `bytes ${received}-${weights.length - 1}/${weights.length}`,
    ]);
    const whole = Buffer.concat([...parts, Buffer.from(await rest.arrayBuffer())]);
    expect(whole.equals(weights)).toBe(true);
  });
});
