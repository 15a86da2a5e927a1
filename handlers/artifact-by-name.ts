import type { Handler } from "./contract.ts";
import { cutPage, isFirst, pageOf, withOneMore } from "./paging.ts";
import { problem } from "./problems.ts";

export const artifactByName: Handler<"ArtifactByName"> = async ({ path, query }, deps) => {
  const page = pageOf(query);
  if ("status" in page) return page;
  const wanted = { name: path.name, types: ["model", "dataset", "code"] } as const;
  const found = await deps.catalogue.list([wanted], withOneMore(page));
  if (found.length === 0 && isFirst(page))
    return problem("no-such-artifact", `No artifact has the name "${path.name}"`);
  const cut = cutPage(found, page, query);
  return { status: 200, headers: cut.headers, body: [...cut.page] };
};
