import type { Handler } from "./contract.ts";
import { cutPage, isFirst, pageOf, withOneMore } from "./paging.ts";
import { badRequest, problem } from "./problems.ts";

/** Seconds after which a busy search may be tried again. */
const RETRY_SECONDS = 2;

export const artifactByRegEx: Handler<"ArtifactByRegEx"> = async ({ body, query }, deps) => {
  const page = pageOf(query);
  if ("status" in page) return page;
  const answer = await deps.search.match(body.regex, withOneMore(page));
  switch (answer.outcome) {
    case "refused":
      return badRequest("body/regex", answer.detail);
    case "busy":
      return { ...problem("busy"), headers: { "Retry-After": RETRY_SECONDS } };
    case "found": {
      if (answer.entries.length === 0 && isFirst(page))
        return problem("no-such-artifact", "No artifact's name or README matches the expression");
      const cut = cutPage(answer.entries, page, query);
      return { status: 200, headers: cut.headers, body: [...cut.page] };
    }
  }
};
