import type { Schemas } from "../../handlers/contract.ts";

/** The part of an ajv error that is shown. */
export interface Fault {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** 400 body from validation errors: places in the words of a caller (`body/url`), each fault once, at most ten. */
export function describeFaults(faults: readonly Fault[]): Schemas["BadRequest"] {
  const errors = faults
    .slice(0, 10)
    .map((fault) => ({ path: placeOf(fault), message: sentenceOf(fault).slice(0, 1000) }));
  if (errors.length === 0) return { detail: "The request does not match openapi.yaml" };
  return {
    detail: errors
      .map(({ path, message }) => `${path}: ${message}`)
      .join("; ")
      .slice(0, 4000),
    errors,
  };
}

function placeOf(fault: Fault): string {
  const place = fault.instancePath
    .replace(/^\//, "")
    .replace(/^requestBody/, "body")
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  const named = fault.params?.["missingProperty"] ?? fault.params?.["additionalProperty"];
  if (typeof named !== "string") return place === "" ? "request" : place;
  if (named === "requestBody") return "body";
  return place === "" ? named : `${place}/${named}`;
}

function sentenceOf(fault: Fault): string {
  switch (fault.keyword) {
    case "required":
      return "is missing";
    case "additionalProperties":
      return "is not known here";
    case "enum":
      return `must be one of ${(fault.params?.["allowedValues"] as unknown[] | undefined)?.join(", ") ?? "the listed values"}`;
    case "parse":
      return "is not valid JSON";
    default:
      return fault.message ?? "is not valid";
  }
}
