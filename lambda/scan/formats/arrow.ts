import type { Subject } from "../subject.ts";

const MAX_FOOTER_BYTES = 16 * 1024 * 1024;
/** pyarrow before version 14 unpickled columns of this extension type when a file was opened. */
const PICKLED_TYPE = "arrow.py_extension_type";

export const isArrow = (head: Buffer): boolean => {
  const mark = head.toString("latin1", 0, 6);
  return mark.startsWith("PAR1") || mark === "ARROW1" || mark.startsWith("FEA1");
};

/** Looks for pickled column types in the schema: at both ends of an Arrow file, in the footer of a Parquet file. */
export async function inspectArrow({ source, report, member }: Subject): Promise<void> {
  const ends = [await source.read(0, 1024 * 1024), await source.read(Math.max(0, source.size - 8), source.size)];
  const stated = ends[1]?.length === 8 ? ends[1].readUInt32LE(0) : 0;
  const footer = await source.read(Math.max(0, source.size - 8 - Math.min(stated, MAX_FOOTER_BYTES)), source.size);
  const texts = [ends[0], footer].map((part) => part?.toString("latin1") ?? "");
  // Parquet keeps the Arrow schema as base64.
  const schemas = texts.flatMap((text) => [...text.matchAll(/ARROW:schema[^A-Za-z0-9+/]{0,16}([A-Za-z0-9+/=]{64,})/g)]);
  const decoded = schemas.map(([, base64 = ""]) => Buffer.from(base64, "base64").toString("latin1"));
  if (![...texts, ...decoded].some((text) => text.includes(PICKLED_TYPE))) return;
  const text = "A column has a pickled Python type, which older versions of pyarrow run when the file is opened.";
  report.find("unsafe", "ARROW_PICKLED_TYPE", text, member);
}
