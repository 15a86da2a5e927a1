import type { QuotaRule } from "../http/quota.ts";
import type { Signer } from "../http/signature.ts";
import type { World } from "./world.ts";

/** What the handlers of the Hub and its CDN share. */
export interface Site {
  readonly world: World;
  /** Origin of the hub and of the CDN, without a trailing slash; known once both listen. */
  endpoint: string;
  cdn: string;
  /** Links to the CDN name it by the host under which the hub was asked. */
  readonly cdnAtHubHost: boolean;
  readonly token: string | null;
  /** A valid token of an account that nobody gave access to anything. */
  readonly outsiderToken: string | null;
  readonly pageSize: number;
  readonly plainFiles: "direct" | "redirect";
  readonly hops: 1 | 2;
  readonly signedUrlSeconds: number;
  readonly xetHeaders: boolean;
  readonly rateLimits: { readonly api: QuotaRule; readonly resolvers: QuotaRule };
  readonly signer: Signer;
  readonly now: () => Date;
}
