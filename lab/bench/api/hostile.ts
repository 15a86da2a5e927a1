/** A process of its own that plays strangers: sockets that promise a body and send none, and wrong sign-ins. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Pool } from "undici";

export interface HostileOrder {
  readonly url: string;
  readonly sockets: number;
  readonly signIns: number;
  readonly seconds: number;
}
export interface HostileReport {
  /** Sockets that were opened in all: each is opened again when the server closes it. */
  readonly opened: number;
  /** Answers to the sign-ins by status. */
  readonly answers: Readonly<Record<string, number>>;
}

/** The strangers' own address: limits per address must not be what protects the measured client. */
const FROM = "127.0.0.9";
const HEAD = "PUT /authenticate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{";

export async function attack({ url, sockets, signIns, seconds }: HostileOrder): Promise<HostileReport> {
  const end = performance.now() + seconds * 1000;
  let opened = 0;
  const held = new Set<Socket>();
  const holdOne = async (): Promise<void> => {
    while (performance.now() < end) {
      opened += 1;
      const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1", localAddress: FROM });
      held.add(socket);
      socket.on("error", () => undefined).on("connect", () => socket.write(HEAD));
      socket.resume();
      await once(socket, "close");
      held.delete(socket);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const answers: Record<string, number> = {};
  const pool = new Pool(url, { connections: signIns, localAddress: "127.0.0.10" });
  const guessOn = async (number: number): Promise<void> => {
    const body = JSON.stringify({ user: { name: `guess-${number}` }, secret: { password: "wrong" } });
    while (performance.now() < end) {
      const headers = { "content-type": "application/json" };
      const answer = await pool.request({ method: "PUT", path: "/authenticate", headers, body }).catch(() => null);
      const status = String(answer?.statusCode ?? "none");
      answers[status] = (answers[status] ?? 0) + 1;
      await answer?.body.dump();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const guesses = Array.from({ length: signIns }, (_, number) => guessOn(number));
  const holders = Array.from({ length: sockets }, () => holdOne());
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  for (const socket of held) socket.destroy();
  await Promise.all([...guesses, ...holders]);
  await pool.destroy();
  return { opened, answers };
}

if (import.meta.main) {
  process.once("message", async (order) => {
    process.send?.(await attack(order as HostileOrder));
    process.disconnect();
  });
}
