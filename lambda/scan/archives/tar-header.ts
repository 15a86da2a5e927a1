/** The 512 byte header of a tar entry, read by the rules of Python's tarfile, which accepts more than the others. */

export const BLOCK = 512;

export interface TarHeader {
  readonly name: string;
  /** Bytes of content; negative in a header that is made to confuse. */
  readonly size: number;
  /** False where Python reads another size than strict readers do. */
  readonly isStrict: boolean;
  readonly type: string;
  readonly linkName: string;
}

/** The header; null when the block is none, which every reader tells by its checksum. */
export function parseTarHeader(block: Buffer): TarHeader | null {
  if (block.length < BLOCK || !hasChecksum(block)) return null;
  const size = number(block, 124, 136);
  if (size === null) return null;
  const type = String.fromCharCode(block[156] as number);
  const prefix = "LKS".includes(type) ? "" : text(block, 345, 500);
  const name = text(block, 0, 100);
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    size: size.value,
    isStrict: size.isStrict,
    type: type === "\0" ? (name.endsWith("/") ? "5" : "0") : type,
    linkName: text(block, 157, 257),
  };
}

export const isZeroBlock = (block: Buffer): boolean => block.every((byte) => byte === 0);

/** The sum of all bytes, those of the checksum taken as blanks; some writers summed signed bytes. */
function hasChecksum(block: Buffer): boolean {
  const stated = number(block, 148, 156)?.value;
  let [unsigned, signed] = [256, 256];
  for (let at = 0; at < BLOCK; at++) {
    if (at >= 148 && at < 156) continue;
    const byte = block[at] as number;
    unsigned += byte;
    signed += byte < 0x80 ? byte : byte - 0x100;
  }
  return stated === unsigned || stated === signed;
}

/** Text up to the first zero byte. */
function text(block: Buffer, start: number, end: number): string {
  const zero = block.subarray(start, end).indexOf(0);
  return block.toString("utf8", start, zero < 0 ? end : start + zero);
}

/** What int(text, 8) of Python takes: blanks, a sign, "0o" and underscores between digits. */
const PYTHON_OCTAL = /^\s*([+-]?)(?:0[oO]_?)?([0-7](?:_?[0-7])*)\s*$/;

/** Octal digits, or a big-endian number behind a byte 0x80, or a negative one behind 0xff. */
function number(block: Buffer, start: number, end: number): { value: number; isStrict: boolean } | null {
  const lead = block[start];
  if (lead === 0x80 || lead === 0xff) {
    const value = Number(BigInt.asIntN(64, block.readBigUInt64BE(end - 8)));
    const isShort = block.subarray(start + 1, end - 8).every((byte) => byte === (lead === 0x80 ? 0 : 0xff));
    return { value: lead === 0x80 ? Math.abs(value) : value, isStrict: isShort && value >= 0 };
  }
  const digits = text(block, start, end);
  if (digits.trim() === "") return { value: 0, isStrict: true };
  const [, sign, octal] = PYTHON_OCTAL.exec(digits) ?? [];
  if (octal === undefined) return null;
  const value = Number.parseInt(octal.replaceAll("_", ""), 8) * (sign === "-" ? -1 : 1);
  const rest = block.toString("latin1", start, end);
  return { value, isStrict: /^ *[0-7]+[ \0]*$/.test(rest) };
}

/**
 * The records of a pax header, "length keyword=value\n" each; a later one replaces an earlier one.
 * @returns isStrict false when the lengths do not add up, where readers stop at different places
 */
export function parsePax(content: Buffer): {
  readonly fields: ReadonlyMap<string, string>;
  readonly isStrict: boolean;
} {
  const fields = new Map<string, string>();
  let at = 0;
  for (;;) {
    const [lead, digits = "", keyword = ""] = /^(\d+) ([^=]+)=/.exec(content.toString("latin1", at, at + 1024)) ?? [];
    const length = Number(digits);
    if (lead === undefined || length < lead.length + 1 || at + length > content.length) break;
    fields.set(
      Buffer.from(keyword, "latin1").toString("utf8"),
      content.toString("utf8", at + lead.length, at + length - 1),
    );
    if (content[at + length - 1] !== 0x0a) return { fields, isStrict: false };
    at += length;
  }
  return { fields, isStrict: content.subarray(at).every((byte) => byte === 0) };
}
