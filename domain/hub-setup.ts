/** Instructions for programs that load from this registry: the same lines in the terminal and in the browser. */

export interface HubSetup {
  /** Address of the download API, without a slash at the end. */
  readonly url: string;
  /** A token, or what stands in its place. */
  readonly token: string;
}

export interface SetupLines {
  readonly title: string;
  readonly lines: readonly string[];
}

/** An example for each kind of client. */
export function hubSetup({ url, token }: HubSetup): readonly SetupLines[] {
  return [
    { title: "bash, zsh", lines: [`export HF_ENDPOINT=${url}`, `export HF_TOKEN=${token}`] },
    { title: "PowerShell", lines: [`$env:HF_ENDPOINT = "${url}"`, `$env:HF_TOKEN = "${token}"`] },
    {
      title: "Python, before any import of a library of Hugging Face",
      lines: ["import os", `os.environ["HF_ENDPOINT"] = "${url}"`, `os.environ["HF_TOKEN"] = "${token}"`],
    },
    {
      title: "transformers.js, with a token of the role reader",
      lines: [
        'import { env } from "@huggingface/transformers";',
        `env.remoteHost = "${url}/t/${token}/";`,
        "env.fetch = async (...request) => {",
        "  const response = await fetch(...request);",
        '  if (response.status === 403) throw new Error(response.headers.get("x-error-message"));',
        "  return response;",
        "};",
      ],
    },
    {
      title: "@huggingface/hub",
      lines: [`await snapshotDownload({ repo: "namespace/name", hubUrl: "${url}", accessToken: "${token}" });`],
    },
    {
      title: "llama.cpp",
      lines: [`HF_ENDPOINT=${url} llama-cli -hf namespace/name --hf-token ${token}`],
    },
    {
      title: "curl",
      lines: [`curl -L -OJ -H "Authorization: Bearer ${token}" ${url}/namespace/name/resolve/main/config.json`],
    },
  ];
}
