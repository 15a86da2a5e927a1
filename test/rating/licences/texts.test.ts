import spdx from "spdx-license-list/full.js";
import { describe, expect, test } from "vitest";
import { readLicenseText } from "../../../rating/licences/texts.ts";

const textOf = (id: string): string => spdx[id]?.licenseText ?? "";
/** Broken into lines of this length, as editors do. */
const wrapped = (text: string, columns: number): string =>
  text
    .split("\n")
    .map((line) => line.replace(new RegExp(`(.{1,${columns}})(?:\\s+|$)`, "g"), "$1\n").trimEnd())
    .join("\n");
/** With names and years in the copyright lines, as publishers fill them in. */
const filledIn = (text: string): string =>
  text.replace(/^\s*Copyright [^\n]*[>\]]\.?\s*?$/gm, "Copyright (c) 2019-2024 Acme Labs, Inc. and contributors");
const judged = (text: string): string => {
  const { ids, refers, extra } = readLicenseText(text);
  if (extra.length > 0) return `custom (${ids.join(" ")})`;
  return ids.length > 0 ? ids.join(" ") : `refers to ${refers.join(" ")}`;
};

/** SPDX id of the text, and what a lawyer calls it: the Hub's identifier, or SPDX's where the Hub has none. */
const texts: [string, string][] = (
  "MIT:mit Apache-2.0:apache-2.0 BSD-2-Clause:bsd-2-clause BSD-3-Clause:bsd-3-clause BSD-3-Clause-Clear:bsd-3-clause-clear " +
  "ISC:isc Zlib:zlib BSL-1.0:bsl-1.0 NCSA:ncsa PostgreSQL:postgresql Unlicense:unlicense WTFPL:wtfpl CC0-1.0:cc0-1.0 " +
  "PDDL-1.0:pddl GPL-2.0-only:gpl-2.0 GPL-3.0-or-later:gpl-3.0 LGPL-2.1-only:lgpl-2.1 LGPL-3.0-only:lgpl-3.0 " +
  "AGPL-3.0-only:agpl-3.0 GFDL-1.3-only:gfdl MPL-2.0:mpl-2.0 EPL-1.0:epl-1.0 EPL-2.0:epl-2.0 EUPL-1.1:eupl-1.1 " +
  "EUPL-1.2:eupl-1.2 OSL-3.0:osl-3.0 AFL-3.0:afl-3.0 ECL-2.0:ecl-2.0 Artistic-2.0:artistic-2.0 MS-PL:ms-pl OFL-1.1:ofl-1.1 " +
  "LPPL-1.3c:lppl-1.3c LGPLLR:lgpl-lr ODbL-1.0:odbl ODC-By-1.0:odc-by C-UDA-1.0:c-uda CDLA-Permissive-1.0:cdla-permissive-1.0 " +
  "CDLA-Permissive-2.0:cdla-permissive-2.0 CDLA-Sharing-1.0:cdla-sharing-1.0 etalab-2.0:etalab-2.0 CC-BY-3.0:cc-by-3.0 " +
  "CC-BY-4.0:cc-by-4.0 CC-BY-SA-4.0:cc-by-sa-4.0 CC-BY-ND-4.0:cc-by-nd-4.0 CC-BY-NC-4.0:cc-by-nc-4.0 " +
  "CC-BY-NC-SA-4.0:cc-by-nc-sa-4.0 CC-BY-NC-ND-4.0:cc-by-nc-nd-4.0 BSD-4-Clause:bsd-4-clause JSON:json BUSL-1.1:busl-1.1 " +
  "SSPL-1.0:sspl-1.0 0BSD:0bsd Elastic-2.0:elastic-2.0 OpenMDW-1.0:openmdw-1.0"
)
  .split(" ")
  .map((pair) => pair.split(":") as [string, string]);

describe("a whole licence text", () => {
  test("is tried for at least 40 licences", () => {
    expect(texts.length).toBeGreaterThanOrEqual(40);
  });

  test.each(texts)("of %s is %s, however it is laid out", (spdxId, id) => {
    const text = textOf(spdxId);
    expect(text).not.toBe("");
    expect(judged(text)).toBe(id);
    expect(judged(wrapped(filledIn(text), 60))).toBe(id);
    expect(judged(text.replace(/\n/g, "\r\n").replace(/"/g, "”").replace(/'/g, "’"))).toBe(id);
    expect(
      judged(
        `\uFEFF# ${spdx[spdxId]?.name.replace(/ (only|or later)$/, "")}\n\n${text.replace(/^/gm, "    ").toUpperCase()}`,
      ),
    ).toBe(id);
  });

  test("keeps its name with the copyright line, the title and the ends that people give it", () => {
    const mit = textOf("MIT").replace(/^MIT License\n/, "");
    const notices = [
      "(c) 2024 Jane Doe",
      "Copyright © 2019, 2021-2024 Acme GmbH. All rights reserved.",
      "Copyright The Authors",
    ];
    for (const notice of notices) expect(judged(mit.replace(/^Copyright.*$/m, notice))).toBe("mit");
    expect(judged(`The MIT License (MIT)\n\n${mit}`)).toBe("mit");
    const apache = textOf("Apache-2.0");
    expect(judged(apache.slice(0, apache.indexOf("APPENDIX")))).toBe("apache-2.0");
    expect(judged(`   Copyright 2018- The Acme team. All rights reserved.\n\n${apache}`)).toBe("apache-2.0");
  });

  test("with another party's name in the standard sentences stays what it is", () => {
    const bsd = textOf("BSD-3-Clause");
    const own = bsd
      .replace("the name of the copyright holder", "the name of Acme Labs")
      .replace(/THE COPYRIGHT HOLDERS AND CONTRIBUTORS/g, "ACME LABS AND ITS CONTRIBUTORS")
      .replace("THE COPYRIGHT HOLDER OR CONTRIBUTORS", "ACME LABS");
    expect(judged(own)).toBe("bsd-3-clause");
    expect(judged(textOf("ISC").replace("ISC DISCLAIMS", "THE AUTHOR DISCLAIMS"))).toBe("isc");
  });

  test("of version 3 of the LGPL is that with and without the GPL behind it", () => {
    const text = textOf("LGPL-3.0-only");
    expect(judged(text.slice(0, text.lastIndexOf("GNU GENERAL PUBLIC LICENSE\nVersion 3")))).toBe("lgpl-3.0");
    expect(judged(text)).toBe("lgpl-3.0");
  });

  test("beside another one is both", () => {
    expect(judged(`${textOf("MIT")}\n\n${textOf("Apache-2.0")}`)).toBe("mit apache-2.0");
  });

  test("may be referred to by its standard notice", () => {
    const apache = textOf("Apache-2.0");
    expect(judged(apache.slice(apache.lastIndexOf("Licensed under the Apache")))).toBe("refers to apache-2.0");
  });
});

test("a hostile text is read within bounds", () => {
  const starts = [
    "permission is hereby granted free ",
    "redistribution and use in source ",
    "copyright (c) 2024\n",
    "[a](b) ",
    "<b>",
    "neither the name of ",
  ];
  for (const start of starts) expect(readLicenseText(start.repeat(Math.ceil(256_000 / start.length))).ids).toEqual([]);
});
