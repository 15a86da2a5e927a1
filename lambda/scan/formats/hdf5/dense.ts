/** Dense storage of HDF5: many attributes or links of an object, kept in a fractal heap that a tree indexes. */
import { type Fields, Hdf5Fault, type Hdf5File } from "./file.ts";
import { addressOf } from "./objects.ts";

const MAX_DEPTH = 20;
const MAX_RECORDS = 1_000_000;

/** Every object of the heap, by the records of the tree. */
export async function* denseObjects(file: Hdf5File, heapAddress: number, treeAddress: number): AsyncGenerator<Buffer> {
  const heap = await openHeap(file, heapAddress);
  for await (const record of treeRecords(file, treeAddress)) yield heap.object(record);
}

/** The records of a version 2 tree, cut to their own size. */
async function* treeRecords(file: Hdf5File, address: number): AsyncGenerator<{ id: Buffer; type: number }> {
  const header = await file.named(address, "BTHD", 22 + file.offsetBytes + file.lengthBytes);
  header.skip(1);
  const type = header.number(1);
  const [nodeBytes, recordBytes, depth] = [header.number(4), header.number(2), header.number(2)];
  header.skip(2);
  const root = header.address();
  const count = header.number(2);
  if (root === null) return;
  if (depth > MAX_DEPTH || recordBytes === 0) throw new Hdf5Fault("a tree is not readable");
  const tree = { file, type, nodeBytes, recordBytes };
  let left = MAX_RECORDS;
  for await (const record of nodeRecords(tree, root, depth, count)) {
    if (--left < 0) throw new Hdf5Fault("a tree has too many records");
    yield record;
  }
}

interface Tree {
  readonly file: Hdf5File;
  readonly type: number;
  readonly nodeBytes: number;
  readonly recordBytes: number;
}

/** Bytes that a count needs. */
const bytesFor = (value: number): number => Math.max(1, Math.ceil(Math.log2(value + 1) / 8));

async function* nodeRecords(
  tree: Tree,
  address: number,
  depth: number,
  count: number,
): AsyncGenerator<{ id: Buffer; type: number }> {
  const node = await tree.file.named(address, depth === 0 ? "BTLF" : "BTIN", tree.nodeBytes);
  node.skip(2);
  for (let index = 0; index < count; index++)
    yield { id: recordId(tree, node.take(tree.recordBytes)), type: tree.type };
  if (depth === 0) return;
  const leafMost = Math.floor((tree.nodeBytes - 10) / tree.recordBytes);
  const countBytes = bytesFor(leafMost);
  const totals: number[] = [leafMost];
  for (let level = 1; level < depth; level++) {
    const pointer = tree.file.offsetBytes + countBytes + (level > 1 ? bytesFor(totals[level - 1] as number) : 0);
    const most = Math.floor((tree.nodeBytes - 10 - pointer) / (tree.recordBytes + pointer));
    totals.push((most + 1) * (totals[level - 1] as number) + most);
  }
  for (let child = 0; child <= count; child++) {
    const [at, records] = [addressOf(node), node.number(countBytes)];
    if (depth > 1) node.skip(bytesFor(totals[depth - 1] as number));
    yield* nodeRecords(tree, at, depth - 1, records);
  }
}

/** Where the heap's id is in a record, by the kind of tree: links by name 5, by order 6; attributes 8 and 9. */
function recordId({ type }: Tree, record: Buffer): Buffer {
  if (type === 5) return record.subarray(4);
  if (type === 6) return record.subarray(8);
  if (type === 8 || type === 9) return record.subarray(0, 8);
  return record;
}

interface Heap {
  object(record: { readonly id: Buffer }): Promise<Buffer>;
}

interface HeapHeader extends Table {
  readonly idBytes: number;
  readonly hugeTree: number | null;
  readonly lengthBytes: number;
  readonly root: number | null;
}

