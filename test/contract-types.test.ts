import { expectTypeOf, test } from "vitest";
import type { Handler, Input, Operations, Reply } from "../handlers/contract.ts";
import { problem } from "../handlers/problems.ts";

test("a status that openapi.yaml does not list for an operation does not compile", () => {
  expectTypeOf<Reply<"ArtifactRetrieve">["status"]>().toEqualTypeOf<200 | 400 | 403 | 404 | 429>();
  // @ts-expect-error GET has no 409
  const _conflict: Reply<"ArtifactRetrieve"> = { status: 409, body: { detail: "x" } };
  // @ts-expect-error signing in has no 404
  const _missing: Reply<"Authenticate"> = problem("no-such-artifact");
});

test("a body that openapi.yaml does not describe does not compile", () => {
  const headers = { Location: "/" };
  const body = { artifact_id: 1, status: "done", message: "" } as const;
  // @ts-expect-error the status of an accepted artifact is pending
  const _status: Reply<"ArtifactCreate"> = { status: 202, headers, body };
  // @ts-expect-error Location is required
  const _header: Reply<"ArtifactDownload"> = { status: 302 };
  // @ts-expect-error surplus fields are not documented
  const _surplus: Reply<"Health"> = { status: 200, body: { status: "ok", uptime: 1 } };
});

test("answers that only the server gives cannot come from a handler", () => {
  expectTypeOf<Extract<Reply<"ArtifactCreate">["status"], 413 | 415 | 500>>().toBeNever();
});

test("a handler gets the validated types of path, query and body", () => {
  expectTypeOf<Input<"ArtifactRetrieve">["path"]["id"]>().toEqualTypeOf<number | string>();
  expectTypeOf<Input<"ArtifactCreate">["body"]["url"]>().toEqualTypeOf<string>();
  expectTypeOf<Input<"ArtifactDownload">["query"]["component"]>().toEqualTypeOf<
    "full" | "weights" | "config" | undefined
  >();
});

test("a forgotten operation does not compile", () => {
  const health: Handler<"Health"> = async () => ({ status: 200, body: { status: "ok" } });
  // @ts-expect-error every operationId needs its handler
  const _operations: Operations = { Health: health };
});
