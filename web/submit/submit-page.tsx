import { useMutation } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import type { ArtifactType } from "../api/client.ts";
import { queryClient } from "../api/queries.ts";
import { type Command, quoted, Terminal } from "../shell/commands.tsx";
import { useCaller } from "../shell/session.tsx";
import { BulkResults } from "./bulk.tsx";
import { post, Refused } from "./post.tsx";
import styles from "./submit.module.css";
import { read, type Understood, understand } from "./understand.ts";
import { What } from "./what.tsx";

/** Brings artifacts in: one link, or one a line. */
export function SubmitPage() {
  const { url } = useSearch({ strict: false });
  const { role } = useCaller();
  const [text, setText] = useState(url ?? "");
  const [type, setType] = useState<ArtifactType | null>(null);
  const links = read(text).map((link) => understand(link, type));
  useEffect(() => {
    document.title = "Submit · Gatehouse";
  }, []);
  if (role === "reader")
    return (
      <section className={styles["page"]}>
        <h1>Submit</h1>
        <p>Your role is reader, so you can look and download. An administrator can make you a publisher.</p>
      </section>
    );
  return (
    <section className={styles["page"]}>
      <div className="row spread">
        <h1>Submit</h1>
        <Terminal commands={commandsFor(links)} />
      </div>
      <p className="muted">
        Links to models, datasets, Spaces on Hugging Face or repositories on GitHub. The registry copies the files,
        checks them, rates models, and takes in what passes.
      </p>
      <Form text={text} onText={setText} type={type} onType={setType} links={links} />
    </section>
  );
}

/** The form in a terminal, with the first link that was understood. */
function commandsFor(links: readonly Understood[]): Command[] {
  const { link, text } = links.find((one) => one.link !== null) ?? { link: null, text: "https://huggingface.co/…" };
  const type = link?.type ?? "model";
  return [
    {
      what: "Submit and wait",
      cli: `gatehouse ingest ${quoted(text)} --type ${type} --watch`,
      method: "POST",
      path: `/artifact/${type}`,
      body: { url: text },
    },
  ];
}

interface FormProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly type: ArtifactType | null;
  readonly onType: (type: ArtifactType | null) => void;
  readonly links: readonly Understood[];
}

function Form({ text, onText, type, onType, links }: FormProps) {
  const usable = links.filter(({ link }) => link !== null);
  const one = useSubmission();
  const [bulk, setBulk] = useState<readonly Understood[] | null>(null);
  const [only] = links;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (links.length > 1) setBulk(links);
    else if (only?.link) one.mutate(only);
  };
  if (bulk !== null) return <BulkResults links={bulk} onAgain={() => setBulk(null)} />;
  return (
    <form className="stack" onSubmit={send}>
      <label className="stack">
        <span>Link, or several, one a line</span>
        <textarea
          rows={Math.min(12, Math.max(2, text.split("\n").length + 1))}
          value={text}
          onChange={(event) => {
            onText(event.target.value);
            one.reset();
          }}
          placeholder="https://huggingface.co/google-bert/bert-base-uncased"
          spellCheck={false}
          className="mono"
          // biome-ignore lint/a11y/noAutofocus: pasting a link is what the page is for
          autoFocus
          aria-describedby="understood"
        />
      </label>
      <div id="understood" className={styles["understood"]}>
        {links.map((understood) => (
          <What
            key={understood.text}
            understood={understood}
            type={type}
            onType={onType}
            isAlone={links.length === 1}
          />
        ))}
      </div>
      {one.error !== null && <Refused error={one.error} type={only?.link?.type ?? "model"} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={usable.length === 0 || one.isPending}>
          {one.isPending ? "Submitting …" : usable.length > 1 ? `Submit ${usable.length} links` : "Submit"}
        </button>
      </div>
    </form>
  );
}

/** Posts a link and goes to the artifact. */
function useSubmission() {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ link, text }: Understood) => post(link?.type ?? "model", text),
    onSuccess: ({ type, id }) => {
      void queryClient.invalidateQueries({ queryKey: ["counts"] });
      void queryClient.invalidateQueries({ queryKey: ["siblings"] });
      void navigate({ to: "/$type/$id", params: { type, id: String(id) } });
    },
  });
}
