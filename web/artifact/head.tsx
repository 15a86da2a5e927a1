import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type Artifact, api, body, sentence } from "../api/client.ts";
import { isRunning } from "../api/live.ts";
import { artifactQuery } from "../api/queries.ts";
import { Confirm } from "../design/overlay/dialog.tsx";
import { Menu } from "../design/overlay/menu.tsx";
import type { MenuItem } from "../design/overlay/menus.tsx";
import { Ago } from "../design/time.tsx";
import { type Command, quoted, Terminal } from "../shell/commands.tsx";
import { useCaller } from "../shell/session.tsx";
import { post, Refused } from "../submit/post.tsx";
import styles from "./artifact.module.css";

/** Name, origin and actions. */
export function Head({ artifact }: { readonly artifact: Artifact }) {
  const { metadata, data, revision, created_at, posted_by } = artifact;
  return (
    <header className={styles["head"]}>
      <div>
        <h1 className={styles["title"]}>{metadata.name}</h1>
        <p className={`muted ${styles["origin"]}`}>
          {metadata.type} #{metadata.id} ·{" "}
          <a href={data.url} rel="noreferrer">
            {data.url.replace("https://", "")}
          </a>{" "}
          · {revision.requested}
          {revision.commit !== null && (
            <>
              {" @ "}
              <code title={revision.commit}>{revision.commit.slice(0, 7)}</code>
            </>
          )}{" "}
          · posted {posted_by !== undefined && `by ${posted_by} `}
          <Ago at={created_at} />
        </p>
      </div>
      <Actions artifact={artifact} />
    </header>
  );
}

function Actions({ artifact }: { readonly artifact: Artifact }) {
  const [asking, setAsking] = useState(false);
  const { role } = useCaller();
  const navigate = useNavigate();
  const { metadata, data, status, failure } = artifact;
  const { type } = metadata;
  const change = useChanges(artifact);
  const items = itemsFor(artifact, {
    compare: () => void navigate({ to: "/compare", search: { a: metadata.id } }),
    update: () => change.update.mutate(),
    remove: () => setAsking(true),
  });
  const canRetry =
    role !== "reader" && (status === "rejected" || (status === "failed" && failure?.retryable !== false));
  return (
    <div className={styles["actions"]}>
      <Terminal commands={commandsFor(artifact)} />
      <Menu label="More actions" items={items}>
        <span aria-hidden="true">⋯</span>
      </Menu>
      {canRetry && (
        <button
          type="button"
          className="button"
          disabled={change.retry.isPending}
          onClick={() => change.retry.mutate()}
        >
          {status === "rejected" ? "Submit again" : "Try again"}
        </button>
      )}
      {data.download_url !== undefined && (
        <Link
          to="/$type/$id"
          params={{ type, id: String(metadata.id) }}
          search={{ tab: "use" }}
          className="button primary"
        >
          Use it
        </Link>
      )}
      {change.problem !== null && <Refused error={change.problem} type={type} />}
      <Remove artifact={artifact} change={change} open={asking} onClose={() => setAsking(false)} />
    </div>
  );
}

function Remove(props: {
  readonly artifact: Artifact;
  readonly change: ReturnType<typeof useChanges>;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { artifact, change, open, onClose } = props;
  const { remove } = change;
  return (
    <Confirm
      title={`${deleteWord(artifact)} ${artifact.metadata.name}?`}
      what={whatIsLost(artifact)}
      action={deleteWord(artifact)}
      open={open}
      pending={remove.isPending}
      problem={remove.error === null ? null : sentence(remove.error)}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
}

/** The registry shows who posted an artifact to those only who may change it. */
function itemsFor(artifact: Artifact, act: Record<"compare" | "update" | "remove", () => void>): MenuItem[] {
  const mayChange = artifact.posted_by !== undefined;
  const isIdle = artifact.status === "completed" && !isRunning(artifact);
  return [
    { label: "Compare with another", onSelect: act.compare },
    ...(mayChange && isIdle ? [{ label: "Update from the source", onSelect: act.update }] : []),
    ...(mayChange ? [{ label: deleteWord(artifact), onSelect: act.remove, isDanger: true }] : []),
  ];
}

const deleteWord = ({ status }: Artifact): string =>
  status === "completed" || status === "rejected" || status === "failed" ? "Delete" : "Cancel";

function whatIsLost(artifact: Artifact): string {
  const { type, id } = artifact.metadata;
  if (deleteWord(artifact) === "Cancel") return `The ingest of ${type} ${id} stops, and what it copied is removed.`;
  return artifact.status === "completed"
    ? `Nobody can download ${type} ${id} any more, and files that no other artifact needs are removed. The audit log keeps what was done.`
    : `The record of ${type} ${id} with its reasons is removed. There are no files.`;
}

function useChanges(artifact: Artifact) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { type, id } = artifact.metadata;
  const path = { artifact_type: type, id };
  const update = useMutation({
    mutationFn: () => body(api.PUT("/artifacts/{artifact_type}/{id}", { params: { path }, body: {} })),
    onSuccess: () => client.invalidateQueries({ queryKey: artifactQuery(type, id).queryKey }),
  });
  const retry = useMutation({
    mutationFn: () => post(type, artifact.data.url),
    onSuccess: (posted) => navigate({ to: "/$type/$id", params: { type, id: String(posted.id) } }),
  });
  const remove = useMutation({
    mutationFn: () => body(api.DELETE("/artifacts/{artifact_type}/{id}", { params: { path } })),
    onSuccess: async () => {
      await navigate({ to: "/" });
      await client.invalidateQueries({ queryKey: ["list"] });
      await client.invalidateQueries({ queryKey: ["counts"] });
    },
  });
  return { update, retry, remove, problem: update.error ?? retry.error };
}

function commandsFor({ metadata: { type, id }, data, status }: Artifact): Command[] {
  const path = `/artifacts/${type}/${id}`;
  return [
    { what: "See it", cli: `gatehouse status ${id} --type ${type}`, path },
    ...(type === "model"
      ? [{ what: "Its rating", cli: `gatehouse rate ${id}`, path: `/artifact/model/${id}/rate` }]
      : []),
    ...(status === "completed"
      ? [{ what: "Download it", cli: `gatehouse download ${id} --type ${type}`, path: `${path}/download` }]
      : []),
    {
      what: "Submit it again",
      cli: `gatehouse ingest ${quoted(data.url)} --type ${type}`,
      method: "POST",
      path: `/artifact/${type}`,
      body: { url: data.url },
    },
    { what: "Delete it", cli: `gatehouse rm ${id} --type ${type}`, method: "DELETE", path },
  ];
}
