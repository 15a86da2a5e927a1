import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { CreateMultipartUploadCommand, PutObjectCommand, S3Client, UploadPartCommand } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { startS3 } from "../../../../local/s3.ts";

test("everything that the embedded object store writes is readable by its owner only", async () => {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-private-"));
  const keys = { accessKeyId: "an-access-key", secretAccessKey: "a-secret-access-key" };
  const s3 = await startS3({ directory, buckets: ["bucket"], region: "us-east-1", ...keys });
  const client = new S3Client({ endpoint: s3.endpoint, region: "us-east-1", forcePathStyle: true, credentials: keys });
  try {
    for (const size of [10, 2 << 20])
      await client.send(new PutObjectCommand({ Bucket: "bucket", Key: `of-${size}`, Body: Buffer.alloc(size) }));
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: "bucket", Key: "large" }));
    const part = { Bucket: "bucket", Key: "large", UploadId, PartNumber: 1, Body: Buffer.alloc(6 << 20) };
    await client.send(new UploadPartCommand(part));
    const open: string[] = [];
    const entries = await readdir(directory, { recursive: true });
    for (const entry of [".", ...entries]) {
      const { mode } = await stat(path.join(directory, entry));
      if ((mode & 0o077) !== 0) open.push(`${entry} ${(mode & 0o777).toString(8)}`);
    }
    expect(open).toEqual([]);
    expect(entries.length).toBeGreaterThan(5);
  } finally {
    client.destroy();
    await s3.close();
    await rm(directory, { recursive: true, force: true });
  }
});
