/** Posts each link of the command line, follows it to the end, and prints how it ended. */
import { read, submit } from "./client.ts";

for (const url of process.argv.slice(2)) console.log(await follow(url));

/** Branches on `status` alone: it has to tell the compiler which fields there are. */
async function follow(url: string): Promise<string> {
  const submitted = await submit(url);
  switch (submitted.status) {
    case "pending":
      return ending(submitted.artifact_id);
    case "completed":
      return `completed ${submitted.metadata.name}`;
  }
}

async function ending(id: number): Promise<string> {
  for (;;) {
    const artifact = await read(id);
    switch (artifact.status) {
      case "completed":
        return `completed ${artifact.metadata.name} ${new URL(artifact.data.download_url).pathname.split(".").at(-1)}`;
      case "rejected":
        return `rejected ${artifact.metadata.name} ${artifact.verdict.admitted}`;
      case "failed":
        return `failed ${artifact.metadata.name} ${artifact.failure.code}`;
      default:
        await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
