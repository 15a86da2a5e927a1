import { expect, test } from "vitest";
import { named, refusal } from "../../../../lambda/source/http/refusal.ts";

const file = { repository: "acme/tiny", revision: "main", file: "a.bin" };
const repository = { repository: "acme/tiny" };
const answer = (status: number, code = "", text = "", own = true) => ({
  status,
  headers: code === "" ? {} : { "x-error-code": code },
  text,
  host: "hub.example",
  own,
});

test.each([
  ["a repository that the token may not see", answer(401), repository, "source_not_found"],
  ["a repository that does not exist", answer(404, "RepoNotFound"), repository, "source_not_found"],
  ["a revision that does not exist", answer(404, "RevisionNotFound"), file, "source_not_found"],
  ["a revision that GitHub cannot find", answer(422), file, "source_not_found"],
  ["a file that does not exist", answer(404, "EntryNotFound"), file, "source_not_found"],
  ["an empty repository", answer(409), repository, "source_not_found"],
  ["what was taken down by law", answer(451), repository, "source_not_found"],
  ["a gated repository without a token", answer(401, "GatedRepo"), file, "source_gated"],
  ["a gated repository with a token", answer(403, "GatedRepo"), file, "source_gated"],
  ["a disabled repository", answer(403, "", "Access to this resource is disabled."), file, "source_gated"],
  ["a token without the scope", answer(403), file, "source_gated"],
  ["a malformed token", answer(401, "", "Invalid credentials in Authorization header"), file, "source_gated"],
  ["a token that GitHub does not know", answer(401, "", '{"message":"Bad credentials"}'), file, "source_gated"],
  ["an overloaded source", answer(503), file, "source_unavailable"],
  ["an overloaded source that blames the file", answer(500, "EntryNotFound"), file, "source_unavailable"],
  ["a range that is not served", answer(416), file, "source_unavailable"],
  ["a request that took too long", answer(408), file, "source_unavailable"],
  ["a delivery host that refuses its link", answer(403, "", "AccessDenied", false), file, "source_unavailable"],
  ["a delivery host that lost the file", answer(404, "", "NoSuchKey", false), file, "source_unavailable"],
])("the response to %s becomes the failure that fits it", (_, given, subject, code) => {
  const failure = refusal(given, subject);
  expect(failure.code).toBe(code);
  expect(failure.detail).toMatch(/acme\/tiny|hub\.example/);
});

test("a subject is named with its revision and file, and the file's name cannot break out", () => {
  expect(named({ repository: "a/b" })).toBe("a/b");
  expect(named({ repository: "a/b", revision: "v1" })).toBe("a/b at v1");
  expect(named({ repository: "a/b", revision: "v1", file: 'x"\ny' })).toBe('a/b at v1, file "x\\"\\ny"');
});
