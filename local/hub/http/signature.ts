import { createHmac, timingSafeEqual } from "node:crypto";

/** Signs paths of the CDN so that a link works for a while and for nothing else. Times are epoch seconds. */
export interface Signer {
  /** The query that makes the path valid until `expires`. */
  sign(path: string, expires: number, extra: Readonly<Record<string, string>>): string;
  verify(path: string, query: URLSearchParams, now: number): "valid" | "expired" | "forged";
}

/** Makes a signer with its own secret. */
export function signer(secret: Uint8Array): Signer {
  const mac = (path: string, query: URLSearchParams): Buffer => {
    const signed = [...query].filter(([name]) => name !== "Signature").map(([name, value]) => `${name}=${value}`);
    return createHmac("sha256", secret)
      .update([path, ...signed.sort()].join("\n"))
      .digest();
  };
  return {
    sign(path, expires, extra) {
      const query = new URLSearchParams({ ...extra, Expires: String(expires), "Key-Pair-Id": "SAMPLE" });
      query.set("Signature", mac(path, query).toString("base64url"));
      return query.toString();
    },
    verify(path, query, now) {
      const given = Buffer.from(query.get("Signature") ?? "", "base64url");
      const right = mac(path, query);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return "forged";
      return Number(query.get("Expires")) > now ? "valid" : "expired";
    },
  };
}
