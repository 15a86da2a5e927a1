/** Recognising a licence from the text of a LICENSE file, from its name in prose, or from `license_name`. */
import { foldLicense, licenseEntry } from "./licenses.ts";

interface Mark {
  readonly id: string;
  /** All of them must occur in the normalised text. */
  readonly all: readonly string[];
  /** None of them may. */
  readonly none?: readonly string[];
}

/** Sentences that only the text itself holds; the more particular licence comes first. */
const marks: readonly Mark[] = [
  { id: "agpl-3.0", all: ["gnu affero general public license", "version 3"] },
  { id: "lgpl-2.1", all: ["gnu lesser general public license", "version 2.1"] },
  { id: "lgpl-3.0", all: ["gnu lesser general public license", "version 3"], none: ["gnu affero"] },
  { id: "gfdl", all: ["gnu free documentation license"] },
  { id: "gpl-3.0", all: ["gnu general public license", "version 3"], none: ["version 2, june 1991"] },
  { id: "gpl-2.0", all: ["gnu general public license", "version 2"] },
  { id: "apache-2.0", all: ["apache license", "version 2.0"] },
  { id: "mpl-2.0", all: ["mozilla public license", "2.0"] },
  { id: "epl-2.0", all: ["eclipse public license", "2.0"] },
  { id: "epl-1.0", all: ["eclipse public license", "1.0"] },
  { id: "eupl-1.2", all: ["european union public licen", "1.2"] },
  { id: "eupl-1.1", all: ["european union public licen", "1.1"] },
  { id: "osl-3.0", all: ["open software license", "3.0"] },
  { id: "afl-3.0", all: ["academic free license", "3.0"] },
  { id: "artistic-2.0", all: ["artistic license 2.0"] },
  { id: "ofl-1.1", all: ["sil open font license", "1.1"] },
  { id: "bsl-1.0", all: ["boost software license"] },
  { id: "ms-pl", all: ["microsoft public license"] },
  { id: "llama4", all: ["llama 4 community license"] },
  { id: "llama3.3", all: ["llama 3.3 community license"] },
  { id: "llama3.2", all: ["llama 3.2 community license"] },
  { id: "llama3.1", all: ["llama 3.1 community license"] },
  { id: "llama3", all: ["meta llama 3 community license"] },
  { id: "llama2", all: ["llama 2 community license"] },
  { id: "gemma", all: ["gemma terms of use"] },
  { id: "creativeml-openrail-m", all: ["creativeml open rail"] },
  { id: "bigcode-openrail-m", all: ["bigcode open rail"] },
  { id: "bigscience-bloom-rail-1.0", all: ["bigscience rail license"] },
  { id: "bigscience-openrail-m", all: ["bigscience open rail"] },
  { id: "openrail", all: ["openrail"] },
  { id: "fair-noncommercial-research-license", all: ["fair noncommercial research license"] },
  { id: "deepfloyd-if-license", all: ["deepfloyd if license"] },
  { id: "intel-research", all: ["intel", "research use license"] },
  { id: "apple-amlr", all: ["apple machine learning research model"] },
  { id: "apple-ascl", all: ["apple sample code license"] },
  { id: "odbl", all: ["open database license"] },
  { id: "odc-by", all: ["open data commons attribution license"] },
  { id: "pddl", all: ["public domain dedication and license"] },
  { id: "cdla-permissive-2.0", all: ["community data license agreement", "permissive", "2.0"] },
  { id: "cdla-permissive-1.0", all: ["community data license agreement", "permissive"] },
  { id: "cdla-sharing-1.0", all: ["community data license agreement", "sharing"] },
  { id: "cc0-1.0", all: ["cc0 1.0"] },
  { id: "unlicense", all: ["free and unencumbered software released into the public domain"] },
  { id: "wtfpl", all: ["do what the fuck you want to public license"] },
  { id: "zlib", all: ["this software is provided 'as-is'", "altered source versions must be plainly marked"] },
  { id: "ncsa", all: ["university of illinois", "open source license"] },
  {
    id: "bsd-3-clause-clear",
    all: ["redistribution and use in source and binary forms", "no express or implied licenses to any party's patent"],
  },
  { id: "bsd-3-clause", all: ["redistribution and use in source and binary forms", "neither the name"] },
  { id: "bsd-2-clause", all: ["redistribution and use in source and binary forms"] },
  { id: "mit", all: ["permission is hereby granted, free of charge", "the above copyright notice"] },
  { id: "postgresql", all: ["permission to use, copy, modify, and distribute", "without a written agreement"] },
  { id: "isc", all: ["permission to use, copy, modify, and/or distribute this software for any purpose"] },
];

