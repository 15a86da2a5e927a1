import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, body, type Role, roleOf, roles, type Schemas, sentence } from "../api/client.ts";
import { Confirm } from "../design/overlay/dialog.tsx";
import { Skeleton } from "../design/skeleton.tsx";
import { Ago } from "../design/time.tsx";
import { useCaller } from "../shell/session.tsx";
import styles from "./operate.module.css";

type Account = Schemas["Account"];
const key = ["accounts"];

/** Who may use the registry, and as what. */
export function Accounts() {
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => body(api.GET("/accounts", { params: { query: { limit: 1000 } }, signal })),
  });
  return (
    <section className="stack" aria-labelledby="accounts">
      <h2 id="accounts">Accounts</h2>
      {error !== null && <p className="problem">{sentence(error)}</p>}
      {data === undefined && error === null && <Skeleton lines={3} label="Loading the accounts" />}
      {data !== undefined && <AccountTable accounts={data.accounts} />}
      <NewAccount />
    </section>
  );
}

function AccountTable({ accounts }: { readonly accounts: readonly Account[] }) {
  const client = useQueryClient();
  const [deleting, setDeleting] = useState<string | null>(null);
  const change = useMutation({
    mutationFn: ({ name, role }: Pick<Account, "name" | "role">) =>
      body(api.PUT("/accounts/{name}", { params: { path: { name } }, body: { role } })),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
  return (
    <div className="scroll">
      <table className="table">
        <caption className="hidden">Accounts</caption>
        <thead>
          <tr>
            {["Name", "Role", "Created", ""].map((title) => (
              <th key={title} scope="col">
                {title === "" ? <span className="hidden">Delete</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <AccountRow
              key={account.name}
              account={account}
              isPending={change.isPending}
              onRole={(role) => change.mutate({ name: account.name, role })}
              onDelete={() => setDeleting(account.name)}
            />
          ))}
        </tbody>
      </table>
      {change.error !== null && <p className="problem">{sentence(change.error)}</p>}
      <DeleteAccount name={deleting} onClose={() => setDeleting(null)} />
    </div>
  );
}

/** `name` is null while nobody asks for it. */
function DeleteAccount({ name, onClose }: { readonly name: string | null; readonly onClose: () => void }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (account: string) => body(api.DELETE("/accounts/{name}", { params: { path: { name: account } } })),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: key });
    },
  });
  return (
    <Confirm
      title={`Delete the account ${name ?? ""}?`}
      what="It cannot sign in any more, and its tokens end. What it submitted stays."
      action="Delete"
      open={name !== null}
      pending={remove.isPending}
      problem={remove.error === null ? null : sentence(remove.error)}
      onConfirm={() => name !== null && remove.mutate(name)}
      onClose={onClose}
    />
  );
}

function AccountRow(props: {
  readonly account: Account;
  readonly isPending: boolean;
  readonly onRole: (role: Role) => void;
  readonly onDelete: () => void;
}) {
  const { name: self } = useCaller();
  const { name, role, created_at } = props.account;
  return (
    <tr>
      <td>{name}</td>
      <td>
        <select
          aria-label={`Role of ${name}`}
          value={role}
          disabled={name === self || props.isPending}
          onChange={(event) => props.onRole(roleOf(event.target.value))}
        >
          {roles.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </td>
      <td>
        <Ago at={created_at} />
      </td>
      <td>
        {name !== self && (
          <button type="button" className="link danger" onClick={props.onDelete}>
            Delete
          </button>
        )}
      </td>
    </tr>
  );
}

function NewAccount() {
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: (form: FormData) =>
      body(
        api.POST("/accounts", {
          body: {
            name: String(form.get("name")),
            role: roleOf(form.get("role")),
            password: String(form.get("password")),
          },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    make.mutate(new FormData(form), { onSuccess: () => form.reset() });
  };
  return (
    <form className={styles["fields"]} onSubmit={send}>
      <label>
        New account
        <input name="name" required autoComplete="username" maxLength={100} />
      </label>
      <label>
        Role
        <select name="role" defaultValue="reader">
          {roles.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <label>
        First password
        <input name="password" type="password" required autoComplete="new-password" />
      </label>
      <button type="submit" className="button" disabled={make.isPending}>
        Create
      </button>
      {make.error !== null && (
        <p role="alert" className="problem">
          {sentence(make.error)}
        </p>
      )}
    </form>
  );
}
