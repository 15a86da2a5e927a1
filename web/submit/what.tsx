import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { canonicalUrl, refsOf } from "../../domain/link.ts";
import type { ArtifactType } from "../api/client.ts";
import { siblingsQuery } from "../api/queries.ts";
import { StatusMark } from "../design/status.tsx";
import styles from "./submit.module.css";
import type { Understood } from "./understand.ts";

/** What was understood of a link: type, repository, revision, and what the registry has of it already. */
export function What(props: {
  readonly understood: Understood;
  readonly type: ArtifactType | null;
  readonly onType: (type: ArtifactType) => void;
  readonly isAlone: boolean;
}) {
  const { understood, onType, isAlone } = props;
  const { link, fault, text } = understood;
  if (link === null)
    return (
      <p className="problem" role="alert">
        {!isAlone && <code>{text} </code>}
        {fault}
      </p>
    );
  return (
    <div className={styles["what"]}>
      <dl className={styles["facts"]}>
        <dt>{isAlone ? "Understood as" : link.type}</dt>
        <dd>
          {isAlone && `${link.type} `}
          <strong>{link.repository}</strong> on {link.host === "github" ? "GitHub" : "Hugging Face"}
        </dd>
        {isAlone && (
          <>
            <dt>Revision</dt>
            <dd>{revision(link)}</dd>
          </>
        )}
      </dl>
      {isAlone && link.host === "github" && (
        <fieldset className={styles["types"]}>
          <legend className="hidden">What is in the repository</legend>
          {(["code", "dataset"] as const).map((one) => (
            <label key={one} className="row">
              <input type="radio" name="type" checked={link.type === one} onChange={() => onType(one)} /> {one}
            </label>
          ))}
        </fieldset>
      )}
      <Known understood={understood} />
    </div>
  );
}

function revision(link: NonNullable<Understood["link"]>): string {
  if (link.revision === "HEAD") return "the default branch";
  const [longest] = refsOf(link);
  const parts = link.revision.split("/").length;
  return parts > 1 && longest !== undefined
    ? `${link.revision}: the source says where the branch or tag ends; a folder after it is ignored`
    : link.revision;
}

/** Artifacts of this repository that the registry has. */
function Known({ understood: { link } }: { readonly understood: Understood }) {
  const { data = [] } = useQuery({ ...siblingsQuery(link === null ? "" : canonicalUrl(link)), enabled: link !== null });
  const known = data.filter(({ metadata }) => metadata.type === link?.type).slice(0, 3);
  return known.map(({ metadata, status, url }) => (
    <p key={metadata.id} className="row">
      <span className="muted">Already here:</span>
      <Link to="/$type/$id" params={{ type: metadata.type, id: String(metadata.id) }}>
        {metadata.name} (#{metadata.id})
      </Link>
      <StatusMark status={status} />
      {/\/tree\//.test(url) && <code className="muted">{url.split("/tree/")[1]}</code>}
    </p>
  ));
}
