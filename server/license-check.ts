import type { Logger } from "pino";
import { asObject, asString } from "../domain/json.ts";
import type { LicenseAnswer, LicenseQuestion } from "../handlers/deps.ts";
import { githubSettings, repositoryPath } from "../lambda/facts/github/github.ts";
import { newQuotas } from "../lambda/facts/http/clients.ts";
import { type FactCache, memoryFactCache } from "../lambda/facts/http/etag-cache.ts";
import { defaultLimits, type FetchDeps, type SourceClient, sourceClient } from "../lambda/facts/http/fetch.ts";
import { fetchJson, mapFact, parseJson } from "../lambda/facts/http/fetch-json.ts";
import { undiciHttp } from "../lambda/facts/http/transport.ts";
import type { Clock } from "../lambda/ports.ts";
import { trustIn } from "../lambda/source/trust.ts";
import { absent, type Fact, unknown, value } from "../rating/fact.ts";
import { licenseClaims, readLicenseFile } from "../rating/licences/claims.ts";
import { checkCompatibility } from "../rating/licences/compatibility.ts";
import { foldLicense, licenseEntry } from "../rating/licences/licenses.ts";
import { readLicenseName } from "../rating/licences/names.ts";
import { policy } from "../rating/policy.ts";
import { parseSnapshot, type Snapshot } from "../rating/snapshot.ts";
import { pinoLog } from "./ingest/inline.ts";

export interface LicenseCheckOptions {
  readonly gitHub: { readonly apiUrl: URL; readonly token: string | null };
  readonly clock: Clock;
  /** 0 <= it < 1: spreads repeats. */
  readonly random: () => number;
  readonly log: Logger;
}
export interface LicenseCheck {
  check(question: LicenseQuestion): Promise<LicenseAnswer>;
  /** Closes the connections once they are idle. */
  close(): Promise<void>;
}

/** What a project may do with a model that it fetches: fine-tune it and use the result. */
const USE = "fine-tune+inference";

/** Judges models by what is stored of them and projects by what GitHub says now; answers and quotas are kept. */
export function createLicenseCheck({ gitHub, clock, random, log }: LicenseCheckOptions): LicenseCheck {
  const trust = trustIn([gitHub.apiUrl], []);
  const owned = undiciHttp(trust);
  const quotas = newQuotas(() => clock.now());
  const over = new AbortController();
  const shared: Omit<FetchDeps, "log"> = {
    http: owned.http,
    trust,
    clock,
    signal: over.signal,
    quota: quotas.github,
    cache: wholeAnswers(),
    limits: defaultLimits,
    random,
  };
  return {
    check: async (question) => {
      const child = log.child({ correlation_id: question.correlationId, artifact_id: question.artifactId });
      const settings = githubSettings(gitHub.apiUrl.href, gitHub.token ?? undefined);
      const project = await projectLicense(sourceClient(settings, { ...shared, log: pinoLog(child) }), question);
      if (project.known === "absent") return { outcome: "no-repository" };
      if (project.known === "unknown") return { outcome: "unreadable", detail: project.detail };
      const found = judge(parseSnapshot(question.snapshot), project.value);
      const { compatible, reasons, obligations } = found;
      child.info({ repository: question.repository, compatible, reasons, obligations }, "licences compared");
      return { outcome: "decided", compatible };
    },
    close: async () => {
      over.abort(new Error("The server stops"));
      await owned.close();
    },
  };
}

/** Keeps answers by their ETags; a broken one would otherwise be confirmed by GitHub again and again. */
function wholeAnswers(): FactCache {
  const kept = memoryFactCache();
  return {
    get: (url) => kept.get(url),
    put: async (url, answer) => {
      if (parseJson(answer.body) !== undefined) await kept.put(url, answer);
    },
  };
}

function judge(snapshot: Snapshot, project: string | null) {
  const claims = licenseClaims(snapshot, policy).counted.map(({ id }) => id);
  return checkCompatibility([...new Set(claims)], project, USE, [...new Set(parentLicenses(snapshot))]);
}

/** A parent without a readable licence permits nothing, like a model without one. */
const parentLicenses = ({ parents }: Snapshot): readonly string[] =>
  parents.flatMap(({ licenses }) => {
    const stated = licenses.known === "value" ? licenses.value.map(readLicenseName) : [];
    const ids = stated.flatMap(({ kind, ids }) => (kind === "known" ? ids : ["unknown"]));
    return ids.length > 0 ? ids : ["unknown"];
  });

/** Licence id of the project, null when it has none; absent when there is no such repository. */
async function projectLicense(github: SourceClient, { repository }: LicenseQuestion): Promise<Fact<string | null>> {
  const path = repositoryPath(repository);
  const described = await fetchJson(github, path, { what: `the description of ${repository}` });
  if (described.known !== "value") return described;
  const repositoryFacts = asObject(described.value.json);
  if (repositoryFacts === null) return unknown("malformed", `GitHub did not describe ${repository}`);
  const stated = asString(asObject(repositoryFacts["license"])?.["spdx_id"]);
  if (stated === null) return value(null);
  return foldLicense(stated).id === "unknown" ? licenseOfText(github, repository, path) : value(stated);
}

/** GitHub found a licence file and could not name the licence: its text may say more. */
async function licenseOfText(github: SourceClient, repository: string, path: string): Promise<Fact<string | null>> {
  const file = await fetchJson(github, `${path}/license`, { what: `the licence file of ${repository}` });
  const read = mapFact(file, ({ json }) => {
    const content = asString(asObject(json)?.["content"]);
    return content === null ? absent : value(licenseOf(Buffer.from(content, "base64").toString("utf8")));
  });
  return read.known === "absent" ? value(null) : read;
}

/** The strictest licence that the file states; null for terms of its own, which permit nothing that is known. */
function licenseOf(text: string): string | null {
  const { statements } = readLicenseFile(text);
  if (statements.some(({ kind }) => kind !== "known")) return null;
  const strictness = (id: string) => licenseEntry(id)?.score ?? 0;
  return statements.flatMap(({ ids }) => ids).toSorted((a, b) => strictness(a) - strictness(b))[0] ?? null;
}
