import { defineEntity, p } from "@mikro-orm/core";

/** A signed report that was accepted once; the row stands for as long as its time would still be accepted. */
export const CallbackNonce = defineEntity({
  name: "CallbackNonce",
  tableName: "callback_nonce",
  properties: { nonce: p.text().primary(), expiresAt: p.datetime() },
});
