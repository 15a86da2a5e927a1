import { text } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ChunkSigning,
  sha256Hex,
  signChunk,
  signingKey,
  signTrailer,
} from "../../../../local/s3/auth/signature.ts";
import { ChunkedDecoder, type ChunkedOptions } from "../../../../local/s3/body/chunked.ts";
import { send, sendSigned, signedHeaders } from "../http/raw-request.ts";
import { BUCKET, withS3 } from "../with-s3.ts";

/** Sends the pieces through a decoder and gives what came out. */
async function decode(options: ChunkedOptions, pieces: readonly (string | Buffer)[]) {
  const decoder = new ChunkedDecoder(options);
  const output = text(decoder);
  for (const piece of pieces) decoder.write(piece);
  decoder.end();
  return { output: await output, trailer: decoder.trailerValue };
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "accepted",
    (error: { code?: string }) => error.code,
  );

describe("a chunked body", () => {
  const trailer = "x-amz-checksum-crc32";

  test("is decoded alike wherever the network cuts it", async () => {
    const wire = "b\r\nhello world\r\n3\r\n\r\n!\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n";
    const cuts = fc.array(fc.integer({ min: 0, max: wire.length }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(cuts, async (positions) => {
        const edges = [0, ...positions.sort((a, b) => a - b), wire.length];
        const pieces = edges.slice(1).map((end, n) => wire.slice(edges[n], end));
        const decoded = await decode({ signing: null, trailer, decodedBytes: 14 }, pieces);
        expect(decoded).toEqual({ output: "hello world\r\n!", trailer: "DUoRhQ==" });
      }),
    );
  });

  test("that ends early, says another length, or has another form is refused", async () => {
    const unsigned = { signing: null, trailer: null, decodedBytes: 3 };
    const cases = [
      ["3\r\nab", "IncompleteBody"],
      ["3\r\nabc\r\n", "IncompleteBody"],
      ["3\r\nabc\r\n0\r\n", "IncompleteBody"],
      ["2\r\nab\r\n0\r\n\r\n", "IncompleteBody"],
      ["4\r\nabcd\r\n0\r\n\r\n", "IncompleteBody"],
      ["3\r\nabcd\r\n0\r\n\r\n", "InvalidRequest"],
      ["zz\r\nabc\r\n0\r\n\r\n", "InvalidRequest"],
      ["3\r\nabc\r\n0\r\n\r\nmore", "InvalidRequest"],
      ["x".repeat(5000), "InvalidRequest"],
      ["3\r\nabc\r\n0\r\nx-other:1\r\n\r\n", "MalformedTrailerError"],
    ] as const;
    for (const [wire, code] of cases) expect(await codeOf(decode(unsigned, [wire])), wire.slice(0, 40)).toBe(code);
    const missing = decode({ ...unsigned, trailer }, ["3\r\nabc\r\n0\r\n\r\n"]);
    expect(await codeOf(missing)).toBe("MalformedTrailerError");
  });
});

describe("a body of signed chunks", () => {
  /** The worked example of the S3 API reference: 66,560 letters "a" in chunks of 64 KiB and 1 KiB. */
  const scope = { day: "20130524", region: "us-east-1", service: "s3" };
  const signing: ChunkSigning = {
    key: signingKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", scope),
    date: "20130524T000000Z",
    scope,
    seed: "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
  };
  const published = [
    ["10000", "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648", 65_536],
    ["400", "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497", 1024],
    ["0", "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9", 0],
  ] as const;
  const wire = published
    .map(([size, signature, bytes]) => `${size};chunk-signature=${signature}\r\n${"a".repeat(bytes)}\r\n`)
    .join("");
  const options = { signing, trailer: null, decodedBytes: 66_560 };

  test("with the published signatures is accepted", async () => {
    const { output } = await decode(options, [wire]);
    expect(output).toBe("a".repeat(66_560));
  });

  test("with a changed byte, a changed signature, or chunks in another order is refused", async () => {
    const changed = [wire.replace("aaaa", "aaba"), wire.replace("=ad80", "=ad81"), wire.replace("=b6c6", "=b6c7")];
    for (const forged of changed) expect(await codeOf(decode(options, [forged]))).toBe("SignatureDoesNotMatch");
    const unsigned = wire.replaceAll(/;chunk-signature=\w+/g, "");
    expect(await codeOf(decode(options, [unsigned]))).toBe("InvalidRequest");
  });

  test("needs a signature for its trailer too", async () => {
    const [data, name] = ["abc", "x-amz-checksum-crc32"];
    const first = signChunk(signing, signing.seed, sha256Hex(data));
    const last = signChunk(signing, first, sha256Hex(""));
    const seal = signTrailer(signing, last, `${name}:NSRBwg==\n`);
    const body = `3;chunk-signature=${first}\r\n${data}\r\n0;chunk-signature=${last}\r\n${name}:NSRBwg==\r\n`;
    const given = { signing, trailer: name, decodedBytes: 3 };
    const good = await decode(given, [`${body}x-amz-trailer-signature:${seal}\r\n\r\n`]);
    expect(good).toEqual({ output: "abc", trailer: "NSRBwg==" });
    const forged = `${body.replace("NSRB", "NSRC")}x-amz-trailer-signature:${seal}\r\n\r\n`;
    expect(await codeOf(decode(given, [forged]))).toBe("SignatureDoesNotMatch");
    expect(await codeOf(decode(given, [`${body}\r\n`]))).toBe("MalformedTrailerError");
  });
});

describe("an upload in chunks over the wire", () => {
  const path = `/${BUCKET}/chunked`;
  const describeUpload = (form: string, more: Record<string, string> = {}) => ({
    method: "PUT",
    path,
    payloadHash: form,
    headers: { "content-encoding": "aws-chunked", "x-amz-decoded-content-length": "3", ...more },
  });

  test("with signed chunks is stored, and with a forged one nothing is", () =>
    withS3(async ({ s3 }) => {
      const { headers, signing } = signedHeaders(s3, describeUpload("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"));
      const first = signChunk(signing, signing.seed, sha256Hex("abc"));
      const body = (data: string) =>
        `3;chunk-signature=${first}\r\n${data}\r\n0;chunk-signature=${signChunk(signing, first, sha256Hex(""))}\r\n\r\n`;
      expect(await send(s3, "PUT", path, headers, body("abx"))).toMatchObject({
        status: 403,
        code: "SignatureDoesNotMatch",
      });
      expect(await sendSigned(s3, { path })).toMatchObject({ code: "NoSuchKey" });
      expect((await send(s3, "PUT", path, headers, body("abc"))).status).toBe(200);
      const found = await sendSigned(s3, { path });
      expect([found.body, found.headers["content-encoding"]]).toEqual(["abc", undefined]);
    }));

  test("whose trailing checksum is wrong, malformed or missing stores nothing", () =>
    withS3(async ({ s3 }) => {
      const more = { "x-amz-trailer": "x-amz-checksum-crc32", "x-amz-sdk-checksum-algorithm": "CRC32" };
      const upload = (trailer: string) => {
        const { headers } = signedHeaders(s3, describeUpload("STREAMING-UNSIGNED-PAYLOAD-TRAILER", more));
        return send(s3, "PUT", path, headers, `3\r\nabc\r\n0\r\n${trailer}\r\n`);
      };
      expect((await upload("x-amz-checksum-crc32:AAAAAA==\r\n")).code).toBe("BadDigest");
      expect((await upload("x-amz-checksum-crc32:xyz\r\n")).code).toBe("InvalidRequest");
      expect((await upload("")).code).toBe("MalformedTrailerError");
      expect(await sendSigned(s3, { path })).toMatchObject({ code: "NoSuchKey" });
      expect((await upload("x-amz-checksum-crc32:NSRBwg==\r\n")).status).toBe(200);
    }));
});
