import { ADMIN, TOKEN_SECRET } from "../api/api.ts";

/** The environment of a server that asks this database for everything and whose store nobody answers for. */
export const serverVariables = (
  login: { readonly port: number; readonly database: string; readonly user: string; readonly password: string },
  more: Record<string, string> = {},
): Record<string, string> => ({
  PORT: "0",
  DB_HOST: "127.0.0.1",
  DB_PORT: String(login.port),
  DB_NAME: login.database,
  DB_USER: login.user,
  DB_PASSWORD: login.password,
  DB_SSL: "false",
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "a",
  AWS_SECRET_ACCESS_KEY: "b",
  AWS_STORAGE_BUCKET_NAME: "tank",
  AWS_ENDPOINT_URL: "http://127.0.0.1:1",
  ADMIN_PASSWORD: ADMIN.password,
  TOKEN_SECRET,
  ...more,
});
