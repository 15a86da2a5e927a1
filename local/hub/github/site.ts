import type { QuotaRule } from "../http/quota.ts";
import type { Signer } from "../http/signature.ts";
import type { GitHubSampleRepository } from "../sample.ts";
import { GitHubRepository } from "./repository.ts";

/** What the handlers of the API and of codeload share. */
export interface GitHubSite {
  readonly repositories: Map<string, GitHubRepository>;
  /** Origins, known once both listen. */
  api: string;
  codeload: string;
  readonly token: string | null;
  /** Requests per client, with or without a token. */
  readonly limit: QuotaRule;
  readonly signer: Signer;
  readonly now: () => Date;
}

/** Repositories by lower-case name: GitHub does not mind the case. */
export const byName = (samples: readonly GitHubSampleRepository[]): Map<string, GitHubRepository> =>
  new Map(samples.map((sample) => [sample.name.toLowerCase(), new GitHubRepository(sample)]));
