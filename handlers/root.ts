import { contractVersion } from "../generated/operations.ts";
import type { Handler } from "./contract.ts";

/** Links for programs; browsers go to the documentation. */
export const root: Handler<"Root"> = async (_input, _deps, { prefersHtml }) => {
  if (prefersHtml) return { status: 302, headers: { Location: "/docs" } };
  return {
    status: 200,
    body: {
      name: "Gatehouse",
      version: contractVersion,
      documentation: "/docs",
      contract: "/openapi.yaml",
      health: "/health",
      authenticate: "/authenticate",
      artifacts: "/artifacts",
    },
  };
};
