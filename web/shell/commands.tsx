import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Snippet } from "../design/copy.tsx";
import { Dialog } from "../design/overlay/dialog.tsx";

/** An action as the command line and curl do it. */
export interface Command {
  readonly what: string;
  readonly cli?: string;
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

/** Shows how to do in a terminal what this page does. Never holds a secret: the token is a variable. */
export function Terminal({ commands }: { readonly commands: readonly Command[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button plain mono"
        aria-label="Do this in a terminal"
        onClick={() => setOpen(true)}
      >
        &lt;/&gt;
      </button>
      <Dialog title="In a terminal" open={open} onClose={() => setOpen(false)}>
        <div className="stack">
          <p className="muted">
            <code>TOKEN</code> is <code>Bearer</code> and a personal token of yours:{" "}
            <Link to="/settings">make one</Link> first.
          </p>
          {commands.map((command) => (
            <section key={command.what} className="stack">
              <h3>{command.what}</h3>
              {command.cli !== undefined && <Snippet text={command.cli} label={`${command.what}, command line`} />}
              <Snippet text={curl(command)} label={`${command.what}, curl`} />
            </section>
          ))}
        </div>
      </Dialog>
    </>
  );
}

function curl({ method = "GET", path, body }: Command): string {
  const address = `${window.location.origin}${path}`;
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}-H "Authorization: $TOKEN" ${quoted(address)}`];
  if (body !== undefined) lines.push(`  -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(body))}`);
  return lines.join(" \\\n");
}

/** For a shell. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
