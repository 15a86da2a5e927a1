// Downloads the model file of a repository with node-llama-cpp, by its path and by its tag, and prints where it is.
import path from "node:path";
import { createModelDownloader } from "node-llama-cpp";

const { id, endpoint, into } = JSON.parse(process.env.ORDER);
const file = "clear-bert-Q4_K_M.gguf";
for (const [folder, modelUri] of Object.entries({ path: `hf:${id}/${file}`, tag: `hf:${id}:Q4_K_M` })) {
  const downloader = await createModelDownloader({
    modelUri,
    dirPath: path.join(into, folder),
    showCliProgress: false,
    tokens: { huggingFace: process.env.HF_TOKEN },
    endpoints: { huggingFace: `${endpoint}/` },
  });
  console.log(JSON.stringify({ file: await downloader.download(), path: file }));
}
