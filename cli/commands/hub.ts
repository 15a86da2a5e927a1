/** `gatehouse hub`: how the tools of Hugging Face are set up for this registry. */
import { hubSetup } from "../../domain/hub-setup.ts";
import { JSON_OPTION, type Register } from "../context.ts";

const TOKEN = "hf_YOUR_TOKEN";

export const registerHub: Register = (program, context, end) => {
  program
    .command("hub")
    .description("print how transformers, datasets, llama.cpp and others load approved models from this registry")
    .option("--new-token <name>", "also create a token of the role reader and put it into the lines")
    .option(...JSON_OPTION)
    .action(async ({ newToken, json }: { newToken?: string; json: boolean }) => {
      const { url: registry, client, answer } = await context.registry();
      const body = { name: newToken ?? "", role: "reader" as const };
      const made = newToken === undefined ? null : await answer(client.POST("/tokens", { body }));
      const url = `${registry.replace(/\/+$/, "")}/hub`;
      const sections = hubSetup({ url, token: made?.data?.token ?? TOKEN });
      const text = () => sections.map(({ title, lines }) => `# ${title}\n${lines.join("\n")}\n`).join("\n");
      context.show(json, { url, setup: sections }, text);
      if (!json && made === null)
        context.err(`put a token in the place of ${TOKEN}: gatehouse token create <name> --role reader\n`);
      end(0);
    });
};
