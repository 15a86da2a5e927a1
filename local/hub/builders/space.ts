import type { SampleRepository } from "../sample.ts";
import { commitsOf, licenseFile, merged, passed, SHARED, type Shared } from "./parts.ts";

export interface SpaceOverrides extends Shared {
  readonly models?: readonly string[];
}

/** A space with an app that shows a model. */
export function aSpace(id: string, overrides: SpaceOverrides = {}): SampleRepository {
  const { license = "mit", models = ["acme/clear-bert"] } = overrides;
  const listed = models.length === 0 ? "" : `models:\n${models.map((model) => `  - ${model}\n`).join("")}`;
  const front = `---\ntitle: Message sorter\nsdk: gradio\nsdk_version: 5.8.0\napp_file: app.py\n${license === null ? "" : `license: ${license}\n`}${listed}---\n`;
  const app = `import gradio\nfrom transformers import pipeline\n\nsort = pipeline("text-classification", model="${models[0] ?? "acme/clear-bert"}")\n\ngradio.Interface(fn=lambda text: sort(text)[0]["label"], inputs="text", outputs="text").launch()\n`;
  const made = [
    ...(overrides.readme === null
      ? []
      : [
          {
            path: "README.md",
            content: overrides.readme ?? `${front}\n# Message sorter\n\nPaste a message and see its group.\n`,
          },
        ]),
    ...licenseFile(license),
    { path: "app.py", content: app },
    { path: "requirements.txt", content: "gradio==5.8.0\ntransformers==4.46.3\ntorch==2.5.1\n" },
  ];
  return {
    commits: commitsOf(["initial commit", "Add app"], "2025-07-01T09:00:00Z"),
    ...passed({ ...overrides }, [...SHARED, "models"]),
    kind: "space",
    id,
    files: merged(made, overrides),
  };
}
