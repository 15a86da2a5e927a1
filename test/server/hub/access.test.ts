import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { aHubToken, anApproved, hubRequest } from "../../support/transfer/hub.ts";

let api: TestApi;
let open: TestApi;
beforeAll(async () => {
  [api, open] = await Promise.all([anApi(), anApi({ hub: { anonymous: true } })]);
  for (const one of [api, open]) await anApproved(one, "acme/m");
});
afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), open?.[Symbol.asyncDispose]()]);
});

const CONFIG = "/acme/m/resolve/main/config.json";
const bearer = (token: string) => `Bearer ${token}`;

describe("without a token", () => {
  test("every address of a repository answers 401 and says how to get a token", async () => {
    for (const path of [CONFIG, "/api/models/acme/m", "/api/models/acme/m/tree/main", "/api/whoami-v2"]) {
      for (const method of ["GET", "HEAD"]) {
        const { status, headers } = await hubRequest(api, path, { method, token: null });
        expect([status, headers["x-error-code"], headers["www-authenticate"]]).toEqual([401, "GatedRepo", "Bearer"]);
        expect(headers["x-error-message"]).toContain("HF_TOKEN");
      }
    }
  });

  test("what clients ask before they log in is answered", async () => {
    for (const path of ["/api/agent-harnesses", "/api/telemetry/gradio/launched", "/"])
      expect((await hubRequest(api, path, { token: null })).status).toBe(200);
    const { json } = await hubRequest(api, "/api/agent-harnesses", { token: null });
    expect(json()).toEqual({ standardEnvVars: [], harnesses: {} });
  });

  test("approved artifacts are read where anonymous reading is on; a wrong token is refused all the same", async () => {
    expect((await hubRequest(open, CONFIG, { token: null })).status).toBe(200);
    expect((await hubRequest(open, CONFIG, { token: bearer(`hf_${"a".repeat(40)}`) })).status).toBe(401);
    expect((await hubRequest(open, "/api/whoami-v2", { token: null })).status).toBe(401);
  });
});

describe("a personal token", () => {
  test("of any role reads and tells whose it is", async () => {
    for (const role of ["reader", "publisher"] as const) {
      const token = bearer(await aHubToken(api, role));
      expect((await hubRequest(api, CONFIG, { token })).status).toBe(200);
      expect((await hubRequest(api, "/api/models/acme/m/auth-check", { token })).status).toBe(200);
      const { json } = await hubRequest(api, "/api/whoami-v2", { token });
      expect(json()).toMatchObject({
        name: "admin",
        type: "user",
        orgs: [],
        auth: { accessToken: { role: role === "reader" ? "read" : "write" } },
      });
    }
  });

  test("is in the path when its role is reader, and in the links of the answer", async () => {
    const token = await aHubToken(api, "reader");
    expect((await hubRequest(api, `/t/${token}${CONFIG}`, { token: null })).status).toBe(200);
    const tree = await hubRequest(api, `/t/${token}/api/models/acme/m/tree/main?limit=1`, { token: null });
    expect(tree.headers["link"]).toContain(`${api.url}/hub/t/${token}/api/models/acme/m/tree/`);
  });

  test("is refused in the path when it could change anything, and is never in the log", async () => {
    const token = await aHubToken(api, "publisher");
    const { status, headers } = await hubRequest(api, `/t/${token}${CONFIG}`, { token: null });
    expect([status, headers["x-error-message"]]).toEqual([
      403,
      "A token in the path must have the role reader; this one has the role publisher",
    ]);
    const wrong = await hubRequest(api, `/t/${token}x${CONFIG}`, { token: null });
    expect([wrong.status, wrong.headers["x-error-code"]]).toEqual([401, "GatedRepo"]);
    expect(JSON.stringify(api.logged)).not.toContain(token);
  });
});

describe("a browser", () => {
  const origin = { origin: "https://page.example" };

  test("may load from any page and read the headers that clients need", async () => {
    const { status, headers } = await hubRequest(api, CONFIG, { headers: origin });
    expect([status, headers["access-control-allow-origin"]]).toEqual([200, "*"]);
    for (const name of ["X-Repo-Commit", "ETag", "Link", "Content-Range", "X-Error-Message", "X-Linked-Size"])
      expect(headers["access-control-expose-headers"]?.split(",")).toContain(name);
    expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
  });

  test("gets the same headers with a refusal", async () => {
    const { status, headers } = await hubRequest(api, CONFIG, { token: null, headers: origin });
    expect([status, headers["access-control-allow-origin"]]).toEqual([401, "*"]);
  });

  test("is told by OPTIONS what it may send, without a token", async () => {
    const { status, headers } = await hubRequest(api, CONFIG, {
      method: "OPTIONS",
      token: null,
      headers: { ...origin, "access-control-request-method": "GET", "access-control-request-headers": "authorization" },
    });
    expect([status, headers["access-control-allow-origin"], headers["access-control-max-age"]]).toEqual([
      204,
      "*",
      "86400",
    ]);
    expect(headers["access-control-allow-headers"]?.toLowerCase()).toMatch(/authorization.*range.*content-type/);
  });

  test("is shown how to set up clients at the top, other programs get it as text", async () => {
    const html = await hubRequest(api, "", { token: null, headers: { accept: "text/html" } });
    expect(html.headers["content-type"]).toMatch(/^text\/html/);
    expect(html.body.toString()).toContain(`HF_ENDPOINT=${api.url}/hub`);
    const text = await hubRequest(api, "/", { token: null });
    expect(text.headers["content-type"]).toMatch(/^text\/plain/);
    expect(text.body.toString()).toContain(`HF_ENDPOINT=${api.url}/hub`);
  });
});

describe("the public URL", () => {
  test("begins every link, whatever the request names", async () => {
    const behindProxy = await anApi({ hub: { publicUrl: new URL("https://models.example/registry/") } });
    try {
      await anApproved(behindProxy, "acme/m");
      const { headers } = await hubRequest(behindProxy, "/api/models/acme/m/tree/main?limit=1");
      expect(headers["link"]).toMatch(/^<https:\/\/models\.example\/registry\/hub\/api\/models\/acme\/m\/tree\//);
      const unknown = await hubRequest(behindProxy, "/", { token: null });
      expect(unknown.body.toString()).toContain("HF_ENDPOINT=https://models.example/registry/hub");
    } finally {
      await behindProxy[Symbol.asyncDispose]();
    }
  });
});

test("the limit of a token is told in the form that clients wait by", async () => {
  const limited = await anApi({ rates: { perToken: 1 } });
  try {
    expect((await hubRequest(limited, "/api/whoami-v2")).status).toBe(200);
    const { status, headers, json } = await hubRequest(limited, "/api/whoami-v2");
    expect(status).toBe(429);
    expect(headers["ratelimit"]).toBe(`"resolvers";r=0;t=${headers["retry-after"]}`);
    expect(json()).toEqual({ error: headers["x-error-message"] });
  } finally {
    await limited[Symbol.asyncDispose]();
  }
});
