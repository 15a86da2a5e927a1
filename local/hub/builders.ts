/** Builders of sample repositories for tests and the demo: well kept, apart from what the overrides say. */
export { aCodeRepository, type CodeOverrides } from "./builders/code.ts";
export { aDataset, type DatasetOverrides } from "./builders/dataset.ts";
export { aModel, type ModelOverrides } from "./builders/model.ts";
export { aSpace, type SpaceOverrides } from "./builders/space.ts";
export { parquetLike, pickledWeights, safetensors } from "./samples/weights.ts";
