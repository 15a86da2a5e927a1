import { Link } from "@tanstack/react-router";
import { ApiFault, type ArtifactType, api, body, type Schemas, sentence } from "../api/client.ts";

/** Submits a link. A registry that ingests within the request answers with the artifact itself. */
export async function post(type: ArtifactType, url: string): Promise<{ type: ArtifactType; id: number }> {
  const call = api.POST("/artifact/{artifact_type}", { params: { path: { artifact_type: type } }, body: { url } });
  const accepted = await body(call);
  return { type, id: "artifact_id" in accepted ? accepted.artifact_id : accepted.metadata.id };
}

/** Why a link was not accepted, with the artifact that has it already where that is the reason. */
export function Refused({ error, type }: { readonly error: unknown; readonly type: ArtifactType }) {
  const existing = error instanceof ApiFault && error.status === 409 ? (error.body as Schemas["Conflict"]) : null;
  const rejected =
    error instanceof ApiFault && error.status === 424 ? (error.body as { artifact?: Schemas["Artifact"] }) : null;
  const id = existing?.existing_id ?? rejected?.artifact?.metadata.id;
  return (
    <p role="alert" className={existing === null ? "problem" : "warn"}>
      {sentence(error)}{" "}
      {id !== undefined && (
        <Link to="/$type/$id" params={{ type, id: String(id) }}>
          See {type} {id}
        </Link>
      )}
    </p>
  );
}
