import { open, stat } from "node:fs/promises";
import { Readable } from "node:stream";

/** The other side stopped sending; another try may go on. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** A body that sends nothing for this long is given up, in milliseconds. */
const SILENCE_MS = 60_000;

/** Size of a file in bytes, 0 when it is not there. */
export const bytesOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return 0;
      throw error;
    },
  );

export interface Appending {
  readonly file: string;
  /** Bytes that the file holds already. */
  readonly start: number;
  /** Size of the whole in bytes: a body that brings more is an error. */
  readonly most: number;
  readonly signal: AbortSignal;
  /** Hears the bytes that are there by now. */
  readonly at: (bytes: number) => void;
}

/**
 * Appends a body to a file as it comes. Throws Interrupted when the body is cut off, silent for too long or longer than
 * it may be; faults of the disk are thrown as they are.
 */
export async function appendBody(response: Response, { file, start, most, signal, at }: Appending): Promise<void> {
  if (response.body === null) throw new Interrupted("the answer has no body");
  const silence = new AbortController();
  const startTimer = () =>
    setTimeout(() => silence.abort(new Interrupted(`nothing came for ${SILENCE_MS / 1000} s`)), SILENCE_MS);
  let timer = startTimer();
  let bytes = start;
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0], {
    signal: AbortSignal.any([signal, silence.signal]),
  });
  const target = await open(file, "a", 0o644);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      clearTimeout(timer);
      timer = startTimer();
      bytes += chunk.length;
      if (bytes > most) throw new Interrupted("more came than the archive has");
      await target.appendFile(chunk);
      at(bytes);
    }
  } catch (error) {
    if (isDiskFault(error) || signal.aborted || error instanceof Interrupted) throw error;
    throw new Interrupted(causeOf(error), { cause: error });
  } finally {
    clearTimeout(timer);
    await target.close();
  }
}

const isDiskFault = (error: unknown): boolean =>
  ["ENOSPC", "EACCES", "EPERM", "EROFS", "EIO", "EISDIR", "ENOENT", "EDQUOT", "EFBIG"].includes(
    (error as NodeJS.ErrnoException).code ?? "",
  );

const causeOf = (error: unknown): string =>
  ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
