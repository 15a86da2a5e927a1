import { presentAccount } from "./account-present.ts";
import type { Handler } from "./contract.ts";

const DEFAULT_LIMIT = 100;

export const accountList: Handler<"AccountList"> = async ({ query }, deps) => {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const found = await deps.accounts.list({ after: query.after ?? "", limit: limit + 1 });
  const page = found.slice(0, limit);
  const next = found.length > limit ? (page.at(-1)?.name ?? null) : null;
  return { status: 200, body: { accounts: page.map(presentAccount), next } };
};
