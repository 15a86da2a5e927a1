/** Makes pickles opcode by opcode, and the containers that models carry them in. Nothing here is ever unpickled. */
import { crc32, deflateRawSync } from "node:zlib";
import { type OpcodeName, opcodes } from "../../../lambda/scan/pickle/opcodes.ts";

const CODES = new Map(opcodes.flatMap((opcode, code) => (opcode ? [[opcode.name, code] as const] : [])));

/** One opcode with the bytes of its argument. */
export const op = (name: OpcodeName, ...argument: (number | string | Buffer)[]): Buffer =>
  Buffer.concat([
    Buffer.from([CODES.get(name) as number]),
    ...argument.map((part) => (typeof part === "number" ? Buffer.from([part]) : Buffer.from(part as string))),
  ]);

export const text = (value: string): Buffer => op("SHORT_BINUNICODE", Buffer.byteLength(value), value);
export const global = (module: string, name: string): Buffer => op("GLOBAL", `${module}\n${name}\n`);
const STOP = op("STOP");
const pickle = (...parts: Buffer[]): Buffer => Buffer.concat([op("PROTO", 4), ...parts, STOP]);

/** Every way to import module.name and call it with one text. */
export const calls: Record<string, (module: string, name: string) => Buffer> = {
  "a global": (module, name) => pickle(global(module, name), text("x"), op("TUPLE1"), op("REDUCE")),
  "protocol 0": (module, name) => Buffer.from(`c${module}\n${name}\n(S'x'\ntR.`),
  "a stacked global": (module, name) =>
    pickle(text(module), text(name), op("STACK_GLOBAL"), text("x"), op("TUPLE1"), op("REDUCE")),
  "names from the memo": (module, name) =>
    pickle(
      ...[text(module), op("MEMOIZE"), op("POP"), text(name), op("BINPUT", 7), op("POP"), text("safe"), op("MEMOIZE")],
      ...[op("BINGET", 0), op("BINGET", 7), op("STACK_GLOBAL"), op("EMPTY_TUPLE"), op("REDUCE")],
    ),
  "an instance": (module, name) => pickle(op("MARK"), text("x"), op("INST", `${module}\n${name}\n`)),
  "an object": (module, name) => pickle(op("MARK"), global(module, name), text("x"), op("OBJ")),
  "a new object": (module, name) => pickle(global(module, name), op("EMPTY_TUPLE"), op("NEWOBJ")),
  "a broken tail": (module, name) =>
    Buffer.concat([
      pickle(global(module, name), text("x"), op("TUPLE1"), op("REDUCE")).subarray(0, -1),
      Buffer.from([255]),
    ]),
  "a cut off tail": (module, name) =>
    pickle(global(module, name), text("x"), op("TUPLE1"), op("REDUCE")).subarray(0, -1),
};

export interface ZipOptions {
  readonly deflate?: boolean;
  readonly wrongCrc?: boolean;
  readonly localName?: string;
}

/** A zip that may be odd: that is what scanners are fooled with. */
export function zipOf(entries: readonly (readonly [string, Buffer])[], options: ZipOptions = {}): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const packed = options.deflate ? deflateRawSync(content) : content;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(options.deflate ? 8 : 0, 4);
    shared.writeUInt32LE(options.wrongCrc ? 1 : crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const localName = Buffer.from(options.localName ?? name);
    const own = Buffer.from(shared);
    own.writeUInt16LE(localName.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), own, localName, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), shared, place, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** The older torch format: five pickles, then raw numbers. */
export function legacyTorch(object: Buffer): Buffer {
  const magic = pickle(op("LONG1", 10, Buffer.from("6cfc9c46f9206aa85019", "hex")));
  const protocol = pickle(op("BININT2", 0xe9, 3));
  const system = pickle(op("EMPTY_DICT"));
  const keys = pickle(op("EMPTY_LIST"));
  return Buffer.concat([magic, protocol, system, object, keys, Buffer.alloc(5000, 0xff)]);
}

export function npy(descr: string, content: Buffer): Buffer {
  const header = `{'descr': ${descr}, 'fortran_order': False, 'shape': (1,), }\n`;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  return Buffer.concat([Buffer.from("\x93NUMPY\x01\0", "latin1"), length, Buffer.from(header), content]);
}

export function tarOf(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  header.write(name);
  header.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  header.fill(" ", 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512), Buffer.alloc(1024)]);
}
