import type { Cursor } from "../bytes/cursor.ts";
import { Machine } from "./machine.ts";
import { Memo } from "./memo.ts";
import { type Argument, type Opcode, opcodes } from "./opcodes.ts";
import { Stack } from "./stack.ts";
import type { Import, Raw } from "./values.ts";

/** What one pickle asks for, up to where loading it ends. */
export interface Walk {
  readonly imports: readonly Import[];
  /**
   * "stop": the pickle ends properly. "limit": it was followed no further. Otherwise every interpreter raises an error
   * there, having run what came before.
   */
  readonly end: "stop" | "cut off" | "not a pickle" | "limit";
  /** The first number when the pickle is nothing but a long integer, in little-endian hex. */
  readonly onlyLong: string | null;
  readonly opcodes: number;
}

/** Longer texts are no names; as operands of an import they count as unknown. */
const MAX_TEXT = 1024;

const TEXTS = new Set(["BINSTRING", "SHORT_BINSTRING", "BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8"]);

/** A text that means what it looks like; one with escapes is unknown. */
const plain = (line: Buffer | "long"): string | null =>
  line === "long" || line.includes(0x5c) ? null : line.toString("utf8");

/** Lines that name an import are taken as they are: no module has so long a name. */
const literal = (line: Buffer | "long"): string =>
  line === "long" ? "(a name of more than 1024 bytes)" : line.toString("utf8");

/** What int() or float() of Python and strtol() of C accept, which stop at a zero byte. */
const NUMBER =
  /^\s*[+-]?(0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[\d_]*\.?[\d_]*([eE][+-]?\d+)?|inf(inity)?|nan)[lL]?\s*(\0.*)?$/is;

async function followLines({ name }: Opcode, cursor: Cursor, machine: Machine): Promise<boolean> {
  const module = await cursor.line(MAX_TEXT);
  const attribute = module === null ? null : await cursor.line(MAX_TEXT);
  if (module === null || attribute === null) return false;
  if (name === "INST") machine.instantiate(literal(module), literal(attribute));
  else machine.import(literal(module), literal(attribute));
  return true;
}

