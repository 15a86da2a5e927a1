/** The members of an HDF5 group, in each of the three forms that versions of the library have stored them in. */
import { denseObjects } from "./dense.ts";
import { Hdf5Fault, type Hdf5File } from "./file.ts";
import { addressOf, MESSAGE, type Message } from "./objects.ts";

/** An object of this file, or a link to another file. */
export type Child = { readonly address: number } | { readonly file: string };

const EXTERNAL = 64;
const MAX_DEPTH = 20;

export async function childrenOf(file: Hdf5File, messages: readonly Message[]): Promise<Child[]> {
  const children: Child[] = [];
  for (const { type, data } of messages) {
    if (type === MESSAGE.link) children.push(...linkOf(file, data));
    if (type === MESSAGE.symbolTable) await fromTable(file, file.fieldsOf(data).address(), 0, children);
    if (type !== MESSAGE.linkInfo) continue;
    const info = file.fieldsOf(data);
    info.skip(1);
    if ((info.number(1) & 1) !== 0) info.skip(8);
    const [heap, tree] = [info.address(), info.address()];
    if (heap === null || tree === null) continue;
    for await (const object of denseObjects(file, heap, tree)) children.push(...linkOf(file, object));
  }
  return children;
}

function linkOf(file: Hdf5File, data: Buffer): Child[] {
  const fields = file.fieldsOf(data);
  fields.skip(1);
  const flags = fields.number(1);
  const type = (flags & 8) === 0 ? 0 : fields.number(1);
  fields.skip(((flags & 4) === 0 ? 0 : 8) + ((flags & 16) === 0 ? 0 : 1));
  fields.skip(fields.number(2 ** (flags & 3)));
  if (type === 0) return [{ address: addressOf(fields) }];
  if (type !== EXTERNAL) return [];
  fields.skip(3);
  return [{ file: fields.text() }];
}

/** A group of the oldest form: a tree of nodes that list its members. */
async function fromTable(file: Hdf5File, tree: number | null, depth: number, children: Child[]): Promise<void> {
  if (tree === null) return;
  if (depth > MAX_DEPTH) throw new Hdf5Fault("a group is nested too deeply");
  const lead = 8 + 2 * file.offsetBytes;
  const head = await file.named(tree, "TREE", lead);
  head.skip(1);
  const level = head.number(1);
  const used = head.number(2);
  const entries = await file.block(tree + lead, used * (file.lengthBytes + file.offsetBytes) + file.lengthBytes);
  for (let index = 0; index < used; index++) {
    entries.length();
    const child = addressOf(entries);
    if (level > 0) await fromTable(file, child, depth + 1, children);
    else await fromNode(file, child, children);
  }
}

async function fromNode(file: Hdf5File, address: number, children: Child[]): Promise<void> {
  const head = await file.named(address, "SNOD", 8);
  head.skip(2);
  const count = head.number(2);
  const entryBytes = 24 + 2 * file.offsetBytes;
  const entries = await file.block(address + 8, count * entryBytes);
  for (let index = 0; index < count; index++) {
    entries.address();
    const object = entries.address();
    const kind = entries.number(4);
    entries.skip(20);
    // The second kind is a soft link, which has no object.
    if (object !== null && kind !== 2) children.push({ address: object });
  }
}
