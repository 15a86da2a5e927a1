import { Tabs } from "@base-ui/react/tabs";
import { Link } from "@tanstack/react-router";
import { hubSetup } from "../../domain/hub-setup.ts";
import type { Artifact } from "../api/client.ts";
import { Snippet } from "../design/copy.tsx";
import { quoted } from "../shell/commands.tsx";
import styles from "./use-it.module.css";

interface Way {
  readonly name: string;
  readonly says: string;
  readonly lines: string;
}

/** How to load the artifact, with the address of this registry. */
export function UseIt({ artifact }: { readonly artifact: Artifact }) {
  if (artifact.data.archive === undefined)
    return <p className="muted">Only an artifact that was taken in can be used.</p>;
  const ways = waysFor(artifact);
  return (
    <section className="stack" aria-label="Use it">
      <p className="muted">
        <code>TOKEN</code> is a personal token of yours: <Link to="/settings">make one</Link> first.
      </p>
      <Tabs.Root defaultValue={ways[0]?.name}>
        <Tabs.List className={styles["list"]} aria-label="Tools">
          {ways.map(({ name }) => (
            <Tabs.Tab key={name} value={name} className={styles["tab"]}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {ways.map(({ name, says, lines }) => (
          <Tabs.Panel key={name} value={name} className={`stack ${styles["panel"]}`}>
            <p>{says}</p>
            <Snippet text={lines} label={name} />
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </section>
  );
}

/** `namespace/name` of the source, as the tools of Hugging Face ask for it; null for GitHub. */
const repositoryOf = ({ data }: Artifact): string | null =>
  /^https:\/\/huggingface\.co\/(?:datasets\/|spaces\/)?([^/]+(?:\/[^/]+)?)/.exec(
    data.url.replace(/\/tree\/.*$/, ""),
  )?.[1] ?? null;

function waysFor(artifact: Artifact): Way[] {
  const { type, id, name } = artifact.metadata;
  const registry = window.location.origin;
  const zip = quoted(`${name}.zip`);
  const repository = repositoryOf(artifact);
  return [
    ...(repository === null ? [] : hubWays(artifact, repository)),
    {
      name: "gatehouse",
      says: "Downloads the zip, continues where it was interrupted, and checks every file against its digest.",
      lines: `gatehouse login --url ${registry}\ngatehouse download ${id} --type ${type}`,
    },
    {
      name: "curl",
      says: "Downloads the zip; the registry answers with a signed address.",
      lines: [
        `curl -fL -H "Authorization: Bearer $TOKEN" -o ${zip} ${registry}/artifacts/${type}/${id}/download`,
        `unzip -q ${zip} -d ${quoted(name)}`,
      ].join("\n"),
    },
  ];
}

/** The tools of Hugging Face load from the registry as they would from there. */
function hubWays({ metadata: { type } }: Artifact, repository: string): Way[] {
  const url = `${window.location.origin}/hub`;
  const [shell] = hubSetup({ url, token: "$TOKEN" });
  const before = shell?.lines.join("\n") ?? "";
  const kind = type === "model" ? "" : ` --repo-type ${type === "dataset" ? "dataset" : "space"}`;
  const hf: Way = {
    name: "hf",
    says: "Downloads the files that the registry holds with the command of huggingface_hub.",
    lines: `${before}\nhf download ${repository}${kind}`,
  };
  if (type === "dataset") {
    const lines = `${before}\npython -c 'from datasets import load_dataset; print(load_dataset("${repository}"))'`;
    return [{ name: "datasets", says: "Loads the dataset from this registry.", lines }, hf];
  }
  if (type === "code") return [hf];
  const python = `from transformers import AutoModel, AutoTokenizer\n\ntokenizer = AutoTokenizer.from_pretrained("${repository}")\nmodel = AutoModel.from_pretrained("${repository}")`;
  return [
    {
      name: "transformers",
      says: "Loads the model from this registry; nothing in the program changes.",
      lines: `${before}\n\n# then, in Python\n${python}`,
    },
    hf,
    {
      name: "llama.cpp",
      says: "Runs a model whose files are GGUF.",
      lines: `${before}\nllama-cli -hf ${repository} --hf-token $TOKEN`,
    },
  ];
}
