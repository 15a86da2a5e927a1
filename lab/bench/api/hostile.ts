/** A process of its own that attacks the server: sockets that announce a body and send none, and wrong sign-ins. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";

export interface HostileOrder {
  readonly url: string;
  readonly sockets: number;
  readonly signIns: number;
  readonly seconds: number;
}
export interface HostileReport {
  /** Sockets opened in total; each is opened again when the server closes it. */
  readonly opened: number;
  /** Responses to the sign-ins by status. */
  readonly responses: Readonly<Record<string, number>>;
}

/** Addresses of their own, so that limits per address do not protect the measured client. */
const SOCKETS_FROM = "127.0.0.9";
const SIGN_INS_FROM = "127.0.0.10";
const HEAD = "PUT /authenticate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{";

async function attack({ url, sockets, signIns, seconds }: HostileOrder): Promise<HostileReport> {
  const end = performance.now() + seconds * 1000;
  const held = new Set<Socket>();
  let opened = 0;
  const holdSocket = async (): Promise<void> => {
    while (performance.now() < end) {
      opened += 1;
      const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1", localAddress: SOCKETS_FROM });
      held.add(socket);
      socket.on("error", () => undefined).on("connect", () => socket.write(HEAD));
      socket.resume();
      await once(socket, "close");
      held.delete(socket);
      await pause(100);
    }
  };
  const responses: Record<string, number> = {};
  const pool = new Pool(url, { connections: signIns, localAddress: SIGN_INS_FROM });
  const signInWrongly = async (number: number): Promise<void> => {
    const body = JSON.stringify({ user: { name: `guess-${number}` }, secret: { password: "wrong" } });
    const headers = { "content-type": "application/json" };
    while (performance.now() < end) {
      const response = await pool.request({ method: "PUT", path: "/authenticate", headers, body }).catch(() => null);
      const status = String(response?.statusCode ?? "none");
      responses[status] = (responses[status] ?? 0) + 1;
      await response?.body.dump();
      await pause(50);
    }
  };
  const attackers = [
    ...Array.from({ length: signIns }, (_, number) => signInWrongly(number)),
    ...Array.from({ length: sockets }, () => holdSocket()),
  ];
  await pause(seconds * 1000);
  for (const socket of held) socket.destroy();
  await Promise.all(attackers);
  await pool.destroy();
  return { opened, responses };
}

if (import.meta.main) {
  process.once("message", async (order) => {
    process.send?.(await attack(order as HostileOrder));
    process.disconnect();
  });
}
