import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DeleteObjectsCommand, GetObjectCommand } from "@aws-sdk/client-s3";
import { ZipArchive } from "archiver";
import { benchClient, fileAddress, listDataset, upload } from "./floor.ts";

/** Keys in one DeleteObjects request. */
const DELETE_BATCH = 1000;

/**
 * The algorithm of the Django version, rebuilt as a yardstick: one file after another into the store, then all of them
 * back through temporary files into a deflated zip, which is uploaded; at the end the files in the store are deleted.
 */
export async function oneAfterAnother(hub: string, s3: string, repository: string): Promise<void> {
  const client = benchClient(s3);
  const scratch = await mkdtemp(path.join(tmpdir(), "gatehouse-bench-"));
  try {
    const files = await listDataset(hub, repository);
    for (const file of files) {
      const { body } = await fetch(fileAddress(hub, repository, file.path));
      await upload(client, `seed/${file.path}`, body as unknown as AsyncIterable<Uint8Array>);
    }
    const zip = new ZipArchive({ zlib: { level: 6 } });
    const zipFile = path.join(scratch, "archive.zip");
    const written = pipeline(zip, createWriteStream(zipFile));
    for (const [index, file] of files.entries()) {
      const local = path.join(scratch, String(index));
      const { Body } = await client.send(new GetObjectCommand({ Bucket: "gatehouse", Key: `seed/${file.path}` }));
      await pipeline(Body as Readable, createWriteStream(local));
      const taken = new Promise((resolve) => zip.once("entry", resolve));
      zip.append(createReadStream(local), { name: file.path });
      await taken;
      await rm(local);
    }
    await zip.finalize();
    await written;
    await upload(client, "seed/archive.zip", createReadStream(zipFile));
    for (let at = 0; at < files.length; at += DELETE_BATCH) {
      const Objects = files.slice(at, at + DELETE_BATCH).map(({ path }) => ({ Key: `seed/${path}` }));
      await client.send(new DeleteObjectsCommand({ Bucket: "gatehouse", Delete: { Objects, Quiet: true } }));
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
    client.destroy();
  }
}
