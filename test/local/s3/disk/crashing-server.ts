/** Runs the embedded S3 in a process of its own, for tests that kill it. Arguments: directory, bucket. */
import { startS3 } from "../../../../local/s3.ts";
import { BUCKET, credentials } from "../with-s3.ts";

const s3 = await startS3({ directory: process.argv[2] ?? "", ...credentials, buckets: [BUCKET] });
process.stdout.write(`${s3.port}\n`);
