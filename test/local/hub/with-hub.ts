import { type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { type HubOptions, type LocalHub, startHub } from "../../../local/hub.ts";

/** Starts a hub, hands it over and closes it, whatever happens in between. */
export async function withHub(options: HubOptions, body: (hub: LocalHub) => Promise<void>): Promise<void> {
  const hub = await startHub(options);
  try {
    await body(hub);
  } finally {
    await hub.close();
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
}

export interface Asking {
  readonly method?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function send(url: string, { method = "GET", token, headers = {}, body }: Asking): Promise<IncomingMessage> {
  const { hostname, port } = new URL(url);
  // Taken from the text: the URL class would resolve ".." in the path.
  const path = url.slice(url.indexOf("/", url.indexOf("//") + 2));
  const all = {
    "user-agent": "test",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method, headers: all, agent: false }, resolve);
    asking.on("error", reject);
    asking.end(body);
  });
}

/** One request on a connection of its own, no redirect followed. Rejects when the body breaks off. */
export async function ask(url: string, asking: Asking = {}): Promise<Answer> {
  const response = await send(url, asking);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return { status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString("utf8") };
}

/** The parsed JSON of an answer. */
export const jsonOf = (answer: Answer): unknown => JSON.parse(answer.text);

/** Asks and parses the JSON that comes back. */
export const askJson = async (url: string, asking: Asking = {}): Promise<unknown> => jsonOf(await ask(url, asking));

/** Follows redirects, without the token once the origin changes, and returns every answer on the way. */
export async function follow(url: string, asking: Asking = {}): Promise<Answer[]> {
  const answers = [await ask(url, asking)];
  for (let at = url, hops = 0; hops < 5; hops += 1) {
    const location = answers.at(-1)?.headers.location;
    if (location === undefined) return answers;
    const next = new URL(location, at);
    const { token: _kept, ...foreign } = asking;
    answers.push(await ask(next.href, next.origin === new URL(at).origin ? asking : foreign));
    at = next.href;
  }
  return answers;
}
