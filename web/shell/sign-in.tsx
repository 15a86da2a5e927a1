import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef } from "react";
import { ApiFault, api, body, sentence } from "../api/client.ts";
import { keepToken } from "../api/token.ts";
import { Brand } from "./brand.tsx";
import styles from "./session.module.css";

/** The one form that is visible before anybody signed in. `name` is whose session ended. */
export function SignIn({ name }: { readonly name?: string }) {
  const first = useRef<HTMLInputElement>(null);
  const signIn = useMutation({
    mutationFn: (form: FormData) => {
      const user = { name: String(form.get("name")) };
      return body(api.PUT("/authenticate", { body: { user, secret: { password: String(form.get("password")) } } }));
    },
    onSuccess: (token) => keepToken(token),
  });
  useEffect(() => {
    document.title = "Sign in · Gatehouse";
    first.current?.focus();
  }, []);
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    signIn.mutate(new FormData(event.currentTarget));
  };
  const problem = signIn.error === null ? null : whatIsWrong(signIn.error);
  return (
    <main className={styles["centre"]}>
      <form className={styles["form"]} onSubmit={send} aria-labelledby="sign-in">
        <h1 id="sign-in" className={styles["brand"]}>
          <Brand /> {name === undefined ? "Sign in to Gatehouse" : "Your session ended"}
        </h1>
        {name !== undefined && <p className="muted">Sign in again. The page stays where it is.</p>}
        <label className={styles["field"]}>
          Account
          <input ref={first} name="name" autoComplete="username" required defaultValue={name} spellCheck={false} />
        </label>
        <label className={styles["field"]}>
          Password
          <input
            name="password"
            type="password"
            autoComplete="current-password"
            required
            aria-invalid={problem !== null}
            aria-describedby="sign-in-problem"
          />
        </label>
        <p id="sign-in-problem" role="alert" className="problem" hidden={problem === null}>
          {problem}
        </p>
        <button type="submit" className={`button primary ${styles["send"]}`} disabled={signIn.isPending}>
          {signIn.isPending ? "Signing in …" : "Sign in"}
        </button>
      </form>
    </main>
  );
}

const whatIsWrong = (error: unknown): string =>
  error instanceof ApiFault && error.status === 401 ? "The account or the password is wrong." : sentence(error);
