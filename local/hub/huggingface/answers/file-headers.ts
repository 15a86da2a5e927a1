import type { Headers } from "../../http/reply.ts";

const TEXT = /(\.(cfg|csv|gitattributes|html?|ini|jinja|jsonl?|md|py|toml|tsv|txt|ya?ml)|^|\/)(LICENSE|README)?$/i;

/** "text/plain" for what reads as text, as the Hub labels every text file. */
const typeOf = (path: string): string => (TEXT.test(path) ? "text/plain; charset=utf-8" : "application/octet-stream");

export const isText = (path: string): boolean => typeOf(path).startsWith("text/");

/** Content-Disposition with the name in both spellings, as the Hub sends it. */
export function disposition(path: string, download: boolean): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const plain = name.replaceAll(/[^\x20-\x7e]/g, "_").replaceAll(/["\\]/g, "\\$&");
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${download ? "attachment" : "inline"}; filename*=UTF-8''${encoded}; filename="${plain}";`;
}

/** Headers of a file's own bytes, before validators and ranges. */
export const fileHeaders = (path: string, download: boolean): Headers => ({
  "Content-Type": typeOf(path),
  "Content-Disposition": disposition(path, download),
});
