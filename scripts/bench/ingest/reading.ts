/** How the table of the ingest is to be read; stands below it. */
export const READING = `Ours verifies, scans, rates, archives and registers; the floor is a plain fetch into the store, file after file; one-by-one
fetches file after file and then zips through temporary files. Nothing on this machine takes time but work, so with 2,000
small files all three ways mostly measure what hub and store cost on the same two cores. The row below it puts a network
between them: there, what counts is how many answers are waited for at the same time.`;
