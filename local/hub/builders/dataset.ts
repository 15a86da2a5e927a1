import type { SampleRepository } from "../sample.ts";
import { datasetCard } from "../samples/dataset-card.ts";
import { parquetLike } from "../samples/weights.ts";
import { commitsOf, licenseFile, merged, passed, SHARED, type Shared, seedOf } from "./parts.ts";

export interface DatasetOverrides extends Shared {
  /** Size of the larger data file in bytes; 64 KiB unless told. */
  readonly dataBytes?: number;
}

/** A dataset with a full card and plain data files. */
export function aDataset(id: string, overrides: DatasetOverrides = {}): SampleRepository {
  const { license = "cc-by-4.0", dataBytes = 65_536 } = overrides;
  const rows = Array.from({ length: 200 }, (_, at) => `"Message number ${at} about a parcel",${at % 3}`);
  const csv = `text,label\n${rows.join("\n")}\n`;
  const bytes = dataBytes + csv.length;
  const made = [
    ...(overrides.readme === null
      ? []
      : [{ path: "README.md", content: overrides.readme ?? datasetCard({ id, license, bytes }) }]),
    ...licenseFile(license),
    { path: "data/train-00000-of-00001.parquet", content: parquetLike(dataBytes, seedOf(id)) },
    { path: "data/test.csv", content: csv },
  ];
  return {
    commits: commitsOf(["initial commit", "Add data", "Describe how it was collected"], "2025-03-03T09:00:00Z"),
    ...passed({ ...overrides }, [...SHARED, "dataBytes"]),
    kind: "dataset",
    id,
    files: merged(made, overrides),
  };
}
