import type { Subject } from "../subject.ts";

const LAMBDA = /"class_name"\s*:\s*"Lambda"/g;
/** How far a layer's own configuration reaches behind its class name. */
const REACH = 64 * 1024;
/** Marshalled code: a list of text, defaults and closure, or the newer form with a name of its own. */
const MARSHALLED =
  /"function"\s*:\s*(?:\[|\{\s*"class_name"\s*:\s*"__lambda__"|\{\s*"items"|\{\s*"code")|"function_type"\s*:\s*"lambda"|"__lambda__"/;
const OUTSIDE_MODULE = /"module"\s*:\s*"(?!keras|tensorflow|tf_keras|builtins|transformers|keras_)([\w.]{1,200})"/g;

/** Reports layers of a Keras configuration (its JSON, or bytes that hold it) that carry code or name foreign modules. */
export function reportLayers({ report, member }: Subject, json: string): void {
  for (const { index } of json.matchAll(LAMBDA)) {
    const layer = json.slice(index, index + REACH);
    if (MARSHALLED.test(layer)) {
      report.find(
        "unsafe",
        "KERAS_LAMBDA",
        "A Lambda layer carries Python code that runs when the model is loaded.",
        member,
      );
    } else {
      report.find(
        "suspicious",
        "KERAS_LAMBDA",
        "A Lambda layer names a Python function that runs with the model.",
        member,
      );
    }
  }
  if (!json.includes('"class_name"')) return;
  for (const [, module] of json.matchAll(OUTSIDE_MODULE)) {
    report.find("suspicious", "KERAS_FOREIGN_MODULE", `A layer is built by the module ${module}.`, member);
  }
}
