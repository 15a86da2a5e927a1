/** The structures of an HDF5 file, after the HDF5 file format specification (versions 0 to 3 of the superblock). */
import type { ByteSource } from "../../bytes/source.ts";

/** Thrown where the file is not as the specification says, or uses a part of it that is not read here. */
export class Hdf5Fault extends Error {
  override readonly name = "Hdf5Fault";
}

const SIGNATURE = "\x89HDF\r\n\x1a\n";
const MAX_STRUCTURE_BYTES = 64 * 1024 * 1024;

/** Reads numbers one after another from a block. */
export class Fields {
  readonly #bytes: Buffer;
  readonly #offsetBytes: number;
  readonly #lengthBytes: number;
  at = 0;

  constructor(bytes: Buffer, offsetBytes: number, lengthBytes: number) {
    this.#bytes = bytes;
    this.#offsetBytes = offsetBytes;
    this.#lengthBytes = lengthBytes;
  }

  get left(): number {
    return this.#bytes.length - this.at;
  }

  number(bytes: number): number {
    if (bytes > this.left || bytes > 8) throw new Hdf5Fault("a structure is cut off");
    let value = 0;
    for (let index = bytes - 1; index >= 0; index--) value = value * 256 + (this.#bytes[this.at + index] as number);
    this.at += bytes;
    return value;
  }

  /** An address in the file; null for the undefined one. */
  address(): number | null {
    const value = this.number(this.#offsetBytes);
    return value >= 256 ** this.#offsetBytes - 1 ? null : value;
  }

  length(): number {
    return this.number(this.#lengthBytes);
  }

  skip(bytes: number): void {
    if (bytes > this.left) throw new Hdf5Fault("a structure is cut off");
    this.at += bytes;
  }

  take(bytes: number): Buffer {
    this.skip(bytes);
    return this.#bytes.subarray(this.at - bytes, this.at);
  }

  /** Text up to a zero byte. */
  text(): string {
    const end = this.#bytes.indexOf(0, this.at);
    const text = this.#bytes.toString("utf8", this.at, end < 0 ? this.#bytes.length : end);
    this.at = end < 0 ? this.#bytes.length : end + 1;
    return text;
  }
}

export class Hdf5File {
  readonly #source: ByteSource;
  readonly base: number;
  readonly offsetBytes: number;
  readonly lengthBytes: number;
  /** Where the root group's object header is. */
  readonly root: number;

  constructor(source: ByteSource, place: { base: number; offsetBytes: number; lengthBytes: number; root: number }) {
    this.#source = source;
    this.base = place.base;
    this.offsetBytes = place.offsetBytes;
    this.lengthBytes = place.lengthBytes;
    this.root = place.root;
  }

  fieldsOf(bytes: Buffer): Fields {
    return new Fields(bytes, this.offsetBytes, this.lengthBytes);
  }

  /** A block of the file, all of which has to be there. */
  async block(address: number, bytes: number): Promise<Fields> {
    if (bytes > MAX_STRUCTURE_BYTES) throw new Hdf5Fault("a structure is too long");
    const start = this.base + address;
    const read = await this.#source.read(start, start + bytes);
    if (read.length < bytes) throw new Hdf5Fault("a structure lies outside the file");
    return this.fieldsOf(read);
  }

  /** A block whose four letters tell its kind. */
  async named(address: number, name: string, bytes: number): Promise<Fields> {
    const fields = await this.block(address, bytes);
    if (fields.take(4).toString("latin1") !== name) throw new Hdf5Fault(`${name} is missing`);
    return fields;
  }
}

/** Opens a file by its superblock, which may lie behind a block of the user. */
export async function openHdf5(source: ByteSource): Promise<Hdf5File> {
  for (let start = 0; start < source.size; start = start === 0 ? 512 : start * 2) {
    const head = await source.read(start, start + 128);
    if (head.length < 48) break;
    if (head.toString("latin1", 0, 8) === SIGNATURE) return readSuperblock(source, head, start);
    if (start > 2 ** 30) break;
  }
  throw new Hdf5Fault("the superblock is missing");
}

function readSuperblock(source: ByteSource, head: Buffer, start: number): Hdf5File {
  const version = head[8] as number;
  if (version > 3) throw new Hdf5Fault(`version ${version} of the superblock is not known`);
  const [offsetBytes = 0, lengthBytes = 0] = version < 2 ? [head[13], head[14]] : [head[9], head[10]];
  if (![2, 4, 8].includes(offsetBytes) || ![2, 4, 8].includes(lengthBytes)) throw new Hdf5Fault("sizes are not valid");
  const fields = new Fields(head.subarray(version === 0 ? 24 : version === 1 ? 28 : 12), offsetBytes, lengthBytes);
  const base = fields.address() ?? 0;
  fields.address();
  fields.address();
  if (version < 2) {
    fields.address();
    fields.address();
  }
  const root = fields.address();
  // The base address counts from the start of the file; some writers leave it zero behind a user block.
  if (root === null) throw new Hdf5Fault("there is no root group");
  return new Hdf5File(source, { base: base === 0 ? start : base, offsetBytes, lengthBytes, root });
}
