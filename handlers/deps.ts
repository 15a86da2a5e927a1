import type { Readable } from "node:stream";
import type { AccountStore } from "../db/access/accounts.ts";
import type { CredentialStore } from "../db/access/credentials.ts";
import type { PersonalTokenStore } from "../db/access/personal-tokens.ts";
import type { Actor, AuditLog } from "../db/audit/log.ts";
import type { ArtifactStore } from "../db/catalogue/artifacts.ts";
import type { Catalogue } from "../db/catalogue/catalogue.ts";
import type { LineageStore } from "../db/catalogue/lineage.ts";
import type { RegexSearch } from "../db/catalogue/regex-search.ts";
import type { ArtifactSearch } from "../db/catalogue/search.ts";
import type { WebhookStore } from "../db/catalogue/webhooks.ts";
import type { CallbackLedger } from "../db/ingest/callback-ledger.ts";
import type { UpdateStore } from "../db/ingest/updates.ts";
import type { RemovalStore } from "../db/upkeep/removal.ts";
import type { Workload } from "../db/upkeep/workload.ts";
import type { components } from "../generated/api.ts";

/** One entry of a manifest whose content is in the store. */
export interface Content {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly crc32: number;
}

/** The facts that a link to an archive is made from. */
export interface Archived {
  readonly id: number;
  readonly type: components["schemas"]["ArtifactType"];
  readonly name: string;
  readonly archive: { readonly key: string };
}

/** May this project use that model? */
export interface LicenseQuestion {
  readonly artifactId: number;
  /** The facts that the model's newest rating was made from. */
  readonly snapshot: unknown;
  /** "owner/name" on GitHub. */
  readonly repository: string;
  readonly correlationId: string;
}
export type LicenseAnswer =
  | { readonly outcome: "decided"; readonly compatible: boolean }
  | { readonly outcome: "no-repository" }
  | { readonly outcome: "unreadable"; readonly detail: string };

/** Why a stream woke: something may have changed, nothing did for a while, or the stream has to end. */
export type News = "changed" | "quiet" | "over";
/** One reader of one artifact's changes. It holds a place until it is closed, or until the stream that it carries ends. */
export interface ChangeStream {
  /** Resolves at the next news; a change since the last call counts. */
  next(): Promise<News>;
  /** Reads the artifact, not before this call, in one query for all streams that ask at the same time. */
  latest<T>(read: () => Promise<T>): Promise<T>;
  /** The text as a stream. A piece is made when the reader has accepted the one before. */
  toReadable(text: AsyncGenerator<string>): Readable;
  close(): void;
}

export interface RerateRequest {
  readonly dryRun: boolean;
  /** Null for every model. */
  readonly ids: readonly number[] | null;
  /** Models with greater ids. */
  readonly after: number;
  readonly limit: number;
  /** Who asks, for the audit trail. */
  readonly account: string;
}

