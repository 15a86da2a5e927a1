import { rm } from "node:fs/promises";
import path from "node:path";
import { receiveText } from "../body/receive.ts";
import { readText, replaceFile } from "../disk/disk-json.ts";
import type { Answer, Call } from "../http/call.ts";
import { Refusal, type RefusalCode } from "../http/error.ts";
import { parseXml } from "../http/xml.ts";

const MAX_DOCUMENT_BYTES = 2 ** 18;

/** A configuration of a bucket that is stored and given back as it is, and not acted upon. */
interface BucketDocument {
  readonly root: string;
  /** An element that a valid document has at least once. */
  readonly child: string;
  /** What a bucket without one answers: a refusal, or the document that S3 gives every bucket. */
  readonly absent: RefusalCode | { readonly document: string };
  readonly putStatus: 200 | 204;
}

const documents = {
  lifecycle: {
    root: "LifecycleConfiguration",
    child: "Rule",
    absent: "NoSuchLifecycleConfiguration",
    putStatus: 200,
  },
  publicAccessBlock: {
    root: "PublicAccessBlockConfiguration",
    child: "BlockPublicAcls",
    absent: "NoSuchPublicAccessBlockConfiguration",
    putStatus: 200,
  },
  encryption: {
    root: "ServerSideEncryptionConfiguration",
    child: "Rule",
    absent: {
      document:
        '<?xml version="1.0" encoding="UTF-8"?>\n<ServerSideEncryptionConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>',
    },
    putStatus: 200,
  },
  tagging: { root: "Tagging", child: "TagSet", absent: "NoSuchTagSet", putStatus: 204 },
} as const satisfies Record<string, BucketDocument>;

export type DocumentName = keyof typeof documents;

const fileOf = (call: Call, name: DocumentName): string =>
  path.join(call.store.bucket(call.bucket).directory, "configuration", `${name}.xml`);

export const getDocument =
  (name: DocumentName) =>
  async (call: Call): Promise<Answer> => {
    const { absent }: BucketDocument = documents[name];
    const stored = await readText(fileOf(call, name));
    if (stored === null && typeof absent === "string")
      throw new Refusal(absent, undefined, { BucketName: call.bucket });
    const fallback = typeof absent === "string" ? "" : absent.document;
    return { status: 200, headers: { "content-type": "application/xml" }, body: stored ?? fallback };
  };

export const putDocument =
  (name: DocumentName) =>
  async (call: Call): Promise<Answer> => {
    const { root, child, putStatus } = documents[name];
    const file = fileOf(call, name);
    const text = await receiveText(call.payload(), MAX_DOCUMENT_BYTES);
    if (!parseXml(text, root).children.has(child))
      throw new Refusal("MalformedXML", `${root} needs an element ${child}.`);
    await replaceFile(file, text);
    return { status: putStatus };
  };

export const deleteDocument =
  (name: DocumentName) =>
  async (call: Call): Promise<Answer> => {
    await rm(fileOf(call, name), { force: true });
    return { status: 204 };
  };