async function followLine(opcode: Opcode, cursor: Cursor, machine: Machine): Promise<boolean> {
  const { name } = opcode;
  const line = await cursor.line(MAX_TEXT);
  if (line === null) return false;
  const text = plain(line);
  if (name === "GET" || name === "PUT") return followMemo(name, text, machine);
  if (name === "STRING") machine.push(text === null ? null : (/^(['"])(.*)\1\r?$/s.exec(text)?.[2] ?? null));
  else if (name === "UNICODE") machine.push(text);
  else if (name === "PERSID" || line === "long" || NUMBER.test(line.toString("latin1"))) machine.apply(opcode);
  else return false;
  return true;
}

/** Numbers as the interpreter reads them: with blanks, a sign and underscores. */
function followMemo(name: "GET" | "PUT", text: string | null, machine: Machine): boolean {
  if (text === null || !/^\s*\+?\d+(_\d+)*\s*$/.test(text)) return false;
  const index = Number(text.replaceAll("_", ""));
  if (name === "GET") machine.get(index);
  else machine.put(index);
  return true;
}

const widthOf = (argument: Argument): number => (argument === "len1" ? 1 : argument === "len4" ? 4 : 8);

async function followData(opcode: Opcode, cursor: Cursor, machine: Machine): Promise<boolean> {
  const width = widthOf(opcode.argument);
  if (!(await cursor.need(width))) return false;
  const length = lengthOf(cursor.take(width));
  const isText = TEXTS.has(opcode.name);
  if (isText && length <= MAX_TEXT) {
    if (!(await cursor.need(length))) return false;
    machine.push(cursor.take(length).toString("utf8"));
    return true;
  }
  if (isText) machine.push(null);
  else machine.apply(opcode);
  return cursor.skip(length);
}

const lengthOf = (bytes: Buffer): number =>
  bytes.length === 8 ? Number(bytes.readBigUInt64LE(0)) : bytes.readUIntLE(0, bytes.length);

/** followData for short data in the window; false: nothing was done. */
function followShort(opcode: Opcode, cursor: Cursor, machine: Machine): boolean {
  const width = widthOf(opcode.argument);
  if (!cursor.has(width)) return false;
  const length = lengthOf(cursor.peek(width));
  if (length > MAX_TEXT || !cursor.has(width + length)) return false;
  const data = cursor.take(width + length);
  if (TEXTS.has(opcode.name)) machine.push(data.toString("utf8", width));
  else machine.apply(opcode);
  return true;
}

function followNumber(opcode: Opcode, argument: Buffer, machine: Machine): boolean {
  const { name } = opcode;
  if (name === "BINGET" || name === "LONG_BINGET") machine.get(argument.readUIntLE(0, argument.length));
  else if (name === "BINPUT" || name === "LONG_BINPUT") machine.put(argument.readUIntLE(0, argument.length));
  else if (name === "BININT1" || name === "BININT2") machine.push(argument.readUIntLE(0, argument.length));
  else if (name === "BININT") machine.push(argument.readInt32LE(0));
  else if (name === "EXT1" || name === "EXT2" || name === "EXT4") machine.import(null, null);
  else if (name === "PROTO") return (argument[0] as number) <= 5;
  else machine.apply(opcode);
  return true;
}

/** follow for what lies in the window already, which is nearly everything; null where it has to be waited for. */
function followNow(opcode: Opcode, cursor: Cursor, machine: Machine): boolean | null {
  const { argument } = opcode;
  if (argument === 0) {
    machine.apply(opcode);
    return true;
  }
  if (typeof argument === "number") {
    return cursor.has(argument) ? followNumber(opcode, cursor.take(argument), machine) : null;
  }
  const isLine = argument === "line" || argument === "lines";
  return !isLine && followShort(opcode, cursor, machine) ? true : null;
}

/** Reads one opcode's argument and lets the machine follow; false when the data ends or has no such form. */
async function follow(opcode: Opcode, cursor: Cursor, machine: Machine): Promise<boolean> {
  const { argument } = opcode;
  if (argument === "lines") return followLines(opcode, cursor, machine);
  if (argument === "line") return followLine(opcode, cursor, machine);
  if (typeof argument === "string") return followData(opcode, cursor, machine);
  return (await cursor.need(argument)) && followNumber(opcode, cursor.take(argument), machine);
}

/** Opcodes followed inside raw numbers: noise ends after a few. */
const MAX_RAW_OPCODES = 1_000_000;
/** The same for all arrays of a pickle together, and their imports: honest ones come nowhere near. */
const MAX_INNER_OPCODES = 50_000_000;
const MAX_INNER_IMPORTS = 10_000;
/** Arrays of objects within arrays of objects. */
const MAX_NESTING = 20;

/** Limits of followPickle: the opcodes it follows, and its depth in pickles of arrays. */
interface Reach {
  readonly opcodes: number;
  readonly depth: number;
}

interface Passed {
  readonly imports: readonly Import[];
  /** Opcodes followed inside. */
  readonly opcodes: number;
  readonly whole: boolean;
}

/**
 * Skips what joblib reads by itself. Any other loader takes the same bytes for opcodes, so they are followed as such
 * too, and what they import by name counts.
 *
 * @returns what was imported there, and whether the place where the opcodes continue is known
 */
async function passOver(raw: Raw, cursor: Cursor, machine: Machine, depth: number): Promise<Passed> {
  const fork = await followPickle(cursor.fork(), machine.fork(), { opcodes: MAX_RAW_OPCODES, depth });
  const named = fork.imports.filter(({ module, name }) => module !== null && name !== null);
  const passed = (whole: boolean): Passed => ({ imports: named, opcodes: fork.opcodes, whole });
  if (raw.bytes === null) {
    if (depth > MAX_NESTING) return passed(false);
    const inner = await followPickle(cursor, new Machine(), { opcodes: Infinity, depth: depth + 1 });
    // What it imported counts even when it breaks off: it has run by then.
    const opcodes = fork.opcodes + inner.opcodes;
    return { imports: [...named, ...inner.imports], opcodes, whole: inner.end === "stop" };
  }
  if (raw.padded && (!(await cursor.need(1)) || !cursor.skip(1 + cursor.peek(1).readUInt8(0)))) return passed(false);
  return passed(cursor.skip(raw.bytes));
}

/**
 * Follows one pickle from the cursor on; nothing is executed. Embedded data is skipped without being fetched.
 * The cursor is left behind STOP, or near the first byte that could not be followed.
 */
export const walkPickle = (cursor: Cursor): Promise<Walk> =>
  followPickle(cursor, new Machine(), { opcodes: Infinity, depth: 0 });

/** Follows a pickle from somewhere inside it, where any values may lie on the stack, for some opcodes. */
export const walkFragment = (cursor: Cursor, opcodes: number): Promise<Walk> =>
  followPickle(cursor, new Machine(new Memo(), new Stack([], [], true)), { opcodes, depth: 0 });

async function followPickle(cursor: Cursor, machine: Machine, reach: Reach): Promise<Walk> {
  let count = 0;
  let long: string | null = null;
  const others: Import[] = [];
  let inner = 0;
  const ended = (end: Walk["end"]): Walk => ({
    imports: [...machine.imports, ...others],
    end,
    onlyLong: count <= 3 ? long : null,
    opcodes: count,
  });
  for (;;) {
    if (!cursor.has(1) && !(await cursor.need(1))) return ended("cut off");
    const opcode = opcodes[cursor.byte()];
    if (opcode === undefined) return ended("not a pickle");
    if (++count > reach.opcodes) return ended("limit");
    const { name } = opcode;
    if (name === "STOP") {
      machine.apply(opcode);
      return ended(machine.impossible ? "not a pickle" : "stop");
    }
    if (name === "LONG1" && (await cursor.need(11))) long = cursor.peek(11).subarray(1).toString("hex");
    if (!(followNow(opcode, cursor, machine) ?? (await follow(opcode, cursor, machine)))) {
      return ended((await cursor.need(1)) ? "not a pickle" : "cut off");
    }
    if (machine.impossible) return ended("not a pickle");
    const raw = name === "BUILD" && reach.opcodes === Infinity ? machine.takeRaw() : null;
    // Where joblib would go on cannot be told: then the rest is followed as any other loader does.
    if (raw === null || raw === "unknown") continue;
    const inside = await passOver(raw, cursor, machine, reach.depth);
    others.push(...inside.imports);
    inner += inside.opcodes;
    if (inner > MAX_INNER_OPCODES || others.length > MAX_INNER_IMPORTS) return ended("limit");
    if (!inside.whole) return ended("not a pickle");
  }
}
