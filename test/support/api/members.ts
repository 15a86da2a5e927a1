import { randomUUID } from "node:crypto";
import type { TestApi } from "./api.ts";
import type { ContractClient } from "./contract-client.ts";

/** A client that is signed in to a new account with this role. */
export async function anAccountOf(api: TestApi, role: "admin" | "publisher" | "reader"): Promise<ContractClient> {
  const name = `member-${randomUUID()}`;
  const password = "a password of a member";
  const made = await api.call("AccountCreate", { body: { name, role, password } });
  if (made.status !== 201) throw new Error(`making an account answered ${made.status}`);
  const signedIn = await api.call("Authenticate", { body: { user: { name }, secret: { password } } });
  if (signedIn.status !== 200) throw new Error(`signing in answered ${signedIn.status}`);
  return api.call.as(signedIn.body);
}
