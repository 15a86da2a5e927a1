import { sliceSource } from "../bytes/source.ts";
import { isExecutableName } from "../names.ts";
import { inside, type Subject } from "../subject.ts";
import { reportPath } from "./paths.ts";
import { BLOCK, isZeroBlock, parsePax, parseTarHeader, type TarHeader } from "./tar-header.ts";

const MAX_LONG_BYTES = 1024 * 1024;
/** Larger sizes do not fit the field of the header: only then may a pax size differ from it. */
const LARGEST_FIELD = 8 ** 11;

const blocks = (bytes: number): number => Math.ceil(bytes / BLOCK) * BLOCK;

/** True when a tar entry begins here: the oldest form has no mark but its checksum. */
export const isTar = (head: Buffer): boolean => parseTarHeader(head.subarray(0, BLOCK)) !== null;

/** What the headers in front of an entry say about it. */
interface Overrides {
  name: string | null;
  linkName: string | null;
  size: number | null;
  isSparse: boolean;
}
const none = (): Overrides => ({ name: null, linkName: null, size: null, isSparse: false });

/**
 * Inspects the entries of a tar as Python's tarfile lists them. Where a reader that is stricter, or that continues after
 * the end mark, would list other entries, that is an unsafe finding.
 */
export async function inspectTar(subject: Subject): Promise<void> {
  await new TarScan(subject).run();
}

class TarScan {
  readonly #subject: Subject;
  #at = 0;
  #overrides = none();

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  async run(): Promise<void> {
    const { source, budget, report, member, name } = this.#subject;
    while (this.#at + BLOCK <= source.size) {
      const block = await source.read(this.#at, this.#at + BLOCK);
      if (block.length < BLOCK) return;
      if (isZeroBlock(block)) return this.#afterEnd("after its end mark");
      const header = parseTarHeader(block);
      if (header === null) {
        const text = `The tar could not be read beyond byte ${this.#at}.`;
        report.unknown(isExecutableName(name), "TAR_BROKEN", text, member);
        return this.#afterEnd("after a damaged header");
      }
      budget.entry();
      if (!header.isStrict) this.#ambiguous(`the size of ${JSON.stringify(header.name)} is not plain octal`);
      if (header.size < 0) return;
      await this.#entry(header);
    }
  }

  #ambiguous(text: string): void {
    const sentence = `Two readers of this tar see different entries: ${text}.`;
    this.#subject.report.find("unsafe", "TAR_AMBIGUOUS", sentence, this.#subject.member);
  }

  /** Entries where a reader that skips damage and end marks would find them. */
  async #afterEnd(where: string): Promise<void> {
    const { source, budget } = this.#subject;
    for (; this.#at + BLOCK <= source.size; this.#at += BLOCK) {
      const block = await source.read(this.#at, this.#at + BLOCK);
      if (block.length < BLOCK) return;
      const header = parseTarHeader(block);
      if (header === null || header.size < 0) continue;
      budget.entry();
      this.#ambiguous(`there are entries ${where}`);
      await this.#content(header.name, this.#at + BLOCK, header.size);
    }
  }

  async #entry(header: TarHeader): Promise<void> {
    const start = this.#at + BLOCK;
    if ("LK".includes(header.type)) return this.#long(header, start);
    if ("xXg".includes(header.type)) return this.#pax(header, start);
    const { name, linkName, size, isSparse } = this.#overrides;
    this.#overrides = none();
    if (size !== null && size !== header.size && size < LARGEST_FIELD)
      this.#ambiguous(`${JSON.stringify(header.name)} has two sizes`);
    const entry = {
      ...header,
      name: name ?? header.name,
      linkName: linkName ?? header.linkName,
      size: size ?? header.size,
    };
    reportPath(this.#subject, entry.name, entry.type === "2" ? entry.linkName : null);
    if (entry.type === "1") reportPath(this.#subject, entry.linkName, null);
    if ("123456".includes(entry.type)) return this.#withoutContent(entry, start);
    if (isSparse || entry.type === "S") this.#sparse(entry.name);
    await this.#content(entry.name, start, entry.size);
    this.#at = start + blocks(entry.size);
  }

  async #content(name: string, start: number, size: number): Promise<void> {
    if (size === 0) return;
    const content = sliceSource(this.#subject.source, start, start + size);
    await this.#subject.inspect(inside(this.#subject, content, name));
  }

  /** Links, devices and folders have no content: Python continues right behind the header whatever size it states. */
  async #withoutContent({ name, size }: TarHeader, start: number): Promise<void> {
    this.#at = start;
    if (size === 0) return;
    const { source } = this.#subject;
    const [near, far] = [
      await source.read(start, start + BLOCK),
      await source.read(start + blocks(size), start + blocks(size) + BLOCK),
    ];
    if (parseTarHeader(near) === null && !isZeroBlock(near)) this.#at = start + blocks(size);
    else if (parseTarHeader(far) !== null)
      this.#ambiguous(`${JSON.stringify(name)} is of a kind without content and has some`);
  }

  #sparse(name: string): void {
    const text = `The entry ${JSON.stringify(name)} is sparse: its content is put together when it is extracted.`;
    this.#subject.report.unknown(isExecutableName(name), "TAR_SPARSE", text, this.#subject.member);
  }

  async #long(header: TarHeader, start: number): Promise<void> {
    this.#at = start + blocks(header.size);
    const bytes = await this.#subject.source.read(start, start + Math.min(header.size, MAX_LONG_BYTES));
    const zero = bytes.indexOf(0);
    const text = bytes.toString("utf8", 0, zero < 0 ? bytes.length : zero);
    if (header.type === "L") this.#overrides.name = text;
    else this.#overrides.linkName = text;
  }

  async #pax(header: TarHeader, start: number): Promise<void> {
    this.#at = start + blocks(header.size);
    if (header.size > MAX_LONG_BYTES) return this.#ambiguous("a pax header is too long for some");
    const { fields, isStrict } = parsePax(await this.#subject.source.read(start, start + header.size));
    if (!isStrict) this.#ambiguous("a pax header is not well formed");
    if (header.type === "g") {
      if (fields.has("size") || fields.has("path") || fields.has("linkpath"))
        this.#ambiguous("a pax header renames or resizes every entry");
      return;
    }
    const size = fields.get("size");
    if (size !== undefined && !/^\d+$/.test(size)) this.#ambiguous("a size in a pax header is not plain decimal");
    const name = fields.get("GNU.sparse.name") ?? fields.get("path");
    if (name !== undefined) this.#overrides.name = name.replace(/\/+$/, "");
    this.#overrides.linkName = fields.get("linkpath") ?? this.#overrides.linkName;
    if (size !== undefined && Number.isSafeInteger(Number(size))) this.#overrides.size = Number(size);
    this.#overrides.isSparse ||= [...fields.keys()].some((key) => key.startsWith("GNU.sparse."));
  }
}
