import type { Subject } from "../subject.ts";

/** Reports an entry that extraction would write outside the folder, or a link that leads out of it. */
export function reportPath({ report, member }: Subject, name: string, linkTarget: string | null): void {
  const shown = JSON.stringify(name);
  if (isOutside(name)) {
    const text = `The entry ${shown} would be written outside the folder of the archive.`;
    report.find("unsafe", "ARCHIVE_PATH", text, member);
  }
  if (linkTarget === null) return;
  const folder = name.replace(/[^/]*$/, "");
  if (!ABSOLUTE.test(linkTarget) && !isOutside(folder + linkTarget)) return;
  const text = `The link ${shown} leads to ${JSON.stringify(linkTarget)}, outside the folder of the archive.`;
  report.find("suspicious", "ARCHIVE_LINK", text, member);
}

const ABSOLUTE = /^[\\/]|^[A-Za-z]:/;

/** True for absolute paths and those that climb above where they start, by the rules of any system. */
export function isOutside(path: string): boolean {
  if (ABSOLUTE.test(path)) return true;
  let depth = 0;
  for (const step of path.split(/[\\/]+/)) {
    if (step === "..") depth--;
    else if (step !== "" && step !== ".") depth++;
    if (depth < 0) return true;
  }
  return false;
}
