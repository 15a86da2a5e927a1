/**
 * May a project use a model? Model licence × project licence × use, as a table of groups. Engineering
 * judgement, not legal advice.
 */
import { foldLicense, licenseEntry, obligations } from "./licenses.ts";

/** Y yes, C yes with obligations, N no. */
export type Answer = "Y" | "C" | "N";

export const uses = ["fine-tune", "inference", "fine-tune+inference", "redistribution"] as const;
export type Use = (typeof uses)[number];

export interface Compatibility {
  /** True when the asked use is Y or C. */
  readonly compatible: boolean;
  /** Fine-tuning and inference or generation, weights fetched and not bundled. */
  readonly fineTuneInference: Answer;
  /** Bundled with the project or redistributed as a part of it. */
  readonly redistribution: Answer;
  /** Plain sentences, one for each licence that decided. */
  readonly reasons: readonly string[];
  /** What has to be done; empty when nothing is allowed. */
  readonly obligations: readonly string[];
}

type Column = "permissive" | "lgpl2" | "gpl2" | "gpl3" | "agpl3" | "other" | "none";

interface Row {
  readonly tuning: Answer;
  readonly inference: Answer;
  readonly redistribution: Readonly<Record<Exclude<Column, "none">, Answer>>;
  readonly condition?: string;
}

const row = (tuning: Answer, inference: Answer, answers: string, condition?: string): Row => {
  const [permissive = "N", lgpl2 = "N", gpl2 = "N", gpl3 = "N", agpl3 = "N", other = "N"] = answers.split(
    "",
  ) as Answer[];
  return {
    tuning,
    inference,
    redistribution: { permissive, lgpl2, gpl2, gpl3, agpl3, other },
    ...(condition && { condition }),
  };
};

const ownLicense = "keep the model under its own licence, apart from the project's";
const apart =
  "keep the weights a separate data file under Apache-2.0: its patent clause does not fit version 2 of the GPL";
const later = "the model's licence must allow later versions";

/** Answers for redistribution in the order permissive, LGPL-2.1, GPL-2.0, (L)GPL-3.0, AGPL-3.0, any other. */
const rows = {
  free: row("Y", "Y", "YYYYYY"),
  apache: row("Y", "Y", "YCCYYY", apart),
  attribution: row("Y", "Y", "CCCCCC", "name the authors"),
  lgpl2: row("Y", "Y", "CYYCCC", ownLicense),
  lgpl3: row("Y", "Y", "CCNYYC", ownLicense),
  weak: row("Y", "Y", "CCCCCC", ownLicense),
  share: row("Y", "Y", "CNNCCN", ownLicense),
  gpl2: row("Y", "Y", "NNYCCN", later),
  gpl3: row("Y", "Y", "NNNYYN"),
  agpl3: row("Y", "C", "NNNCYN", "offer users of the service the source of the changed work"),
  flowDown: row("C", "C", "CNNNNN", "pass the use policy and notices on to every user"),
  nonCommercial: row("N", "N", "NNNNNN"),
  noDerivatives: row("N", "Y", "CNNNNN", "pass the model on unchanged only"),
  unclear: row("N", "N", "NNNNNN"),
} satisfies Record<string, Row>;

function rowOf(raw: string): Row {
  const { id } = foldLicense(raw);
  const entry = licenseEntry(id);
  if (entry === null || entry.class === "unclear") return rows.unclear;
  if (id === "apache-2.0") return rows.apache;
  if (id === "lgpl-3.0") return rows.lgpl3;
  if (id === "agpl-3.0") return rows.agpl3;
  if (id === "gpl-3.0") return rows.gpl3;
  if (/^(cc-by-sa|odbl|cdla-sharing|osl)/.test(id)) return rows.share;
  if (/^cc-by-nd/.test(id)) return rows.noDerivatives;
  return rowsByClass[entry.class];
}

const rowsByClass = {
  public_domain: rows.free,
  permissive: rows.free,
  attribution: rows.attribution,
  lesser_copyleft: rows.lgpl2,
  weak_copyleft: rows.weak,
  strong_copyleft: rows.gpl2,
  behavioural: rows.flowDown,
  vendor: rows.flowDown,
  compute: rows.flowDown,
  non_commercial: rows.nonCommercial,
  research: rows.nonCommercial,
  unclear: rows.unclear,
} as const;

