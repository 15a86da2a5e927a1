/** A process of its own that downloads a file and drops its content. */
export interface DownloadOrder {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Expected length. */
  readonly bytes: number;
}
export interface DownloadReport {
  readonly seconds: number;
  /** What went wrong; null when every byte came. */
  readonly error: string | null;
}

async function download({ url, headers, bytes }: DownloadOrder): Promise<DownloadReport> {
  const startedAt = performance.now();
  const response = await fetch(url, { headers: { ...headers } });
  let received = 0;
  for await (const part of response.body ?? []) received += part.byteLength;
  const error = response.ok && received === bytes ? null : `${response.status}, ${received} bytes instead of ${bytes}`;
  return { seconds: (performance.now() - startedAt) / 1000, error };
}

if (import.meta.main) {
  process.on("message", async (order) => {
    process.send?.(await download(order as DownloadOrder));
  });
}
