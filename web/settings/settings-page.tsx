import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { api, body, roleOf, roles, type Schemas, sentence } from "../api/client.ts";
import { keepToken } from "../api/token.ts";
import { Snippet } from "../design/copy.tsx";
import { Confirm } from "../design/overlay/dialog.tsx";
import { Skeleton } from "../design/skeleton.tsx";
import { Ago } from "../design/time.tsx";
import { useCaller } from "../shell/session.tsx";
import styles from "./settings.module.css";

const tokensKey = ["tokens"];

/** Personal tokens and the password of whoever is signed in. */
export function SettingsPage() {
  const caller = useCaller();
  useEffect(() => {
    document.title = "Password and tokens · Gatehouse";
  }, []);
  return (
    <div className={styles["page"]}>
      <h1>
        Password and tokens{" "}
        <span className="muted">
          of {caller.name}, {caller.role}
        </span>
      </h1>
      <Tokens />
      <Password />
    </div>
  );
}

function Tokens() {
  const { name } = useCaller();
  const { data, error } = useQuery({
    queryKey: tokensKey,
    queryFn: ({ signal }) => body(api.GET("/tokens", { signal })),
  });
  return (
    <section className="stack" aria-labelledby="tokens">
      <h2 id="tokens">Personal tokens</h2>
      <p className="muted">
        For scripts, the command line and loaders. A token does what your account may do, or less.
      </p>
      <NewToken />
      {error !== null && <p className="problem">{sentence(error)}</p>}
      {data === undefined && error === null && <Skeleton lines={3} label="Loading the tokens" />}
      {data?.tokens.length === 0 && <p className="muted">{name} has no token.</p>}
      {data !== undefined && data.tokens.length > 0 && <TokenTable tokens={data.tokens} />}
    </section>
  );
}

function NewToken() {
  const client = useQueryClient();
  const issue = useMutation({
    mutationFn: (form: FormData) =>
      body(
        api.POST("/tokens", {
          body: {
            name: String(form.get("name")),
            role: roleOf(form.get("role")),
            expires_in_days: Number(form.get("days")),
          },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensKey }),
  });
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    issue.mutate(new FormData(event.currentTarget));
  };
  return (
    <form className="stack" onSubmit={send}>
      <div className={styles["fields"]}>
        <TokenFields />
        <button type="submit" className="button primary" disabled={issue.isPending}>
          Make a token
        </button>
      </div>
      {issue.error !== null && (
        <p role="alert" className="problem">
          {sentence(issue.error)}
        </p>
      )}
      {issue.data !== undefined && (
        <div role="status" className="stack">
          <p>This is the only time that the token is shown. Keep it where only you can read it.</p>
          <Snippet text={issue.data.token} label="the new token" />
        </div>
      )}
    </form>
  );
}

function TokenFields() {
  const { role } = useCaller();
  return (
    <>
      <label>
        What it is for
        <input name="name" required maxLength={100} placeholder="nightly build" />
      </label>
      <label>
        Role
        <select name="role" defaultValue="reader">
          {roles.slice(0, roles.indexOf(role) + 1).map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <label>
        Days until it ends
        <input name="days" type="number" min={1} max={366} defaultValue={90} required />
      </label>
    </>
  );
}

function TokenTable({ tokens }: { readonly tokens: readonly Schemas["PersonalToken"][] }) {
  const client = useQueryClient();
  const [ending, setEnding] = useState<Schemas["PersonalToken"] | null>(null);
  const remove = useMutation({
    mutationFn: (id: Schemas["TokenId"]) => body(api.DELETE("/tokens/{id}", { params: { path: { id } } })),
    onSuccess: async () => {
      setEnding(null);
      await client.invalidateQueries({ queryKey: tokensKey });
    },
  });
  return (
    <div className="scroll">
      <table className="table">
        <caption className="hidden">Personal tokens</caption>
        <thead>
          <tr>
            {["For", "Role", "Last used", "Ends", ""].map((title) => (
              <th key={title} scope="col">
                {title === "" ? <span className="hidden">End it</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} onEnd={() => setEnding(token)} />
          ))}
        </tbody>
      </table>
      <Confirm
        title={`End the token “${ending?.name ?? ""}”?`}
        what="Anything that uses it is refused from then on. This cannot be undone."
        action="End it"
        open={ending !== null}
        pending={remove.isPending}
        problem={remove.error === null ? null : sentence(remove.error)}
        onConfirm={() => ending !== null && remove.mutate(ending.id)}
        onClose={() => setEnding(null)}
      />
    </div>
  );
}

const TokenRow = ({ token, onEnd }: { readonly token: Schemas["PersonalToken"]; readonly onEnd: () => void }) => (
  <tr>
    <td>{token.name}</td>
    <td>{token.role}</td>
    <td>{token.last_used_at === null ? "never" : <Ago at={token.last_used_at} />}</td>
    <td>{token.expires_at.slice(0, 10)}</td>
    <td>
      <button type="button" className="link danger" onClick={onEnd}>
        End
      </button>
    </td>
  </tr>
);

function Password() {
  const { name } = useCaller();
  const change = useMutation({
    mutationFn: (form: FormData) =>
      body(
        api.PUT("/account/password", {
          body: { current: String(form.get("current")), new: String(form.get("new")) },
        }),
      ),
    onSuccess: () => keepToken(null),
  });
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    change.mutate(new FormData(event.currentTarget));
  };
  return (
    <section className="stack" aria-labelledby="password">
      <h2 id="password">Password</h2>
      <p className="muted">A new password ends every session and every token of the account.</p>
      <form className={styles["fields"]} onSubmit={send}>
        <input type="text" autoComplete="username" value={name} readOnly hidden />
        <label>
          Current password
          <input name="current" type="password" autoComplete="current-password" required />
        </label>
        <label>
          New password
          <input name="new" type="password" autoComplete="new-password" required />
        </label>
        <button type="submit" className="button" disabled={change.isPending}>
          Change it
        </button>
      </form>
      {change.error !== null && (
        <p role="alert" className="problem">
          {sentence(change.error)}
        </p>
      )}
    </section>
  );
}
