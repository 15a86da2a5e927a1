import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN, anApi, type TestApi } from "../../support/api/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const signIn = (name: string, password: string) =>
  api.call("Authenticate", { body: { user: { name }, secret: { password } } });

test("issues a token for the right password that works in either header, with and without the scheme", async () => {
  const signedIn = await signIn(ADMIN.name, ADMIN.password);
  const token = signedIn.status === 200 ? signedIn.body : "";
  expect(token).toMatch(/^bearer [\w-]+\.[\w-]+\.[\w-]+$/);
  const bare = token.replace("bearer ", "");
  for (const headers of [
    { "X-Authorization": token },
    { Authorization: `Bearer ${bare}` },
    { "X-Authorization": bare },
    { Authorization: `Bearer ${token}` },
  ]) {
    const answer = await api.call.as(null)("ArtifactRetrieve", {
      path: { artifact_type: "model", id: 999_999 },
      headers,
    });
    expect(answer.status).toBe(404);
  }
});

test("refuses a wrong password and an unknown name alike", async () => {
  const wrong = await signIn(ADMIN.name, "wrong");
  const unknown = await signIn("nobody", ADMIN.password);
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(wrong.body).toEqual(unknown.body);
});
