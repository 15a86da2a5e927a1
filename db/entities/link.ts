import { defineEntity, p } from "@mikro-orm/core";

export const linkKinds = ["parent", "dataset", "code"] as const;
export type LinkKind = (typeof linkKinds)[number];

/** What a completed artifact says that it is made of; the target may or may not be in the registry. */
export const ArtifactLink = defineEntity({
  name: "ArtifactLink",
  tableName: "artifact_link",
  properties: {
    artifactId: p.bigint("number").primary(),
    kind: p
      .enum(() => linkKinds)
      .$type<LinkKind>()
      .primary(),
    /** The target's source key: host, type and repository in lower case. */
    targetKey: p.text().primary(),
    /** The target's repository as it was declared. */
    target: p.text(),
    /** The places that declare it. */
    declaredIn: p.json<readonly string[]>(),
  },
});
