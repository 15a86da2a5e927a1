import { Migration0001Registry } from "./0001-registry.ts";

/** In order. A migration that has landed is never edited: the next number changes what it did. */
export const migrations = [Migration0001Registry];
