interface OutgoingRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly headers: Record<string, string>;
}

const isOutgoing = (request: unknown): request is OutgoingRequest =>
  typeof request === "object" && request !== null && "hostname" in request && "headers" in request;

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);

/** What stands in x-amz-content-sha256 when the body is left out of the signature. */
export const UNSIGNED = "UNSIGNED-PAYLOAD";

/**
 * True where nobody on the way can change a body: under TLS, and inside this machine. The signature covers the CRC-32 of
 * the body, which S3 compares; hashing every part a second time with SHA-256 would cost as much as everything else that
 * is done with it.
 */
export const mayStayUnsigned = ({ protocol, hostname }: { protocol: string; hostname: string }): boolean =>
  protocol === "https:" || LOOPBACK.has(hostname);

/** Leaves the body out of the signature where it may. A middleware for commands that carry a body. */
export const unsignedBody =
  <In extends { readonly request: unknown }, Out>(next: (args: In) => Promise<Out>) =>
  (args: In): Promise<Out> => {
    const { request } = args;
    if (isOutgoing(request) && mayStayUnsigned(request)) request.headers["x-amz-content-sha256"] = UNSIGNED;
    return next(args);
  };

/** Where the middleware stands: before the request is signed. */
export const BEFORE_SIGNING = { step: "build", name: "unsignedBody" } as const;
