import { LinkFault, likelyType, parseSourceLink, type SourceLink } from "../../domain/link.ts";
import type { ArtifactType } from "../api/client.ts";

/** A line that somebody pasted: the link as the registry will read it, or what is wrong with it. */
export interface Understood {
  readonly text: string;
  readonly link: SourceLink | null;
  readonly fault: string | null;
}

/** The lines that hold something, each once. */
export const read = (text: string): string[] => [
  ...new Set(
    text
      .split(/\s+/)
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
];

/** `type` is what the person chose, null for what the link most likely names. */
export function understand(text: string, type: ArtifactType | null): Understood {
  try {
    return { text, link: parseSourceLink(text, type ?? likelyType(text)), fault: null };
  } catch (error) {
    if (!(error instanceof LinkFault)) throw error;
    if (type !== null) return understand(text, null);
    return { text, link: null, fault: `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.` };
  }
}
