import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import path from "node:path";
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, test, vi } from "vitest";
import type { LocalS3 } from "../../../../local/s3.ts";
import { BUCKET, MIB, patterned, withS3 } from "../with-s3.ts";
import { type RawRequest, sendSigned, signedHeaders } from "./raw-request.ts";

const KEY_PATH = `/${BUCKET}/k`;
const UNSIGNED = { method: "PUT", path: KEY_PATH, payloadHash: "UNSIGNED-PAYLOAD" };

/** A request whose body the test sends, or not, in its own time. */
function begin(s3: LocalS3, raw: RawRequest, more: Record<string, string>): ClientRequest {
  const { headers } = signedHeaders(s3, raw);
  const outgoing = request({
    host: "127.0.0.1",
    port: s3.port,
    method: raw.method,
    path: raw.path,
    headers: { ...headers, ...more },
    agent: false,
  });
  outgoing.on("error", () => undefined);
  return outgoing;
}

async function dataFiles(directory: string): Promise<number> {
  const entries = await readdir(path.join(directory, "data"), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

describe("a client that waits for 100 Continue", () => {
  const waiting = { expect: "100-continue", "content-length": "7" };

  test("is told to go on, and its body is stored", () =>
    withS3(async ({ s3 }) => {
      const outgoing = begin(s3, UNSIGNED, waiting);
      outgoing.flushHeaders();
      await once(outgoing, "continue");
      outgoing.end("content");
      const [response] = (await once(outgoing, "response")) as [IncomingMessage];
      expect(response.resume().statusCode).toBe(200);
      expect((await sendSigned(s3, { path: KEY_PATH })).body).toBe("content");
    }));

  test("is refused before it sends anything when the signature or a condition fails", () =>
    withS3(async ({ s3 }) => {
      await sendSigned(s3, { ...UNSIGNED, body: "first" });
      const refused = [
        [{ ...UNSIGNED, secretAccessKey: "guess" }, 403],
        [{ ...UNSIGNED, headers: { "if-none-match": "*" } }, 412],
      ] as const;
      for (const [raw, status] of refused) {
        const outgoing = begin(s3, raw, waiting);
        const told = vi.fn();
        outgoing.on("continue", told);
        outgoing.flushHeaders();
        const [response] = (await once(outgoing, "response")) as [IncomingMessage];
        expect([response.statusCode, response.headers.connection]).toEqual([status, "close"]);
        expect(told).not.toHaveBeenCalled();
        outgoing.destroy();
      }
    }));
});

describe("an upload", () => {
  test("whose client leaves in the middle leaves nothing behind", () =>
    withS3(async ({ s3, directory }) => {
      const outgoing = begin(s3, UNSIGNED, { "content-length": String(4 * MIB) });
      outgoing.write(patterned(2 * MIB));
      await expect.poll(() => dataFiles(directory)).toBe(1);
      outgoing.destroy();
      await expect.poll(() => dataFiles(directory)).toBe(0);
      expect(await sendSigned(s3, { path: KEY_PATH })).toMatchObject({ code: "NoSuchKey" });
    }));

  test("that is refused gets its answer even when the client reads nothing before it has sent everything", () =>
    withS3(async ({ s3 }) => {
      const body = patterned(24 * MIB);
      const { headers } = signedHeaders(s3, { ...UNSIGNED, secretAccessKey: "guess" });
      const lines = Object.entries({ ...headers, "content-length": String(body.length) });
      const socket = connect(s3.port, "127.0.0.1");
      socket.write(`PUT ${KEY_PATH} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`);
      await new Promise<void>((resolve, reject) => {
        socket.once("error", reject);
        socket.write(body, (error) => (error ? reject(error) : resolve()));
      });
      const [answer] = (await once(socket, "data")) as [Buffer];
      expect(answer.toString()).toMatch(/^HTTP\/1\.1 403 .*<Code>SignatureDoesNotMatch</s);
      socket.destroy();
    }));

  test("without a length is refused, and one over 5 GiB before a byte of it is read", () =>
    withS3(async ({ s3 }) => {
      const chunked = begin(s3, UNSIGNED, { "transfer-encoding": "chunked" });
      chunked.end("content");
      const [response] = (await once(chunked, "response")) as [IncomingMessage];
      expect(response.resume().statusCode).toBe(411);
      const huge = begin(s3, UNSIGNED, { expect: "100-continue", "content-length": String(5 * 2 ** 30 + 1) });
      huge.flushHeaders();
      const [refusal] = (await once(huge, "response")) as [IncomingMessage];
      expect(refusal.resume().statusCode).toBe(400);
      huge.destroy();
    }));
});

describe("a download", () => {
  test("whose client leaves in the middle lets go of the data, so that deleting frees the disk", () =>
    withS3(async ({ s3, client, directory }) => {
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: patterned(32 * MIB) }));
      const outgoing = begin(s3, { path: KEY_PATH }, {});
      outgoing.end();
      const [response] = (await once(outgoing, "response")) as [IncomingMessage];
      await once(response, "readable");
      await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: "k" }));
      expect(await dataFiles(directory)).toBe(1);
      response.destroy();
      await expect.poll(() => dataFiles(directory)).toBe(0);
    }));
});

describe("closing the server", () => {
  test("lets a running download end and does not wait for idle connections", () =>
    withS3(async ({ s3, client }) => {
      const body = patterned(16 * MIB);
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: body }));
      const agent = new Agent({ keepAlive: true });
      const idle = request({ host: "127.0.0.1", port: s3.port, path: "/", agent }).end();
      const [refusal] = (await once(idle, "response")) as [IncomingMessage];
      await once(refusal.resume(), "end");
      const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: "k" }));
      const closed = s3.close();
      expect(body.equals((await Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true);
      await closed;
      agent.destroy();
      await expect(fetch(s3.endpoint)).rejects.toThrow();
    }));
});
