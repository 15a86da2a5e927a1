/** What tests and the demo write down repositories with: well kept by default, so that only what is special shows. */
export { aCodeRepository, type CodeOverrides } from "./builders/code.ts";
export { aDataset, type DatasetOverrides } from "./builders/dataset.ts";
export { aModel, type ModelOverrides } from "./builders/model.ts";
export { aSpace, type SpaceOverrides } from "./builders/space.ts";
export { parquetLike, pickledWeights, safetensors } from "./samples/weights.ts";
