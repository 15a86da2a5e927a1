import type { Subject } from "../subject.ts";

/** The largest header that the common readers accept. */
const MAX_HEADER_BYTES = 25_000_000;

const BITS: Record<string, number> = {
  BOOL: 8,
  U8: 8,
  I8: 8,
  F8_E5M2: 8,
  F8_E4M3: 8,
  F8_E8M0: 8,
  F8_E4M3FNUZ: 8,
  F8_E5M2FNUZ: 8,
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  I64: 64,
  U64: 64,
  F64: 64,
  C64: 64,
};

interface Tensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** True when the first nine bytes could begin a safetensors file of this size. */
export function looksLikeSafetensors(head: Buffer, size: number): boolean {
  return (
    head.length >= 9 && head[8] === 0x7b && head.readBigUInt64LE(0) >= 2n && Number(head.readBigUInt64LE(0)) + 8 <= size
  );
}

/** Checks that the header describes exactly the bytes behind it. Loaders of safetensors run no code. */
export async function inspectSafetensors(subject: Subject): Promise<void> {
  const fault = await faultOf(subject);
  if (fault === null) return;
  subject.report.unknown(
    false,
    "SAFETENSORS_INVALID",
    `The safetensors header is not valid: ${fault}.`,
    subject.member,
  );
}

async function faultOf({ source }: Subject): Promise<string | null> {
  const bytes = Number((await source.read(0, 8)).readBigUInt64LE(0));
  if (bytes > MAX_HEADER_BYTES) return `it has ${bytes} bytes where readers accept ${MAX_HEADER_BYTES}`;
  const text = (await source.read(8, 8 + bytes)).toString("utf8");
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    return "it is not JSON";
  }
  if (typeof header !== "object" || header === null || Array.isArray(header)) return "it is not an object";
  const tensors = Object.entries(header).filter(([name]) => name !== "__metadata__");
  const announced = text.match(/"data_offsets"\s*:/g)?.length ?? 0;
  if (announced !== tensors.length) return "a name appears twice";
  for (const [name, tensor] of tensors) {
    const fault = tensorFault(tensor as Partial<Tensor> | null);
    if (fault !== null) return `the tensor ${JSON.stringify(name)} ${fault}`;
  }
  return layoutFault(tensors as [string, Tensor][], source.size - 8 - bytes);
}

function tensorFault(tensor: Partial<Tensor> | null): string | null {
  const { dtype, shape, data_offsets: offsets } = tensor ?? {};
  const bits = typeof dtype === "string" ? BITS[dtype] : undefined;
  if (bits === undefined) return `has the unknown type ${JSON.stringify(dtype)}`;
  if (!Array.isArray(shape) || !shape.every(isCount)) return "has no valid shape";
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) return "has no valid offsets";
  const needed = shape.reduce((product, side) => product * BigInt(side), BigInt(bits));
  const held = (BigInt(offsets[1] as number) - BigInt(offsets[0] as number)) * 8n;
  return needed === held ? null : "has another size than its shape needs";
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

/** Tensors must follow one another without a hole or an overlap and fill the file. */
function layoutFault(tensors: readonly [string, Tensor][], bytes: number): string | null {
  const sorted = tensors.toSorted(
    ([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1],
  );
  let at = 0;
  for (const [
    name,
    {
      data_offsets: [start, end],
    },
  ] of sorted) {
    if (start !== at) return `the tensor ${JSON.stringify(name)} ${start < at ? "overlaps another" : "follows a hole"}`;
    at = end;
  }
  if (!Number.isFinite(bytes) || at === bytes) return null;
  return at < bytes ? `${bytes - at} bytes belong to no tensor` : `${at - bytes} bytes are missing`;
}
