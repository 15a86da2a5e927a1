import type { Handler } from "./contract.ts";

export const componentsHealth: Handler<"HealthComponents"> = async (_input, deps) => ({
  status: 200,
  body: await deps.components(),
});
