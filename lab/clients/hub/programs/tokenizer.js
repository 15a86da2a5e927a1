// Loads configuration and tokenizer of a model with transformers.js, set up as `gatehouse hub` says, and prints the files.
import { existsSync } from "node:fs";
import path from "node:path";
import { AutoConfig, AutoTokenizer, env } from "@huggingface/transformers";

const { id, revision, endpoint, into } = JSON.parse(process.env.ORDER);
env.remoteHost = `${endpoint}/t/${process.env.HF_TOKEN}/`;
env.fetch = async (...request) => {
  const response = await fetch(...request);
  if (response.status === 403) throw new Error(response.headers.get("x-error-message"));
  return response;
};
env.allowLocalModels = false;
env.cacheDir = path.join(into, "cache");

await AutoConfig.from_pretrained(id, { revision });
const tokenizer = await AutoTokenizer.from_pretrained(id, { revision });
if (tokenizer.encode("where is the parcel").length < 4) throw new Error("the tokenizer does not work");
for (const file of ["config.json", "tokenizer.json", "tokenizer_config.json"]) {
  const places = [path.join(env.cacheDir, id, file), path.join(env.cacheDir, id, revision, file)];
  console.log(JSON.stringify({ file: places.find((place) => existsSync(place)), path: file }));
}
