import { expect, test } from "vitest";
import { declaredLinks } from "../../../lambda/stages/settle.ts";
import { value } from "../../../rating/fact.ts";
import { policy } from "../../../rating/policy.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { blankModel, linkedTo, withInfo } from "../../rating/models/blank-model.ts";

const hub = (repository: string) => ({ host: "huggingface", repository });
const links = (snapshot: Snapshot) => declaredLinks(snapshot, policy);

test("a model that declares nothing has no links", () => {
  expect(links(blankModel)).toEqual([]);
});

test("a parent carries every place that names it, and a model is never its own parent", () => {
  const readme = value("---\nbase_model: [Acme/Base, someone/plain]\n---\n");
  const configs = { "config.json": value({ _name_or_path: "acme/base" }) };
  expect(links(withInfo({ ...blankModel, readme, configs }, { baseModels: ["acme/base", "acme/other"] }))).toEqual([
    { kind: "parent", target: hub("Acme/Base"), declaredIn: ["base_model", "api", "config"] },
    { kind: "parent", target: hub("acme/other"), declaredIn: ["api"] },
  ]);
});

test("every dataset is linked with the places that name it, also more than a rating considers", () => {
  const ids = Array.from({ length: 12 }, (_, n) => `acme/data-${n}`);
  const readme = value(`---\ndatasets: [${ids.join(", ")}]\n---\n`);
  const tags = ["dataset:Acme/Data-0", "dataset:acme/tagged", "pytorch"];
  const found = links(withInfo({ ...blankModel, readme }, { tags }));
  expect(found.map(({ target }) => target.repository)).toEqual([...ids, "acme/tagged"]);
  expect(found[0]).toEqual({ kind: "dataset", target: hub("acme/data-0"), declaredIn: ["metadata", "tags"] });
  expect(found.at(-1)?.declaredIn).toEqual(["tags"]);
});

test("the linked repository is a link to code on GitHub with the rule that found it", () => {
  expect(links(linkedTo(blankModel, { name: "Team/Work", rule: "readme_any" }))).toEqual([
    { kind: "code", target: { host: "github", repository: "Team/Work" }, declaredIn: ["readme_any"] },
  ]);
});
