// Loads a repository with the version of @huggingface/hub that PACKAGE names, and prints where the files are.
import { writeFile } from "node:fs/promises";
import path from "node:path";

const hub = await import(process.env.PACKAGE);
const { type, id, revision, endpoint, into, paths } = JSON.parse(process.env.ORDER);
const accessToken = process.env.HF_TOKEN;
// Version 0.21 sends the token with pathsInfo only when it is given in its older form.
const from = { repo: { type, name: id }, revision, hubUrl: endpoint, accessToken, credentials: { accessToken } };
const cached = { ...from, cacheDir: path.join(into, "cache") };
const print = (loaded) => console.log(JSON.stringify(loaded));

if (hub.snapshotDownload !== undefined) print({ snapshot: await hub.snapshotDownload(cached) });
else
  for await (const { type: kind, path: file } of hub.listFiles({ ...from, recursive: true }))
    if (kind === "file") print({ file: await hub.downloadFileToCacheDir({ ...cached, path: file }), path: file });

for (const [index, file] of paths.entries()) {
  const content = await hub.downloadFile({ ...from, path: file });
  if (content === null) throw new Error(`${file} does not exist`);
  const to = path.join(into, String(index));
  await writeFile(to, Buffer.from(await content.arrayBuffer()));
  print({ file: to, path: file });
}
