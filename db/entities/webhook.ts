import { defineEntity, type InferEntity, p } from "@mikro-orm/core";

export const deliveryStates = ["pending", "delivered", "abandoned"] as const;

/** A report of how an artifact ended, to the address that its request named. A trigger adds the row. */
export const WebhookDelivery = defineEntity({
  name: "WebhookDelivery",
  tableName: "webhook_delivery",
  properties: {
    id: p.uuid().primary(),
    artifactId: p.bigint("number"),
    url: p.text(),
    /** What the artifact was at that moment. */
    outcome: p.json<unknown>(),
    state: p.enum(() => deliveryStates).$type<(typeof deliveryStates)[number]>(),
    /** Begun so far. */
    attempts: p.integer(),
    nextAt: p.datetime(),
    lastStatus: p.integer().nullable(),
    lastError: p.text().nullable(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
});
export type WebhookDeliveryRow = InferEntity<typeof WebhookDelivery>;
