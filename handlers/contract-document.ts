import type { Handler } from "./contract.ts";

export const contractDocument: Handler<"Contract"> = async (_input, deps) => ({
  status: 200,
  body: await deps.contract(),
});
