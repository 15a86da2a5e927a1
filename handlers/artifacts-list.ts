import type { CatalogueQuery } from "../db/catalogue/catalogue.ts";
import type { Handler, Schemas } from "./contract.ts";
import { cutPage, LARGEST_PAGE, pageOf, withOneMore } from "./paging.ts";
import { problem } from "./problems.ts";

/** Artifacts on a page when the caller does not say. */
const PAGE = 100;

/** Lists the available artifacts that match the queries, ordered by id. */
export const artifactsList: Handler<"ArtifactsList"> = async ({ body, query }, deps) => {
  const page = pageOf({ limit: PAGE, ...query });
  if ("status" in page) return page;
  if (page.limit > LARGEST_PAGE)
    return problem("too-many", `A page holds at most ${LARGEST_PAGE} artifacts; ${page.limit} were asked for`);
  const found = await deps.catalogue.list(body.map(understand), withOneMore(page));
  const cut = cutPage(found, page, query);
  return { status: 200, headers: cut.headers, body: [...cut.page] };
};

const everyType: readonly Schemas["ArtifactType"][] = ["model", "dataset", "code"];

const understand = ({ name, types }: Schemas["ArtifactQuery"]): CatalogueQuery => ({
  name: name === "*" ? null : name,
  types: types === undefined || types.length === 0 ? everyType : types,
});
