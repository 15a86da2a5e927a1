import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

const packed = JSON.parse(
  gunzipSync(readFileSync(path.join(import.meta.dirname, "files.json.gz"))).toString("utf8"),
) as { readonly files: Record<string, string> };

const all = Object.entries(packed.files).map(([name, base64]) => [name, Buffer.from(base64, "base64")] as const);

/** Files that numpy, joblib, scikit-learn, pandas, h5py, onnx, torch, tarfile and zipfile wrote (write.py). */
export const honestFiles = all.filter(([name]) => !name.startsWith("harmful/"));
/** Files of the same tools whose payload is eval("'LOADED'"), or a Lambda layer, or a link out of the folder. */
export const harmfulFiles = all.filter(([name]) => name.startsWith("harmful/"));