const creativeCommons = [
  ["attribution-noncommercial-noderivatives", "cc-by-nc-nd"],
  ["attribution-noncommercial-sharealike", "cc-by-nc-sa"],
  ["attribution-noncommercial", "cc-by-nc"],
  ["attribution-noderivatives", "cc-by-nd"],
  ["attribution-sharealike", "cc-by-sa"],
  ["attribution", "cc-by"],
] as const;

/** Id of the licence whose text this is, or null when it is none that we know. The text may be any length. */
export function recogniseLicenseText(text: string): string | null {
  const plain = normalise(text);
  const first = plain.slice(0, HEAD);
  const cc = recogniseCreativeCommons(first);
  if (cc !== null) return cc;
  const found = marks.find((mark) => holds(first, mark)) ?? marks.find((mark) => holds(plain, mark));
  return found?.id ?? null;
}

/** A licence names itself in its first lines; other licences are often named further down. */
const HEAD = 1500;

const normalise = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[‘’`"“”]/g, "'")
    .replace(/[*#_>]+/g, " ")
    .replace(/\s+/g, " ");

const holds = (text: string, mark: Mark): boolean =>
  mark.all.every((part) => text.includes(part)) && !(mark.none ?? []).some((part) => text.includes(part));

function recogniseCreativeCommons(head: string): string | null {
  if (!head.includes("creative commons") && !head.startsWith("attribution")) return null;
  if (head.includes("cc0")) return null;
  const version = /\b([234]\.[05])\b/.exec(head)?.[1];
  const kind = creativeCommons.find(([name]) => head.replace(/ - /g, "-").includes(name));
  if (version === undefined || kind === undefined) return null;
  const id = `${kind[1]}-${version}`;
  return licenseEntry(id) === null ? null : id;
}

/** Names as people write them in a sentence or a table, most particular first. */
const names: readonly (readonly [RegExp, string])[] = [
  [/\b(gnu )?(affero general public licen[sc]e|agpl)[ ,v-]*(version )?3/i, "agpl-3.0"],
  [/\b(gnu )?(lesser general public licen[sc]e|lgpl)[ ,v-]*(version )?2\.1/i, "lgpl-2.1"],
  [/\b(gnu )?(lesser general public licen[sc]e|lgpl)[ ,v-]*(version )?3/i, "lgpl-3.0"],
  [/\b(gnu )?(general public licen[sc]e|gpl)[ ,v-]*(version )?3/i, "gpl-3.0"],
  [/\b(gnu )?(general public licen[sc]e|gpl)[ ,v-]*(version )?2/i, "gpl-2.0"],
  [/\bapache[ -]?(software )?(licen[sc]e)?[ ,v-]*(version )?2(\.0)?\b/i, "apache-2.0"],
  [/\bmozilla public licen[sc]e|\bmpl[- ]?2/i, "mpl-2.0"],
  [/\bbsd[- ]?3([- ]clause)?\b|\b3-clause bsd\b/i, "bsd-3-clause"],
  [/\bbsd[- ]?2([- ]clause)?\b|\b2-clause bsd\b/i, "bsd-2-clause"],
  [/\b(meta )?llama[- ]?4\b/i, "llama4"],
  [/\b(meta )?llama[- ]?3\.3\b/i, "llama3.3"],
  [/\b(meta )?llama[- ]?3\.2\b/i, "llama3.2"],
  [/\b(meta )?llama[- ]?3\.1\b/i, "llama3.1"],
  [/\b(meta )?llama[- ]?3\b/i, "llama3"],
  [/\b(meta )?llama[- ]?2\b/i, "llama2"],
  [/\bgemma\b/i, "gemma"],
  [/\bcreativeml[ -]?open ?rail/i, "creativeml-openrail-m"],
  [/\bopen ?rail\+\+/i, "openrail++"],
  [/\bopen ?rail\b/i, "openrail"],
  [/\bcc0\b/i, "cc0-1.0"],
  [/\bthe unlicense\b|\bunlicense\b/i, "unlicense"],
  [/\bmit\b/i, "mit"],
  [/\bisc\b/i, "isc"],
];

/** Id of the licence that a short text names ("Released under the MIT License"), or null. */
export function recogniseLicenseName(text: string): string | null {
  const cc = /\bcc[- ]by(?:[- ](nc|sa|nd))?(?:[- ](nc|sa|nd))?[- ]v?([234]\.[05])\b/i.exec(text);
  if (cc) {
    const parts = [cc[1], cc[2]].filter((part) => part !== undefined).map((part) => part.toLowerCase());
    const id = ["cc-by", ...parts, cc[3]].join("-");
    if (licenseEntry(id) !== null) return id;
  }
  const direct = foldLicense(text).id;
  if (licenseEntry(direct) !== null && direct !== "other" && direct !== "unknown") return direct;
  return names.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
