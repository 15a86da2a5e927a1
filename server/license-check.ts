import type { Logger } from "pino";
import { asObject, asString } from "../domain/json.ts";
import type { LicenseAnswer, LicenseQuestion } from "../handlers/deps.ts";
import { mapFact, type SourceClient } from "../lambda/facts/client.ts";
import { repositoryPath } from "../lambda/facts/github/history.ts";
import type { Hubs } from "../lambda/hubs.ts";
import { absent, type Fact, unknown, value } from "../rating/fact.ts";
import type { LicenseFileReading } from "../rating/licences/claims.ts";
import { checkCompatibility } from "../rating/licences/compatibility.ts";
import { foldLicense, licenseEntry } from "../rating/licences/licenses.ts";
import { readLicenseName } from "../rating/licences/names.ts";
import { policy } from "../rating/policy.ts";
import { parseSnapshot, type Snapshot } from "../rating/snapshot.ts";
import { pinoLog } from "./http/log.ts";

export interface LicenseCheck {
  check(question: LicenseQuestion): Promise<LicenseAnswer>;
  /** Ends what is in flight. */
  close(): void;
}

/** What a project may do with a model that it fetches: fine-tune it and use the result. */
const USE = "fine-tune+inference";

/** Loaded by the first check, as it reads cards: see compose/rating.ts. */
const claimReaders = () => import("../rating/licences/claims.ts");

/** Judges models by what is stored of them and projects by what GitHub says now. */
export function createLicenseCheck(hubs: Pick<Hubs, "readGitHub">, log: Logger): LicenseCheck {
  const stopping = new AbortController();
  return {
    check: async (question) => {
      const child = log.child({ correlation_id: question.correlationId, artifact_id: question.artifactId });
      const project = await projectLicense(hubs.readGitHub(stopping.signal, pinoLog(child)), question);
      if (project.known === "absent") return { outcome: "no-repository" };
      if (project.known === "unknown") return { outcome: "unreadable", detail: project.detail };
      const found = await judge(parseSnapshot(question.snapshot), project.value);
      const { compatible, reasons, obligations } = found;
      child.info({ repository: question.repository, compatible, reasons, obligations }, "licences compared");
      return { outcome: "decided", compatible };
    },
    close: () => stopping.abort(new Error("The server stops")),
  };
}

async function judge(snapshot: Snapshot, project: string | null) {
  const { licenseClaims } = await claimReaders();
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
  const described = await github.json(path, { what: `the description of ${repository}` });
  if (described.known !== "value") return described;
  const repositoryFacts = asObject(described.value.json);
  if (repositoryFacts === null) return unknown("malformed", `GitHub did not describe ${repository}`);
  const stated = asString(asObject(repositoryFacts["license"])?.["spdx_id"]);
  if (stated === null) return value(null);
  return foldLicense(stated).id === "unknown" ? licenseOfText(github, repository, path) : value(stated);
}

/** GitHub found a licence file and could not name the licence: its text may say more. */
async function licenseOfText(github: SourceClient, repository: string, path: string): Promise<Fact<string | null>> {
  const file = await github.json(`${path}/license`, { what: `the licence file of ${repository}` });
  const { readLicenseFile } = await claimReaders();
  const read = mapFact(file, ({ json }) => {
    const content = asString(asObject(json)?.["content"]);
    if (content === null) return absent;
    return value(licenseOf(readLicenseFile(Buffer.from(content, "base64").toString("utf8"))));
  });
  return read.known === "absent" ? value(null) : read;
}

/** The strictest licence that the file states; null for terms of its own, which permit nothing that is known. */
function licenseOf({ statements }: LicenseFileReading): string | null {
  if (statements.some(({ kind }) => kind !== "known")) return null;
  const strictness = (id: string) => licenseEntry(id)?.score ?? 0;
  return statements.flatMap(({ ids }) => ids).toSorted((a, b) => strictness(a) - strictness(b))[0] ?? null;
}
