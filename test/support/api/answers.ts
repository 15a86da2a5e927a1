import type { components } from "../../../generated/api.ts";
import type { Answer } from "./contract-client.ts";

type Artifact = components["schemas"]["Artifact"];

/** Id of the accepted artifact. Throws for any other answer. */
export function acceptedId({ status, body }: Answer<"ArtifactCreate">): number {
  if (status !== 202 || !("artifact_id" in body))
    throw new Error(`posting answered ${status}: ${JSON.stringify(body)}`);
  return body.artifact_id;
}

/** The `offset` of the next page; null on the last page, which has an `offset` but no `Link`. */
export const nextOffset = (headers: Headers): string | null => (headers.has("link") ? headers.get("offset") : null);

/** The artifact with the fields of a status. Throws when it has another one. */
export function withStatus<Status extends Artifact["status"]>(
  artifact: Artifact | undefined,
  status: Status,
): Extract<Artifact, { status: Status }> {
  if (artifact?.status !== status) throw new Error(`the artifact is ${artifact?.status}: ${artifact?.status_message}`);
  return artifact as Extract<Artifact, { status: Status }>;
}
