import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect } from "vitest";
import type { LocalS3 } from "../../../local/s3.ts";
import { type AwsCli, anAwsCli } from "../../support/programs/aws-cli.ts";
import { isInstalled, testWith } from "../../support/programs/programs.ts";
import { BUCKET, MIB, patterned, type World, withS3 } from "./with-s3.ts";

const run = promisify(execFile);

const awsTest = testWith("aws");

/** The parameter of PutObject that both clients lack before August 2024, and in Debian 12: they merge this into what they know. */
const MISSING = {
  version: 1,
  merge: {
    shapes: {
      PutObjectRequest: {
        members: { IfNoneMatch: { shape: "IfNoneMatch", location: "header", locationName: "If-None-Match" } },
      },
    },
  },
};

let shared: string;
let cli: AwsCli;
const awsConfig = () => path.join(shared, "aws-config");
beforeAll(async () => {
  shared = await mkdtemp(path.join(tmpdir(), "gatehouse-clients-"));
  const known = path.join(shared, "s3", "2006-03-01");
  await mkdir(known, { recursive: true });
  await writeFile(path.join(known, "service-2.sdk-extras.json"), JSON.stringify(MISSING));
  await writeFile(awsConfig(), "[default]\ns3 =\n  signature_version = s3v4\n");
  const env = { ...process.env, AWS_CONFIG_FILE: awsConfig(), AWS_DATA_PATH: shared };
  if (isInstalled("aws")) cli = await anAwsCli(shared, env);
});
afterAll(async () => {
  cli?.stop();
  await rm(shared, { recursive: true, force: true });
});

/** Nothing of the machine's own AWS configuration may reach the clients, nor may they look for any elsewhere. */
const environment = (s3: LocalS3): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  AWS_ACCESS_KEY_ID: s3.accessKeyId,
  AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
  AWS_DEFAULT_REGION: s3.region,
  AWS_ENDPOINT_URL_S3: s3.endpoint,
  AWS_CONFIG_FILE: "/dev/null",
  AWS_DATA_PATH: shared,
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
  NO_PROXY: "127.0.0.1",
});

describe("the aws command", () => {
  const withAws = (body: (aws: (line: string) => Promise<string>, folder: string, world: World) => Promise<void>) =>
    withS3(async (world) => {
      const folder = path.join(world.directory, "..", `${path.basename(world.directory)}-files`);
      await mkdir(folder, { recursive: true });
      const env = { ...environment(world.s3), AWS_CONFIG_FILE: awsConfig() };
      const aws = async (line: string): Promise<string> => {
        // Given by name: versions before 2.13 do not read the variable.
        const { stdout } = await run(cli.file, ["--endpoint-url", world.s3.endpoint, ...line.split(" ")], {
          cwd: folder,
          env,
        });
        return stdout;
      };
      try {
        await body(aws, folder, world);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });

  awsTest("copies a file of 20 MiB up in parts, on the server, and down again unchanged", () =>
    withAws(async (aws, folder, { s3 }) => {
      const content = patterned(20 * MIB + 3);
      await writeFile(path.join(folder, "model.bin"), content);
      await aws(`s3 cp model.bin s3://${BUCKET}/dir/model.bin --only-show-errors`);
      await aws(`s3 cp s3://${BUCKET}/dir/model.bin s3://${BUCKET}/copy.bin --only-show-errors`);
      await aws(`s3 cp s3://${BUCKET}/copy.bin back.bin --only-show-errors`);
      expect(content.equals(await readFile(path.join(folder, "back.bin")))).toBe(true);
      expect(s3.requests.get("UploadPart")).toBe(3);
      expect(s3.requests.get("UploadPartCopy")).toBe(3);
    }),
  );

  awsTest("synchronises a folder, lists it, and removes it", () =>
    withAws(async (aws, folder) => {
      await mkdir(path.join(folder, "up", "sub"), { recursive: true });
      const files = ["a.txt", "sub/b c.txt", "sub/ü+&.txt"];
      // The command compares with times that are cut to seconds: what was written a moment ago would seem newer.
      const before = new Date("2026-01-02T03:04:05Z");
      for (const file of files) {
        await writeFile(path.join(folder, "up", file), `content of ${file}`);
        await utimes(path.join(folder, "up", file), before, before);
      }
      await aws(`s3 sync up s3://${BUCKET}/tree --only-show-errors`);
      expect(await aws(`s3 sync up s3://${BUCKET}/tree --dryrun`)).toBe("");
      expect((await aws(`s3 ls s3://${BUCKET}/tree/`)).match(/PRE sub\/|a\.txt/g)).toEqual(["PRE sub/", "a.txt"]);
      await aws(`s3 sync s3://${BUCKET}/tree down --only-show-errors`);
      for (const file of files)
        expect(await readFile(path.join(folder, "down", file), "utf8")).toBe(`content of ${file}`);
      await aws(`s3 rm s3://${BUCKET}/tree --recursive --only-show-errors`);
      expect(await aws(`s3api list-objects-v2 --bucket ${BUCKET} --no-paginate --query KeyCount`)).toBe("0\n");
    }),
  );

  awsTest("makes presigned URLs that download, and tells the reason of a refusal", () =>
    withAws(async (aws, folder) => {
      await writeFile(path.join(folder, "f"), "presigned");
      await aws(`s3 cp f s3://${BUCKET}/f --only-show-errors`);
      const url = (await aws(`s3 presign s3://${BUCKET}/f --expires-in 60`)).trim();
      expect(await (await fetch(url)).text()).toBe("presigned");
      await expect(aws(`s3api get-object --bucket ${BUCKET} --key none out`)).rejects.toThrow("NoSuchKey");
      await expect(aws(`s3api put-object --bucket ${BUCKET} --key f --if-none-match *`)).rejects.toThrow(
        "PreconditionFailed",
      );
    }),
  );
});

/** What boto3 does through its own transfer code; prints one line when everything held. */
const botoScript = `
import io, os, boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError
s3 = boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL_S3"], config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}))
bucket, data = "${BUCKET}", bytes(range(256)) * 65536
config = TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=6 << 20)
for algorithm in ("CRC32", "SHA1", "SHA256"):
    s3.upload_fileobj(io.BytesIO(data), bucket, "k/" + algorithm, Config=config, ExtraArgs={"ChecksumAlgorithm": algorithm})
    out = io.BytesIO()
    s3.download_fileobj(bucket, "k/" + algorithm, out, Config=config)
    assert out.getvalue() == data, algorithm
s3.copy({"Bucket": bucket, "Key": "k/CRC32"}, bucket, "copied", Config=config)
assert s3.get_object(Bucket=bucket, Key="copied", Range="bytes=-3")["Body"].read() == bytes([253, 254, 255])
try:
    s3.put_object(Bucket=bucket, Key="copied", Body=b"x", IfNoneMatch="*")
    raise AssertionError("overwritten")
except ClientError as error:
    assert error.response["Error"]["Code"] == "PreconditionFailed", error
pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, PaginationConfig={"PageSize": 1})
keys = [item["Key"] for page in pages for item in page.get("Contents", [])]
s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in keys]})
assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0
print("held", keys[0], len(keys))
`;

testWith("python3", "boto3")("boto3 uploads, downloads, copies, pages and deletes through its transfer code", () =>
  withS3(async ({ s3 }) => {
    const { stdout } = await run("python3", ["-c", botoScript], { env: environment(s3) });
    expect(stdout).toBe("held copied 4\n");
    expect(s3.requests.get("UploadPart")).toBe(9);
  }),
);
