/** Object headers of HDF5: the messages that describe a group or a dataset. */
import { type Fields, Hdf5Fault, type Hdf5File } from "./file.ts";

export const MESSAGE = {
  linkInfo: 0x02,
  link: 0x06,
  externalFiles: 0x07,
  layout: 0x08,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

export interface Message {
  readonly type: number;
  /** True when the message only refers to one that is stored elsewhere. */
  readonly isShared: boolean;
  readonly data: Buffer;
}

const MAX_MESSAGES = 100_000;

/** All messages of the object whose header is at the address, those of its continuations included. */
export async function readMessages(file: Hdf5File, address: number): Promise<Message[]> {
  const lead = await file.block(address, 16);
  const isNew = lead.take(4).toString("latin1") === "OHDR";
  return isNew ? readNew(file, address) : readOld(file, address);
}

async function readOld(file: Hdf5File, address: number): Promise<Message[]> {
  const prefix = await file.block(address, 16);
  if (prefix.number(1) !== 1) throw new Hdf5Fault("an object header has no known version");
  prefix.skip(1);
  const total = prefix.number(2);
  prefix.skip(4);
  const bytes = prefix.number(4);
  const chunks = [await file.block(address + 16, bytes)];
  const messages: Message[] = [];
  for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
    while (chunk.left >= 8 && messages.length < total) {
      const [type, size, flags] = [chunk.number(2), chunk.number(2), chunk.number(1)];
      chunk.skip(3);
      const data = chunk.take(size);
      messages.push({ type, isShared: (flags & 2) !== 0, data });
      if (type !== MESSAGE.continuation) continue;
      const next = file.fieldsOf(data);
      chunks.push(await file.block(addressOf(next), next.length()));
    }
  }
  return messages;
}

async function readNew(file: Hdf5File, address: number): Promise<Message[]> {
  const prefix = await file.named(address, "OHDR", 40);
  if (prefix.number(1) !== 2) throw new Hdf5Fault("an object header has no known version");
  const flags = prefix.number(1);
  prefix.skip(((flags & 0x20) === 0 ? 0 : 16) + ((flags & 0x10) === 0 ? 0 : 4));
  const bytes = prefix.number(2 ** (flags & 3));
  const chunks = [await file.block(address + prefix.at, bytes)];
  const messages: Message[] = [];
  const lead = (flags & 4) === 0 ? 4 : 6;
  for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
    while (chunk.left >= lead && messages.length < MAX_MESSAGES) {
      const [type, size, messageFlags] = [chunk.number(1), chunk.number(2), chunk.number(1)];
      chunk.skip(lead - 4);
      const data = chunk.take(size);
      messages.push({ type, isShared: (messageFlags & 2) !== 0, data });
      if (type !== MESSAGE.continuation) continue;
      const next = file.fieldsOf(data);
      const [at, length] = [addressOf(next), next.length()];
      const block = await file.named(at, "OCHK", length);
      chunks.push(file.fieldsOf(block.take(Math.max(0, length - 8))));
    }
  }
  return messages;
}

/** An address that has to be there. */
export function addressOf(fields: Fields): number {
  const address = fields.address();
  if (address === null) throw new Hdf5Fault("an address is missing");
  return address;
}

export interface Attribute {
  readonly name: string;
  /** The text, or the bytes, of a value that is text or opaque; null for numbers and other types. */
  readonly texts: readonly Buffer[] | null;
}

const STRING = 3;
const OPAQUE = 5;
const VARIABLE = 9;
const MAX_TEXTS = 100_000;

export async function readAttribute(file: Hdf5File, data: Buffer): Promise<Attribute> {
  const fields = file.fieldsOf(data);
  const version = fields.number(1);
  const flags = fields.number(1);
  const [nameBytes, typeBytes, spaceBytes] = [fields.number(2), fields.number(2), fields.number(2)];
  if (version < 1 || version > 3 || (version > 1 && flags !== 0)) throw new Hdf5Fault("an attribute is not readable");
  if (version === 3) fields.skip(1);
  const padded = (bytes: number): number => (version === 1 ? Math.ceil(bytes / 8) * 8 : bytes);
  const name = file.fieldsOf(fields.take(padded(nameBytes))).text();
  const type = fields.take(padded(typeBytes));
  const count = elementsOf(file.fieldsOf(fields.take(padded(spaceBytes))));
  return { name, texts: await textsOf(file, type, count, fields) };
}

function elementsOf(space: Fields): number {
  const version = space.number(1);
  const dimensions = space.number(1);
  space.skip(version === 1 ? 6 : 2);
  if (version === 2 && dimensions === 0) return 1;
  let count = 1;
  for (let left = dimensions; left > 0; left--) count *= space.length();
  return count;
}

async function textsOf(file: Hdf5File, type: Buffer, count: number, value: Fields): Promise<readonly Buffer[] | null> {
  const kind = (type[0] ?? 0) & 15;
  const size = type.length >= 8 ? type.readUInt32LE(4) : 0;
  if (kind !== STRING && kind !== OPAQUE && kind !== VARIABLE) return null;
  if (count > MAX_TEXTS) throw new Hdf5Fault("an attribute has too many texts");
  const texts: Buffer[] = [];
  for (let index = 0; index < count && value.left >= size; index++) {
    const element = file.fieldsOf(value.take(size));
    texts.push(kind === VARIABLE ? await fromGlobalHeap(file, element) : element.take(size));
  }
  return texts;
}

/** A value of variable length: its length, then the collection and the number of the object that holds it. */
async function fromGlobalHeap(file: Hdf5File, element: Fields): Promise<Buffer> {
  const length = element.number(4);
  const address = element.address();
  const wanted = element.number(4);
  if (length === 0 || address === null || address === 0) return Buffer.alloc(0);
  const head = await file.named(address, "GCOL", 8 + file.lengthBytes);
  head.skip(4);
  const collection = await file.block(address, head.length());
  collection.skip(8 + file.lengthBytes);
  while (collection.left >= 8 + file.lengthBytes) {
    const index = collection.number(2);
    collection.skip(6);
    const bytes = collection.length();
    if (index === 0) break;
    const object = collection.take(Math.min(collection.left, Math.ceil(bytes / 8) * 8));
    if (index === wanted) return object.subarray(0, bytes);
  }
  throw new Hdf5Fault("a text is not in its heap");
}
