import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { startS3 } from "../../../../local/s3.ts";
import { BUCKET, credentials, MIB, patterned, withS3 } from "../with-s3.ts";

async function filesUnder(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

async function read(client: S3Client, Key: string): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

describe("after a restart", () => {
  test("objects, their metadata and open uploads with their parts are still there", () =>
    withS3(async ({ client, restart, connect }) => {
      const [body, part] = [patterned(100_000), patterned(MIB, 2)] as const;
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "a/b", Body: body, Metadata: { x: "y" } }));
      const upload = { Bucket: BUCKET, Key: "u" };
      const { UploadId } = await client.send(new CreateMultipartUploadCommand(upload));
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: part }));
      const open = await client.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key: "unfinished" }));
      await restart();
      const after = connect({});
      expect(body.equals(await read(after, "a/b"))).toBe(true);
      const list = await after.send(new ListMultipartUploadsCommand({ Bucket: BUCKET }));
      expect(list.Uploads?.map((found) => found.UploadId)).toEqual([UploadId, open.UploadId]);
      const Parts = [{ PartNumber: 1, ETag }];
      await after.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts } }));
      expect(part.equals(await read(after, "u"))).toBe(true);
    }));

  test("an upload whose process died right after completing it is not open any more", () =>
    withS3(async ({ client, restart, connect, directory }) => {
      const [upload, body] = [{ Bucket: BUCKET, Key: "u" }, patterned(MIB)] as const;
      const { UploadId } = await client.send(new CreateMultipartUploadCommand(upload));
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: body }));
      const folder = path.join(directory, "buckets", BUCKET, "uploads", UploadId ?? "");
      await cp(folder, `${directory}-kept`, { recursive: true });
      const complete = new CompleteMultipartUploadCommand({
        ...upload,
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
      });
      await client.send(complete);
      await rename(`${directory}-kept`, folder);
      await restart();
      const after = connect({});
      expect((await after.send(new ListMultipartUploadsCommand({ Bucket: BUCKET }))).Uploads).toBeUndefined();
      expect(body.equals(await read(after, "u"))).toBe(true);
      expect((await after.send(complete)).ETag).toMatch(/-1"$/);
    }));

  test("an object that an older version recorded in another folder is one object, also when it is replaced", () =>
    withS3(async ({ client, restart, connect, directory }) => {
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "old" }));
      const objects = path.join(directory, "buckets", BUCKET, "objects");
      const [record = ""] = await filesUnder(objects);
      const before = path.join(objects, "a1", path.basename(record));
      await mkdir(path.dirname(before));
      await rename(record, before);
      await restart();
      expect((await read(connect({}), "k")).toString()).toBe("old");
      await connect({}).send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "new" }));
      await restart();
      expect((await read(connect({}), "k")).toString()).toBe("new");
      expect(await filesUnder(objects)).toEqual([record]);
    }));

  test("what a dead process left half-written is cleared away, and nothing else", () =>
    withS3(async ({ client, restart, connect, directory }) => {
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "kept" }));
      const [data] = await filesUnder(path.join(directory, "data"));
      const [record] = await filesUnder(path.join(directory, "buckets", BUCKET, "objects"));
      await writeFile(path.join(path.dirname(data ?? ""), "orphan"), "half");
      await writeFile(`${record}.0123~unfinished`, '{"key":');
      await restart();
      expect(await filesUnder(path.join(directory, "data"))).toEqual([data]);
      expect(await filesUnder(path.join(directory, "buckets", BUCKET, "objects"))).toEqual([record]);
      expect((await read(connect({}), "k")).toString()).toBe("kept");
    }));
});

test("a directory whose metadata are damaged, or whose data are gone, is refused with the name of the file", () =>
  withS3(async ({ client, s3, directory }) => {
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "content" }));
    await s3.close();
    const start = () => startS3({ directory, ...credentials });
    const [data = ""] = await filesUnder(path.join(directory, "data"));
    const [record = ""] = await filesUnder(path.join(directory, "buckets", BUCKET, "objects"));
    await rm(data);
    await expect(start()).rejects.toThrow(data);
    await writeFile(record, "{");
    await expect(start()).rejects.toThrow(record);
    await rm(record);
  }));

interface Victim {
  readonly child: ChildProcess;
  readonly client: S3Client;
}

async function startVictim(directory: string): Promise<Victim> {
  const script = path.join(import.meta.dirname, "crashing-server.ts");
  const child = spawn(process.execPath, [script, directory], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [port] = (await once(lines, "line")) as [string];
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new S3Client({ endpoint, region: "us-east-1", credentials, forcePathStyle: true, maxAttempts: 1 });
  return { child, client };
}

async function kill({ child, client }: Victim): Promise<void> {
  client.destroy();
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  }
}

/** Puts versions of some keys until the server dies; tells what was acknowledged last for each key. */
async function writeUntilDead(victim: Victim, dieAfter: number): Promise<Map<string, number>> {
  const acknowledged = new Map<string, number>();
  let done = 0;
  const writer = async (key: string): Promise<void> => {
    for (let version = 1; ; version += 1) {
      try {
        await victim.client.send(
          new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: patterned(200_000 + version, version) }),
        );
      } catch (error) {
        if (victim.child.killed) return;
        throw error;
      }
      acknowledged.set(key, version);
      done += 1;
      if (done === dieAfter) victim.child.kill("SIGKILL");
    }
  };
  await Promise.all(["a", "b", "c"].map(writer));
  return acknowledged;
}

test("killed in the middle of writes, the server comes back with whole objects, none older than acknowledged", async () => {
  const directory = await mkdtemp(path.join(tmpdir(), "s3-crash-"));
  try {
    for (const dieAfter of [7, 20]) {
      const victim = await startVictim(directory);
      const acknowledged = await writeUntilDead(victim, dieAfter).finally(() => kill(victim));
      const survivor = await startVictim(directory);
      try {
        const { Contents } = await survivor.client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
        for (const [key, version] of acknowledged) {
          const bytes = await read(survivor.client, key);
          const found = bytes.length - 200_000;
          expect(bytes.equals(patterned(bytes.length, found))).toBe(true);
          expect(found).toBeGreaterThanOrEqual(version);
        }
        expect(await filesUnder(path.join(directory, "data"))).toHaveLength(Contents?.length ?? 0);
      } finally {
        await kill(survivor);
      }
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
