/**
 * SQL for what the registry offers: artifacts that were admitted and are not deleted. Admitted is what has an archive,
 * so that a model stays on offer while a newer revision of it is being judged. The partial indexes of the catalogue
 * have this very condition.
 */
export const listed = (alias: string): string => `${alias}.archive is not null and ${alias}.deleted_at is null`;

/** Where a page goes on and how long it may be. */
export interface Page {
  /** Only what has a larger id; 0 from the beginning. */
  readonly after: number;
  readonly limit: number;
}
