import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isGitHubId,
  isGitHubOwner,
  isGitHubPage,
  isHubId,
  isHubPage,
  sameId,
  withoutGitEnding,
} from "../../domain/repository-id.ts";
import { anyCharacter } from "../support/any-character.ts";

test.each(["gpt2", "acme/tiny", "a/b", "_x/y_", "Acme-1/v1.0_x", `${"n".repeat(96)}/${"m".repeat(96)}`])(
  "%s is an id on Hugging Face",
  (id) => expect(isHubId(id)).toBe(true),
);

test.each([
  "",
  "/",
  "acme/",
  "/tiny",
  "a/b/c",
  "-a/b",
  "a/b-",
  "a/.b",
  "a/b.",
  "a--b/c",
  "a/b..c",
  "a/b.git",
  "a/b.GIT",
  "a b/c",
  "a/b?c",
  "ä/b",
  "a/b%2f",
  "a/b\n",
  `a/${"n".repeat(97)}`,
])("%j is no id on Hugging Face", (id) => expect(isHubId(id)).toBe(false));

test.each(["acme/tools", "a/b.c", "Acme-1/x_y-z", "jane_acme/model", "-old-/x", "a--b/c", "a/.github", "a/..."])(
  "%s is a repository on GitHub",
  (id) => expect(isGitHubId(id)).toBe(true),
);

test.each([
  "acme",
  "acme/..",
  "../x",
  "a/b/c",
  "a b/c",
  "acme/x?y",
  "a/",
  "acme/x%2fy",
  "a.b/c",
  `${"o".repeat(40)}/x`,
])("%s is no repository on GitHub", (id) => expect(isGitHubId(id)).toBe(false));

test("pages of the hosts are no owners, whatever their case", () => {
  for (const page of ["api", "datasets", "Collections"]) expect(isHubPage(page)).toBe(true);
  for (const page of ["orgs", "Topics", "marketplace"]) expect(isGitHubPage(page)).toBe(true);
  expect([isHubPage("acme"), isGitHubPage("acme")]).toEqual([false, false]);
});

test("ids are compared without case, and lose the ending of a clone address", () => {
  expect(sameId("Acme/Tiny", "acme/tiny")).toBe(true);
  expect(sameId("acme/tiny", "acme/tiny2")).toBe(false);
  expect([withoutGitEnding("x.git"), withoutGitEnding("x.GIT"), withoutGitEnding("x.gitx")]).toEqual([
    "x",
    "x",
    "x.gitx",
  ]);
});

test("no id of either grammar holds anything that a URL or a path would read as more than a name", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: anyCharacter, maxLength: 20 }),
      fc.string({ unit: "grapheme", maxLength: 20 }),
      (a, b) => {
        const id = `${a}/${b}`;
        if (isHubId(id) || isGitHubId(id)) expect(encodeURI(id)).toBe(id);
        if (isHubId(id) || isGitHubId(id)) expect(id).not.toMatch(/[?#:@\\%&]|(^|\/)\.\.?(\/|$)/);
        if (isGitHubOwner(a)) expect(a).toMatch(/^[\w-]+$/);
      },
    ),
    { numRuns: 200 },
  );
});
