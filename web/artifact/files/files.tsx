import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Artifact, Schemas } from "../../api/client.ts";
import { manifestQuery } from "../../api/queries.ts";
import { Copy } from "../../design/copy.tsx";
import { bytes, count, plural } from "../../design/format.ts";
import { Skeleton } from "../../design/skeleton.tsx";
import { ReadProblem } from "../../shell/problem.tsx";
import { Finding, Findings } from "../verdict.tsx";
import styles from "./files.module.css";
import { type Entry, entriesOf, openAtFirst } from "./tree.ts";

/** The files of an artifact as a tree, with sizes, digests and what the scan found in each. */
export function Files({ artifact }: { readonly artifact: Artifact }) {
  const { type, id } = artifact.metadata;
  const { data, error, refetch } = useQuery(manifestQuery(type, id));
  const findings = artifact.verdict?.findings ?? [];
  if (error !== null) return <ReadProblem error={error} what="list of files" onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton lines={10} label="Loading the files" />;
  if (data === null)
    return (
      <div className="stack">
        <p className="muted">
          {artifact.status === "rejected" || artifact.status === "failed"
            ? "No files are kept of an artifact that was not taken in."
            : "The files are listed here when the ingest is completed."}
        </p>
        <Findings findings={findings} />
      </div>
    );
  return <Tree key={data.commit} manifest={data} findings={findings} downloadUrl={artifact.data.download_url} />;
}

function Tree(props: {
  readonly manifest: Schemas["Manifest"];
  readonly findings: readonly Schemas["ScanFinding"][];
  readonly downloadUrl: string | undefined;
}) {
  const { manifest, findings, downloadUrl } = props;
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(manifest.files));
  const [most, setMost] = useState(500);
  const entries = useMemo(() => entriesOf(manifest.files, open), [manifest, open]);
  const toggle = (path: string): void => {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    setOpen(next);
  };
  return (
    <section className="stack" aria-label="Files">
      <div className="row spread">
        <p className="num">
          {plural(manifest.files.length, "file")}, {bytes(manifest.bytes_total)}
        </p>
        {downloadUrl !== undefined && (
          <a className="button" href={downloadUrl}>
            Download all as zip
          </a>
        )}
      </div>
      {manifest.missing !== undefined && (
        <p className="warn">
          Missing at the source: {manifest.missing.slice(0, 5).join(", ")}
          {manifest.missing.length > 5 && ` and ${manifest.missing.length - 5} more`}
        </p>
      )}
      <ul className={styles["tree"]}>
        {entries.slice(0, most).map((entry) => (
          <Row key={entry.path} entry={entry} findings={findings} isOpen={open.has(entry.path)} onToggle={toggle} />
        ))}
      </ul>
      {entries.length > most && (
        <button type="button" className="button" onClick={() => setMost(most + 2000)}>
          Show more: {count(entries.length - most)} are left
        </button>
      )}
    </section>
  );
}

function Row(props: {
  readonly entry: Entry;
  readonly findings: readonly Schemas["ScanFinding"][];
  readonly isOpen: boolean;
  readonly onToggle: (path: string) => void;
}) {
  const { entry, findings, isOpen, onToggle } = props;
  const { path, name, depth, file } = entry;
  const here = findings.filter((finding) => finding.path === path);
  return (
    <li className={styles["file"]}>
      <span className={styles["name"]} style={{ paddingInlineStart: depth * 18 }}>
        {file === null ? (
          <button type="button" className={styles["folder"]} aria-expanded={isOpen} onClick={() => onToggle(path)}>
            <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span> {name}/
          </button>
        ) : (
          <span>{name}</span>
        )}
        {file !== null && file.kind !== "file" && <span className="muted"> {kinds[file.kind]}</span>}
      </span>
      <span className="num muted" title={`${count(entry.bytes)} bytes`}>
        {bytes(entry.bytes)}
      </span>
      <span className={styles["digest"]}>
        {file?.sha256 != null && (
          <>
            <code className="muted" title={file.sha256}>
              {file.sha256.slice(0, 12)}
            </code>
            <Copy text={file.sha256} label={`SHA-256 of ${path}`} />
          </>
        )}
        {file === null && <span className="muted num">{plural(entry.files, "file")}</span>}
      </span>
      {here.map((finding) => (
        <span key={`${finding.code} ${finding.member}`} className={styles["finding"]}>
          <Finding finding={finding} />
        </span>
      ))}
    </li>
  );
}

const kinds: Record<string, string> = {
  lfs_pointer: "only the pointer was available",
  submodule: "submodule, not part of the zip",
  symlink: "link, not part of the zip",
};
