import type { CodeStore } from "../functions/code.ts";
import type { Home } from "../functions/names.ts";
import type { FunctionStore } from "../functions/store.ts";
import type { Updates } from "../functions/updates.ts";

/** The state that the operations of the API work on. */
export interface ControlPlane {
  readonly home: Home;
  readonly store: FunctionStore;
  readonly codes: CodeStore;
  readonly updates: Updates;
  /** Invocations at the same time, in all. */
  readonly concurrency: number;
  readonly now: () => number;
  readonly newId: () => string;
  /** Told after every change of a function's versions or limits. */
  readonly onChange: (name: string) => void;
}

/** A request whose signature was checked. */
export interface ApiRequest {
  /** Decoded variable parts of the path, in order. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
  readonly requestId: string;
}

export interface ApiReply {
  readonly status: number;
  /** Written as JSON; bytes are written as they are. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Operation = (plane: ControlPlane, request: ApiRequest) => Promise<ApiReply> | ApiReply;
