import type { Handler } from "./contract.ts";

export const health: Handler<"Health"> = async () => ({ status: 200, body: { status: "ok" } });
