/** How the table of the ingest is to be read; stands below it. */
export const READING = `Ours verifies, scans, rates, archives and registers; the floor is a plain fetch into the store, file after file; one-by-one
fetches file after file into the store, zips them through temporary files and removes them. The code of every way is
loaded, and hub and store are warm, before the clock starts. Everything lies under TMPDIR: on a RAM disk
(\`TMPDIR=/dev/shm npm run bench:ingest\`) no way waits for a file system, and that is how this table was taken. (c) is the
median of five rounds.

Nothing on this machine takes time but work, so with 2,000 small files all three ways measure what they, the hub and the
store cost on the same two cores. The row below it puts a network between them: there, what counts is how many answers
are waited for at the same time.`;