async function readHeapHeader(file: Hdf5File, address: number): Promise<HeapHeader> {
  const header = await file.named(address, "FRHP", 26 + 12 * file.lengthBytes + 3 * file.offsetBytes);
  header.skip(1);
  const idBytes = header.number(2);
  const filterBytes = header.number(2);
  header.skip(1);
  const maxManaged = header.number(4);
  header.length();
  const hugeTree = header.address();
  header.length();
  header.address();
  for (let field = 0; field < 8; field++) header.length();
  const [width, startBytes, maxDirect, heapBits] = [
    header.number(2),
    header.length(),
    header.length(),
    header.number(2),
  ];
  header.skip(2);
  const root = header.address();
  const rows = header.number(2);
  if (filterBytes > 0) throw new Hdf5Fault("a heap is compressed");
  const offsetBytes = Math.ceil(heapBits / 8);
  const lengthBytes = Math.min(bytesFor(maxDirect), bytesFor(maxManaged));
  return { idBytes, hugeTree, lengthBytes, offsetBytes, root, rows, width, startBytes, maxDirect };
}

async function openHeap(file: Hdf5File, address: number): Promise<Heap> {
  const header = await readHeapHeader(file, address);
  const { idBytes, hugeTree, lengthBytes, offsetBytes } = header;
  const blocks = await directBlocks(file, header);

  const managed = async (id: Fields): Promise<Buffer> => {
    const [offset, length] = [id.number(offsetBytes), id.number(lengthBytes)];
    const block = blocks.find(({ from, bytes }) => offset >= from && offset + length <= from + bytes);
    if (block === undefined) throw new Hdf5Fault("an object lies outside its heap");
    return (await file.block(block.address + offset - block.from, length)).take(length);
  };
  const huge = async (id: Fields): Promise<Buffer> => {
    if (idBytes - 1 >= file.offsetBytes + file.lengthBytes) return read(file, addressOf(id), id.length());
    const wanted = id.number(Math.min(8, id.left));
    if (hugeTree === null) throw new Hdf5Fault("a large object is not indexed");
    for await (const { id: record } of treeRecords(file, hugeTree)) {
      const entry = file.fieldsOf(record);
      const [at, length, number] = [addressOf(entry), entry.length(), entry.length()];
      if (number === wanted) return read(file, at, length);
    }
    throw new Hdf5Fault("a large object is missing");
  };
  return {
    object: async ({ id }) => {
      const fields = file.fieldsOf(id.subarray(0, idBytes));
      const kind = (fields.number(1) >> 4) & 3;
      if (kind === 0) return managed(fields);
      if (kind === 1) return huge(fields);
      return fields.take(Math.min(fields.left, ((id[0] as number) & 15) + 1));
    },
  };
}

const read = async (file: Hdf5File, address: number, bytes: number): Promise<Buffer> =>
  (await file.block(address, bytes)).take(bytes);

interface Table {
  readonly root: number | null;
  readonly rows: number;
  readonly width: number;
  readonly startBytes: number;
  readonly maxDirect: number;
  readonly offsetBytes: number;
}

/** Where the heap's own offsets lie in the file: one block, or the rows of a doubling table. */
async function directBlocks(file: Hdf5File, { root, rows, width, startBytes, maxDirect, offsetBytes }: Table) {
  if (root === null) return [];
  if (rows === 0) return [{ address: root, from: 0, bytes: startBytes }];
  const blocks: { address: number; from: number; bytes: number }[] = [];
  const lead = 5 + file.offsetBytes + offsetBytes;
  const table = await file.named(root, "FHIB", lead + rows * width * file.offsetBytes);
  table.skip(lead - 4);
  let from = 0;
  for (let row = 0; row < rows; row++) {
    const bytes = startBytes * 2 ** Math.max(0, row - 1);
    if (bytes > maxDirect) throw new Hdf5Fault("a heap is too deep");
    for (let column = 0; column < width; column++, from += bytes) {
      const address = table.address();
      if (address !== null) blocks.push({ address, from, bytes });
    }
  }
  return blocks;
}
