import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import pLimit from "p-limit";

const PART_BYTES = 16 * 1024 * 1024;
const Bucket = "gatehouse";

/** A client of the loopback store; keys come from the environment of the run unless they are given. */
export const benchClient = (endpoint: string, credentials?: S3ClientConfig["credentials"]): S3Client =>
  new S3Client({
    endpoint,
    region: "us-east-1",
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
    ...(credentials === undefined ? {} : { credentials }),
  });

/** Paths and sizes of a dataset, through every page. */
export async function listDataset(hub: string, repository: string): Promise<{ path: string; size: number }[]> {
  const files: { path: string; size: number; type: string }[] = [];
  let next: string | undefined = `${hub}/api/datasets/${repository}/tree/main?recursive=true`;
  while (next !== undefined) {
    const response = await fetch(next);
    files.push(...((await response.json()) as typeof files));
    next = response.headers.get("link")?.match(/<([^>]+)>/)?.[1];
  }
  return files.filter(({ type }) => type === "file");
}

export const fileAddress = (hub: string, repository: string, path: string): string =>
  `${hub}/datasets/${repository}/resolve/main/${path}`;

/** The floor: a plain fetch piped into one upload per file, no check of anything, one file after another. */
export async function floorTransfer(hub: string, s3: string, repository: string): Promise<void> {
  const client = benchClient(s3);
  for (const { path } of await listDataset(hub, repository)) {
    const { body } = await fetch(fileAddress(hub, repository, path));
    await upload(client, `floor/${path}`, body as unknown as AsyncIterable<Uint8Array>);
  }
  client.destroy();
}

/** Files that are moved before anything is measured, of those that are small. */
const WARMING_FILES = 500;
const WARMING_AT_ONCE = 8;

/** Moves some small files, so that no way is measured against a hub and a store whose code is not compiled yet. */
export async function warmUp(hub: string, client: S3Client, repository: string): Promise<void> {
  const small = (await listDataset(hub, repository)).filter(({ size }) => size < PART_BYTES).slice(0, WARMING_FILES);
  await pLimit(WARMING_AT_ONCE).map(small, async ({ path }) => {
    const { body } = await fetch(fileAddress(hub, repository, path));
    await upload(client, `warming/${path}`, body as unknown as AsyncIterable<Uint8Array>);
  });
}

/** Pipes a stream into one object: a single put when it fits a part, else a multipart upload of one part at a time. */
export async function upload(client: S3Client, Key: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  const parts: { ETag: string; PartNumber: number }[] = [];
  let UploadId: string | undefined;
  let pending: Uint8Array[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    UploadId ??= (await client.send(new CreateMultipartUploadCommand({ Bucket, Key }))).UploadId;
    const PartNumber = parts.length + 1;
    const part = await client.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: Buffer.concat(pending) }),
    );
    parts.push({ ETag: part.ETag ?? "", PartNumber });
    pending = [];
    bytes = 0;
  };
  for await (const chunk of body) {
    pending.push(chunk);
    bytes += chunk.byteLength;
    if (bytes >= PART_BYTES) await flush();
  }
  if (UploadId === undefined) {
    await client.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.concat(pending) }));
    return;
  }
  if (bytes > 0) await flush();
  const MultipartUpload = { Parts: parts };
  await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
}
