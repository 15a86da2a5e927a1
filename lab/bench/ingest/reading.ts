/** How to read the table of the ingest; follows it in the results. */
export const READING = `Ours verifies, scans, rates, archives and registers. The floor is a plain fetch into the store, one file after
another. One-by-one fetches one file after another into the store, zips all of them through temporary files and removes
them. The clock starts when the code is loaded and hub and store are warm. Everything is stored under TMPDIR: on a RAM
disk (\`TMPDIR=/dev/shm npm run bench:ingest\`), as for this table, no way waits for a file system. (c) is the median of
five rounds.

There is no network on this machine, so (c) measures the processor time of each way, of the hub and of the store on the
same two cores. The row below it adds a network: there, the number of requests in flight decides.`;
