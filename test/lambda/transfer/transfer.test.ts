import { describe, expect, test } from "vitest";
import { transfer } from "../../../lambda/transfer/transfer.ts";
import { contentOf, digest } from "../../../local/hub/content.ts";
import type { SampleFile } from "../../../local/hub.ts";
import {
  aCall,
  aContext,
  aHub,
  aRepository,
  aStore,
  contentsOfStore,
  counting,
  failureOf,
  MiB,
  modelLink,
  wrongBlobs,
} from "../../support/transfer/transfer-world.ts";

const files: readonly SampleFile[] = [
  { path: "config.json", content: "{}" },
  { path: "names/a b/ü#%😀&=+.txt", content: "hello" },
  { path: "copy-of-hello.txt", content: "hello" },
  { path: "empty.txt", content: "" },
  { path: "model.safetensors", content: { bytes: 30 * MiB + 17, seed: 3 } },
  { path: "small.safetensors", content: { bytes: 3 * MiB, seed: 4 } },
  { path: "large-plain.txt", content: { bytes: 9 * MiB, seed: 5 }, lfs: false },
];
const large: SampleFile = { path: "large.safetensors", content: { bytes: 60 * MiB, seed: 6 } };
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};
const bytesOf = (file: SampleFile) => contentOf(file.content).bytes;
const total = files.reduce((sum, file) => sum + bytesOf(file), 0);

describe("a transfer", () => {
  test("stores every file as a blob named by its SHA-256", async () => {
    const { source } = await aHub({ repositories: [aRepository(files)] });
    const { store } = await aStore();
    const { listing } = await source.resolve(modelLink(), aCall());
    const result = await transfer(listing, source, aContext(store));
    const expected = files
      .map((file) => ({ path: file.path, sha256: digest("sha256", contentOf(file.content)), bytes: bytesOf(file) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(result.files.map(({ path, sha256, bytes }) => ({ path, sha256, bytes }))).toEqual(expected);
    const { objects, uploads } = await contentsOfStore(store);
    expect(wrongBlobs(objects)).toEqual([]);
    expect(objects.size).toBe(new Set(expected.map(({ sha256 }) => sha256)).size);
    expect(uploads).toEqual([]);
  });

  test("counts every byte and file of the listing once, and content that occurs twice as saved", async () => {
    const { source } = await aHub({ repositories: [aRepository(files)] });
    const { store } = await aStore();
    const { listing } = await source.resolve(modelLink(), aCall());
    const { seen, progress } = counting();
    const result = await transfer(listing, source, aContext(store, { progress }));
    expect(seen).toMatchObject({ bytes: total, files: files.length, saved: 5 });
    expect(result).toMatchObject({ bytesFetched: total - 5, bytesSaved: 5 });
  });

  test("fetches no byte of content that another artifact has stored", async () => {
    const { hub, source } = await aHub({ repositories: [aRepository(files), aRepository(files, "fork/tiny")] });
    const { store } = await aStore();
    const { listing } = await source.resolve(modelLink(), aCall());
    const context = aContext(store);
    const first = await transfer(listing, source, context);
    const fork = await source.resolve(modelLink("fork/tiny"), aCall());
    const before = hub.requests.length;
    const second = await transfer(fork.listing, source, context);
    expect(second).toEqual({ files: first.files, bytesFetched: 0, bytesSaved: total });
    expect(hub.requests.length).toBe(before);
  });

  test("fetches a known blob again when the store has lost it, and reports it missing", async () => {
    const { source } = await aHub({ repositories: [aRepository([files[0] as SampleFile])] });
    const { store } = await aStore();
    const { listing } = await source.resolve(modelLink(), aCall());
    const context = aContext(store);
    const first = await transfer(listing, source, context);
    const { objects } = await contentsOfStore(store);
    await store.delete([...objects.keys()]);
    expect(await transfer(listing, source, context)).toEqual({ ...first, bytesFetched: 2, bytesSaved: 0 });
    expect(context.blobs.calls.missing).toBe(1);
    expect((await contentsOfStore(store)).objects).toEqual(objects);
  });

  test("adopts a large blob that is in the store but not in the register", async () => {
    const { source } = await aHub({ repositories: [aRepository([files[4] as SampleFile])] });
    const { store } = await aStore();
    const { listing } = await source.resolve(modelLink(), aCall());
    const first = await transfer(listing, source, aContext(store));
    const context = aContext(store);
    const second = await transfer(listing, source, context);
    expect(second).toEqual({ files: first.files, bytesFetched: 0, bytesSaved: 30 * MiB + 17 });
    expect(context.blobs.known.size).toBe(1);
  });

  test("fetches parts into half of the memory at most, and continues while the others are stored", async () => {
    const { source } = await aHub({ repositories: [aRepository([large])] });
    const { store } = await aStore();
    const { listing } = await source.resolve(modelLink(), aCall());
    const arriving = new Set<number>();
    const highest = { arriving: 0, whileStoring: 0 };
    let storing = 0;
    const counted: typeof source = {
      ...source,
      open: async (of, file, want, call) => {
        const body = await source.open(of, file, want, call);
        const start = want.range?.start ?? 0;
        async function* chunks() {
          arriving.add(start);
          highest.arriving = Math.max(highest.arriving, arriving.size);
          if (storing > 0) highest.whileStoring = Math.max(highest.whileStoring, arriving.size);
          yield* body.chunks;
          arriving.delete(start);
        }
        return { ...body, chunks: chunks() };
      },
    };
    const twoStarted = Promise.withResolvers<void>();
    const slow: typeof store = {
      ...store,
      uploadPart: async (...args) => {
        storing += 1;
        // Two parts wait in the store until two others have begun to arrive.
        if (storing === 2) void until(() => highest.whileStoring > 0).then(twoStarted.resolve);
        if (storing <= 2) await twoStarted.promise;
        return store.uploadPart(...args);
      },
    };
    const half = { maxMemoryBytes: 4 * 6 * MiB, partBytes: 6 * MiB };
    await transfer(listing, counted, aContext(slow), half);
    expect(highest).toEqual({ arriving: 2, whileStoring: expect.toSatisfy((count: number) => count > 0) });
  });

  test("names the file and the limit when the temporary disk cannot hold a large file without a published SHA-256", async () => {
    const { source } = await aHub({ repositories: [aRepository(files)] });
    const { store } = await aStore();
    const { listing } = await source.resolve(modelLink(), aCall());
    const given = { spool: { directory: "/nowhere", maxBytes: 8 * MiB } };
    expect(await failureOf(transfer(listing, source, aContext(store), given))).toEqual({
      code: "source_too_large",
      detail: `"large-plain.txt" has ${9 * MiB} bytes and no published SHA-256; up to ${8 * MiB} can be checked`,
    });
    expect((await contentsOfStore(store)).uploads).toEqual([]);
  });
});
