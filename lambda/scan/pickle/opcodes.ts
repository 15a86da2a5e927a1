/**
 * The opcodes of the pickle formats 0 to 5. `argument` says what follows the opcode: a number of bytes; "line": text
 * up to a line feed; "lines": two of them; "len1" to "len8": a little-endian length of this many bytes, then the data.
 */
export type Argument = 0 | 1 | 2 | 4 | 8 | "line" | "lines" | "len1" | "len4" | "len8";

export interface Opcode {
  readonly name: OpcodeName;
  readonly argument: Argument;
  /** How many values it takes and whether it leaves one that need not be known; null where more happens. */
  readonly effect: readonly [number, boolean] | null;
}

const TABLE = {
  MARK: [0x28, 0],
  STOP: [0x2e, 0],
  POP: [0x30, 0],
  POP_MARK: [0x31, 0],
  DUP: [0x32, 0],
  BINBYTES: [0x42, "len4"],
  SHORT_BINBYTES: [0x43, "len1"],
  FLOAT: [0x46, "line"],
  BINFLOAT: [0x47, 8],
  INT: [0x49, "line"],
  BININT: [0x4a, 4],
  BININT1: [0x4b, 1],
  LONG: [0x4c, "line"],
  BININT2: [0x4d, 2],
  NONE: [0x4e, 0],
  PERSID: [0x50, "line"],
  BINPERSID: [0x51, 0],
  REDUCE: [0x52, 0],
  STRING: [0x53, "line"],
  BINSTRING: [0x54, "len4"],
  SHORT_BINSTRING: [0x55, "len1"],
  UNICODE: [0x56, "line"],
  BINUNICODE: [0x58, "len4"],
  EMPTY_LIST: [0x5d, 0],
  APPEND: [0x61, 0],
  BUILD: [0x62, 0],
  GLOBAL: [0x63, "lines"],
  DICT: [0x64, 0],
  APPENDS: [0x65, 0],
  GET: [0x67, "line"],
  BINGET: [0x68, 1],
  INST: [0x69, "lines"],
  LONG_BINGET: [0x6a, 4],
  LIST: [0x6c, 0],
  OBJ: [0x6f, 0],
  PUT: [0x70, "line"],
  BINPUT: [0x71, 1],
  LONG_BINPUT: [0x72, 4],
  SETITEM: [0x73, 0],
  TUPLE: [0x74, 0],
  SETITEMS: [0x75, 0],
  EMPTY_DICT: [0x7d, 0],
  EMPTY_TUPLE: [0x29, 0],
  PROTO: [0x80, 1],
  NEWOBJ: [0x81, 0],
  EXT1: [0x82, 1],
  EXT2: [0x83, 2],
  EXT4: [0x84, 4],
  TUPLE1: [0x85, 0],
  TUPLE2: [0x86, 0],
  TUPLE3: [0x87, 0],
  NEWTRUE: [0x88, 0],
  NEWFALSE: [0x89, 0],
  LONG1: [0x8a, "len1"],
  LONG4: [0x8b, "len4"],
  SHORT_BINUNICODE: [0x8c, "len1"],
  BINUNICODE8: [0x8d, "len8"],
  BINBYTES8: [0x8e, "len8"],
  EMPTY_SET: [0x8f, 0],
  ADDITEMS: [0x90, 0],
  FROZENSET: [0x91, 0],
  NEWOBJ_EX: [0x92, 0],
  STACK_GLOBAL: [0x93, 0],
  MEMOIZE: [0x94, 0],
  FRAME: [0x95, 8],
  BYTEARRAY8: [0x96, "len8"],
  NEXT_BUFFER: [0x97, 0],
  READONLY_BUFFER: [0x98, 0],
} as const satisfies Record<string, readonly [number, Argument]>;

export type OpcodeName = keyof typeof TABLE;

const EFFECTS: Partial<Record<OpcodeName, readonly [number, boolean]>> = {
  BINPERSID: [1, true],
  PERSID: [0, true],
  APPEND: [1, false],
  NONE: [0, true],
  NEWTRUE: [0, true],
  NEWFALSE: [0, true],
  INT: [0, true],
  LONG: [0, true],
  LONG1: [0, true],
  LONG4: [0, true],
  FLOAT: [0, true],
  BINFLOAT: [0, true],
  BINBYTES: [0, true],
  SHORT_BINBYTES: [0, true],
  BINBYTES8: [0, true],
  BYTEARRAY8: [0, true],
  NEXT_BUFFER: [0, true],
  EMPTY_LIST: [0, true],
  EMPTY_SET: [0, true],
};

/** By the value of the byte; undefined where no opcode has it. */
export const opcodes: readonly (Opcode | undefined)[] = (() => {
  const table: (Opcode | undefined)[] = Array(256).fill(undefined);
  for (const [name, [code, argument]] of Object.entries(TABLE) as [OpcodeName, readonly [number, Argument]][]) {
    table[code] = { name, argument, effect: EFFECTS[name] ?? null };
  }
  return table;
})();
