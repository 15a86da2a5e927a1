import { actorOf, type Handler } from "./contract.ts";

export const registryReset: Handler<"RegistryReset"> = async (_input, deps, call) => {
  const emptied = await deps.removal.reset(actorOf(call));
  const rest = emptied ? "The object store is empty." : "The object store is still being emptied.";
  return { status: 200, body: { message: `The registry is reset. ${rest}` } };
};
