import { functionArn } from "../functions/names.ts";
import type { ControlPlane } from "../http/api.ts";
import { Refusal } from "../http/refusal.ts";

/** @throws Refusal ResourceConflictException while an earlier change is not yet in effect. */
export function refuseDuringUpdate({ home, updates }: ControlPlane, name: string): void {
  const update = updates.of(name);
  if (update === null) return;
  const state =
    update.before === null
      ? "The function is currently in the following state: Pending"
      : `An update is in progress for resource: ${functionArn(home, name)}`;
  throw new Refusal("ResourceConflictException", `The operation cannot be performed at this time. ${state}`);
}

/** @throws Refusal PreconditionFailedException when somebody else changed the thing since the caller looked. */
export function checkRevision(given: string | undefined, current: string): void {
  if (given === undefined || given === current) return;
  throw new Refusal(
    "PreconditionFailedException",
    "The Revision Id provided does not match the latest Revision Id. Call the get API to retrieve the latest Revision Id",
  );
}