/** Everything an operation may touch: no AWS type, no environment, no clock of its own. */
export interface Deps {
  readonly artifacts: ArtifactStore;
  readonly accounts: AccountStore;
  readonly catalogue: Catalogue;
  readonly artifactSearch: ArtifactSearch;
  readonly search: RegexSearch;
  readonly auditLog: Pick<AuditLog, "append" | "read">;
  readonly lineage: LineageStore;
  readonly licenses: {
    /** Asks GitHub for the project's licence and compares it with those of the model and its parents. */
    check(question: LicenseQuestion): Promise<LicenseAnswer>;
  };
  readonly ratings: {
    /** Rates stored models again from their stored facts; without `dryRun` changes count from here on. */
    rerate(request: RerateRequest): Promise<components["schemas"]["RerateReport"]>;
  };
  readonly updates: UpdateStore;
  readonly removal: Pick<RemovalStore, "remove"> & {
    /** Empties the registry; false when the object store is still being emptied. */
    reset(by: Actor): Promise<boolean>;
  };
  /** What the next garbage collection would delete of what is older than `olderThan`; null when listing takes too long. */
  readonly garbage: () => Promise<{
    /** Epoch milliseconds. */
    readonly olderThan: number;
    readonly items: readonly components["schemas"]["GarbageItem"][];
    readonly checkpoints: number;
  } | null>;
  readonly ingest: {
    /** Tells the ingest function about a committed artifact. Never throws: what is lost is repeated by the sweeper. */
    dispatch(artifactId: number): Promise<void>;
    /** Set when ingests run within the request: resolves when the artifact is final. */
    readonly runInline: ((artifactId: number) => Promise<void>) | null;
  };
  readonly downloads: {
    /** A signed address of an artifact's archive, valid for a short time. */
    sign(artifact: Archived): Promise<string>;
    /** The same for a link inside another answer: the audit log has an entry for each caller that gets one. */
    handOut(artifact: Archived, by: Actor): Promise<string>;
    /** A zip of the given files, which all belong to the component, made while it is read; and its size in bytes. */
    stream(files: readonly Content[], component: components["schemas"]["Component"]): { body: Readable; bytes: number };
    /** Whether a path belongs to the component. */
    belongs(path: string, component: components["schemas"]["Component"]): boolean;
  };
  readonly passwords: {
    /** Takes the same time whether or not the account exists. `busy` when too many wait already: nothing was checked. */
    verify(password: string, hash: string | null): Promise<boolean | "busy">;
    hash(password: string): Promise<string | "busy">;
    /** Why a password is too easy to guess for the account, as the end of a sentence; null when it is not. */
    weakness(password: string, account: string): Promise<string | null>;
  };
  readonly tokens: {
    /** A sign-in token, bound to the account's present password. */
    issue(account: { name: string; role: string; passwordChangedAt: Date }): string;
    /** A fresh secret for a personal token, and the hash to keep. */
    newPersonal(): { readonly secret: string; readonly hash: string };
  };
  readonly credentials: Pick<CredentialStore, "revoke">;
  readonly personalTokens: PersonalTokenStore;
  readonly attempts: {
    /** Counts an attempt to prove a password before it is checked. giveBack() is for one that was not checked. */
    begin(
      account: string,
      address: string,
    ): Promise<
      | { readonly allowed: true; succeeded(): Promise<void>; giveBack(): Promise<void> }
      | { readonly allowed: false; readonly retryAfterSeconds: number }
    >;
  };
  readonly quotas: {
    /** Counts an ingest or update that an account begins; null where no limit counts. */
    post(account: string): Promise<{ readonly allowed: boolean; readonly resetSeconds: number } | null>;
  };
  readonly streams: {
    /** Says which limit is reached instead of opening one more: that of the server or that of the account. */
    open(artifactId: number, account: string): ChangeStream | "server-full" | "account-full";
  };
  readonly webhooks: {
    /** Why this address cannot be called back, null when it can. */
    refusal(url: string): string | null;
    readonly deliveries: WebhookStore["list"];
  };
  /** How the parts are that the registry works with. */
  readonly components: (window: {
    readonly minutes: number;
    /** Whether every component comes with its timeline. */
    readonly timeline: boolean;
  }) => Promise<components["schemas"]["ComponentsHealth"]>;
  readonly endedIngests: Workload["ended"];
  readonly metrics: {
    /** Who may read them. */
    readonly shown: "off" | "loopback" | "everywhere";
    render(): Promise<string>;
  };
  /** The text of a file of the documentation's page. */
  readonly documentation: (
    file: "page.html" | "setup.js" | "swagger-ui.css" | "swagger-ui-bundle.js",
  ) => Promise<string>;
  /** Why the server cannot take work now, in words; empty when it can. */
  readonly readiness: () => Promise<readonly string[]>;
  /** The ledger for reports over HTTP, with the lease that the worker asks for in seconds; null takes no such reports. */
  readonly openLedger: ((leaseSeconds: number) => CallbackLedger) | null;
  /** False where everyone is an administrator. */
  readonly signInRequired: boolean;
  /** The text of openapi.yaml. */
  readonly contract: () => Promise<string>;
  readonly now: () => Date;
}
