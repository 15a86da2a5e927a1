import type { AccountRow, PersonalTokenRow } from "../db/entities/record.ts";
import type { Schemas } from "./contract.ts";

export const presentAccount = (row: AccountRow): Schemas["Account"] => ({
  name: row.name,
  role: row.role,
  created_at: row.createdAt.toISOString(),
  password_changed_at: row.passwordChangedAt.toISOString(),
});

export const presentToken = (row: PersonalTokenRow): Schemas["PersonalToken"] => ({
  id: row.id,
  account: row.account,
  name: row.name,
  role: row.role,
  created_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt.toISOString(),
  last_used_at: row.lastUsedAt?.toISOString() ?? null,
});
