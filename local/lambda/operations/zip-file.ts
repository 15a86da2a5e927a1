import { type Fields, requiredText } from "../http/fields.ts";
import { invalid } from "../http/refusal.ts";

/** The zip of a request, which carries it as base64. */
export function readZip(fields: Fields): Uint8Array {
  for (const name of ["S3Bucket", "S3Key", "ImageUri"]) {
    if (fields[name] !== undefined) throw invalid(`The local Lambda takes code as ZipFile, not by ${name}`);
  }
  const text = requiredText(fields, "ZipFile", /[A-Za-z0-9+/]*={0,2}/);
  return Buffer.from(text, "base64");
}
