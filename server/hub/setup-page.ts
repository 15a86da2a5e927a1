import { createHash } from "node:crypto";
import type { Request } from "express";
import { hubSetup } from "../../domain/hub-setup.ts";
import type { AnyReply } from "../http/replies.ts";

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
h1 { font-size: 1.5rem } h2 { font-size: 1rem; margin: 1.5rem 0 .25rem }
pre { overflow-x: auto; padding: .75rem; border: 1px solid #8886; border-radius: 6px; margin: 0 }
`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");
/** In place of the reader's own token. */
const TOKEN = "hf_YOUR_TOKEN";

/** How clients are set up for this registry: a page for browsers, plain text for everybody else. */
export function setupPage(request: Request, url: string): AnyReply {
  const sections = hubSetup({ url, token: TOKEN });
  if (request.accepts(["text", "html"]) !== "html") {
    const text = sections.map(({ title, lines }) => [`# ${title}`, ...lines].join("\n")).join("\n\n");
    return { status: 200, body: `${text}\n`, mediaType: "text/plain" };
  }
  const parts = sections.map(
    ({ title, lines }) => `<section><h2>${escaped(title)}</h2><pre>${escaped(lines.join("\n"))}</pre></section>`,
  );
  const body = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Load models from this registry</title>
<style>${STYLE}</style></head>
<body>
<h1>Load models and datasets from this registry</h1>
<p>Approved models and datasets load with the tools of Hugging Face. Make a token with
<code>gatehouse token create</code>, then set:</p>
${parts.join("\n")}
</body>
</html>
`;
  const policy = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'`;
  return { status: 200, headers: { "Content-Security-Policy": policy }, body, mediaType: "text/html" };
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