function columnOf(raw: string | null): Column {
  if (raw === null) return "none";
  const { id } = foldLicense(raw);
  const entry = licenseEntry(id);
  if (entry === null || entry.class === "unclear") return "none";
  if (id === "lgpl-3.0" || id === "gpl-3.0") return "gpl3";
  if (id === "agpl-3.0") return "agpl3";
  if (id === "gpl-2.0" || id === "gpl") return "gpl2";
  if (id === "lgpl-2.1" || id === "lgpl") return "lgpl2";
  return entry.class === "permissive" || entry.class === "public_domain" ? "permissive" : "other";
}

const order: readonly Answer[] = ["N", "C", "Y"];
const strictest = (answers: readonly Answer[]): Answer => order.find((answer) => answers.includes(answer)) ?? "N";

interface Judged {
  readonly id: string;
  readonly tuning: Answer;
  readonly inference: Answer;
  readonly redistribution: Answer;
  readonly duties: readonly string[];
}

function judge(model: string, project: string | null): Judged {
  const { id, later: modelLater } = foldLicense(model);
  const column = columnOf(project);
  const found = rowOf(model);
  if (column === "none" || project === null)
    return { id, tuning: "N", inference: "N", redistribution: "N", duties: [] };
  const same = foldLicense(project).id === id && found !== rows.unclear && found !== rows.nonCommercial;
  let redistribution: Answer =
    same && found.redistribution[column] !== "Y" ? sameLicenseAnswer(found) : found.redistribution[column];
  const needsLater = (id === "gpl-2.0" || id === "lgpl-2.1") && (column === "gpl3" || column === "agpl3");
  if (needsLater && modelLater === false && id === "gpl-2.0") redistribution = "N";
  // A project under "GPL-2.0 or later" may choose version 3 to take in a part under version 3.
  if (id === "gpl-3.0" && column === "gpl2" && foldLicense(project).later === true) redistribution = "C";
  if (id === "cc-by-sa-4.0" && foldLicense(project).id === "gpl-3.0") redistribution = "Y";
  const answers = [found.tuning, found.inference, redistribution];
  const duties = [
    ...(answers.includes("C") && found.condition !== undefined ? [found.condition] : []),
    ...(needsLater && redistribution === "C" ? [later] : []),
    ...obligations(id),
  ];
  return { id, tuning: found.tuning, inference: found.inference, redistribution, duties };
}

/** A project under the model's own licence may redistribute it, with whatever flows down. */
const sameLicenseAnswer = (found: Row): Answer =>
  found === rows.flowDown ? "C" : found === rows.noDerivatives ? "C" : "Y";

const words: Record<Answer, string> = { Y: "allowed", C: "allowed with obligations", N: "not allowed" };

/**
 * The strictest answer over all licences of the model and of its parents; without any licence nothing is
 * allowed. `projectLicense` is an SPDX or Hub id, null when the project has none.
 */
export function checkCompatibility(
  modelLicenses: readonly string[],
  projectLicense: string | null,
  use: Use,
  parentLicenses: readonly string[] = [],
): Compatibility {
  const given = modelLicenses.length === 0 ? ["unknown"] : modelLicenses;
  const judged = [...given, ...parentLicenses].map((id) => judge(id, projectLicense));
  const tuning = strictest(judged.map((it) => it.tuning));
  const inference = strictest(judged.map((it) => it.inference));
  const redistribution = strictest(judged.map((it) => it.redistribution));
  const fineTuneInference = strictest([tuning, inference]);
  const asked: Record<Use, Answer> = {
    "fine-tune": tuning,
    inference,
    "fine-tune+inference": fineTuneInference,
    redistribution,
  };
  const project = projectLicense === null ? "without a licence" : `under ${foldLicense(projectLicense).id}`;
  const reasons = judged.map((it, at) => {
    const whose = at < given.length ? "The model" : "A parent of the model";
    const both = strictest([it.tuning, it.inference]);
    return `${whose} is under ${it.id}: in a project ${project} fine-tuning with inference is ${words[both]}, redistribution ${words[it.redistribution]}.`;
  });
  const compatible = asked[use] !== "N";
  const duties = compatible ? [...new Set(judged.flatMap((it) => it.duties))] : [];
  return { compatible, fineTuneInference, redistribution, reasons, obligations: duties };
}
