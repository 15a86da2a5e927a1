import { contractVersion } from "../generated/operations.ts";
import type { Handler } from "./contract.ts";

/** Links for programs. Browsers get the web page before they come here; without one they go to the documentation. */
export const root: Handler<"Root"> = async (_input, { signInRequired }, { prefersHtml }) => {
  if (prefersHtml) return { status: 302, headers: { Location: "/docs" } };
  return {
    status: 200,
    body: {
      name: "Gatehouse",
      version: contractVersion,
      sign_in: signInRequired,
      documentation: "/docs",
      contract: "/openapi.yaml",
      health: "/health",
      authenticate: "/authenticate",
      artifacts: "/artifacts",
    },
  };
};
