/** Configurations of Keras: JSON that says which classes and functions are imported and called to rebuild a model. */
import { isObject, type Json, type JsonObject } from "../../../../domain/json.ts";
import { judgeImport } from "../../pickle/imports.ts";
import type { Subject } from "../../subject.ts";
import { KERAS_NAMES } from "./keras-names.ts";

/** Modules whose names Keras resolves through its own table of exported objects. */
const KERAS_MODULE =
  /^(keras|tf_keras|tensorflow\.keras|tensorflow\.python\.keras|keras\.api|keras_core)(\.(api|src|engine|_tf_keras))*(\.(layers|models|initializers|regularizers|constraints|optimizers|losses|metrics|activations|ops|random|saving|utils|dtype_policies|backend|mixed_precision|schedules)(\.\w+){0,4})?$/;
/** Part of a module that no layer lives in. */
const TOOL_MODULE =
  /\b(file_utils|io_utils|python_utils|saving_lib|serialization_lib|legacy|config|backend_config|dataset_utils|tf_utils|torch_utils)\b/;

const MAX_DEPTH = 200;
const CARRIES_CODE = "The Keras configuration carries Python code that runs when the model is loaded.";

/** True for an object that Keras rebuilds something from, at the top of its configuration. */
export const isKerasObject = (json: JsonObject): boolean => {
  const keys = ["config", "module", "registered_name", "build_config", "inbound_nodes"];
  return ("class_name" in json && keys.some((key) => key in json)) || "fn_module" in json || "__lambda__" in json;
};

/** Reports everything in a Keras configuration that is not known to be a plain layer, initializer and so on. */
export function reportKeras(subject: Subject, json: Json, depth = 0): void {
  if (depth > MAX_DEPTH) {
    const text = "The Keras configuration is nested too deeply to be read.";
    subject.report.unknown(true, "KERAS_UNREADABLE", text, subject.member);
    return;
  }
  if (Array.isArray(json)) for (const item of json) reportKeras(subject, item, depth + 1);
  if (!isObject(json)) return;
  if ("class_name" in json) reportObject(subject, json);
  reportCode(subject, json);
  for (const value of Object.values(json)) reportKeras(subject, value, depth + 1);
}

function reportObject(subject: Subject, json: JsonObject): void {
  const { report, member } = subject;
  const { class_name: className, config, module, registered_name: registered } = json;
  if (typeof className !== "string") {
    unknown(subject, "a class whose name is no text");
    return;
  }
  const name = className.replace(/^(builtins|keras)>/i, "");
  if (/^(Lambda|TFOpLambda)$/.test(name)) {
    name === "Lambda" ? reportLambda(subject, config ?? null) : reportOperation(subject, config ?? null);
    return;
  }
  if (name === "__lambda__") {
    report.find("unsafe", "KERAS_LAMBDA", CARRIES_CODE, member);
    return;
  }
  const isFunction = name === "function" || name === "builtin_function_or_method";
  const imported = isFunction && typeof config === "string" ? config : name;
  if (!isStated(module)) {
    if (KERAS_NAMES.has(imported) || VALUES.has(name) || isStated(registered)) {
      reportRegistered(subject, imported, registered ?? null);
      return;
    }
    reportUnlisted(subject, imported);
    return;
  }
  if (typeof module !== "string") {
    unknown(subject, "a module whose name is no text");
    return;
  }
  if (module === "builtins" && (VALUES.has(imported) || (isFunction && KERAS_NAMES.has(imported)))) return;
  if (KERAS_MODULE.test(module) && !TOOL_MODULE.test(module) && KERAS_NAMES.has(imported)) return;
  if (VALUES.has(name) && KERAS_MODULE.test(module)) return;
  const isDangerous = judgeImport(module, imported) === "dangerous" || TOOL_MODULE.test(module);
  const text = `The Keras configuration imports and calls ${module}.${imported}.`;
  if (isDangerous) report.find("unsafe", "KERAS_FOREIGN_MODULE", text, member);
  else report.unknown(true, "KERAS_FOREIGN_MODULE", text, member);
}

/** Values that Keras writes as objects. */
const VALUES = new Set([
  "__tensor__",
  "__numpy__",
  "__bytes__",
  "__ellipsis__",
  "__tuple__",
  "__keras_tensor__",
  "__typespec__",
  "__slice__",
  "TensorShape",
  "CompositeTensor",
  "tuple",
  "slice",
]);

const isStated = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== "";

/** Custom classes are looked up among those that the program registered itself. */
function reportRegistered({ report, member }: Subject, name: string, registered: Json): void {
  if (typeof registered !== "string" || KERAS_NAMES.has(registered.replace(/^\w+>/, "")) || registered === "") return;
  const text = `The Keras configuration needs ${name}, a class that the program has to register as ${registered}.`;
  report.find("info", "KERAS_CUSTOM_CLASS", text, member);
}

function reportUnlisted({ report, member }: Subject, name: string): void {
  const text = `The Keras configuration needs ${name}, which is not one of Keras's own classes.`;
  report.unknown(false, "KERAS_CUSTOM_CLASS", text, member);
}

const unknown = ({ report, member }: Subject, what: string): void =>
  report.unknown(true, "KERAS_UNREADABLE", `The Keras configuration has ${what}.`, member);

/** A Lambda layer carries marshalled code, or names a function that is imported. */
function reportLambda({ report, member }: Subject, config: Json): void {
  const fn = isObject(config) ? config["function"] : undefined;
  const isNamed = typeof fn === "string" && isObject(config) && config["function_type"] !== "lambda";
  const module = isObject(config) ? (config["fn_module"] ?? config["module"]) : undefined;
  if (!isNamed) {
    report.find("unsafe", "KERAS_LAMBDA", CARRIES_CODE, member);
    return;
  }
  if (typeof module === "string" && module !== "" && !(KERAS_MODULE.test(module) && KERAS_NAMES.has(fn))) {
    const text = `A Lambda layer imports and calls ${module}.${fn}.`;
    if (judgeImport(module, fn) === "dangerous") {
      report.find("unsafe", "KERAS_LAMBDA", text, member);
      return;
    }
    report.unknown(module !== "__main__", "KERAS_LAMBDA", text, member);
    return;
  }
  report.find("suspicious", "KERAS_LAMBDA", "A Lambda layer names a Python function that runs with the model.", member);
}

/** An operation of TensorFlow by its exported name, such as "math.add". */
function reportOperation({ report, member }: Subject, config: Json): void {
  const name = isObject(config) ? config["function"] : undefined;
  if (
    typeof name === "string" &&
    /^(math|nn|linalg|image|signal|strings|sets|random|keras|compat\.v1|experimental\.numpy|_?[a-z0-9_]+)(\.[a-z0-9_]+)*$/.test(
      name,
    ) &&
    !/(^|\.)(io|py_function|numpy_function|load|save|read_file|write_file|map_fn|function|raw_ops|saved_model)\b/.test(
      name,
    )
  )
    return;
  const text = `A layer calls the TensorFlow operation ${JSON.stringify(name ?? null)}.`;
  report.unknown(true, "KERAS_OPERATION", text, member);
}

/** Code in the forms that Keras keeps beside class names. */
function reportCode(subject: Subject, json: JsonObject): void {
  const { report, member } = subject;
  if (json["function_type"] === "lambda" && "function" in json && json["class_name"] === undefined) {
    report.find("unsafe", "KERAS_LAMBDA", CARRIES_CODE, member);
  }
  const module = json["fn_module"] ?? json["fn_name"];
  if (typeof module !== "string" || "class_name" in json || KERAS_MODULE.test(module) || KERAS_NAMES.has(module))
    return;
  report.unknown(true, "KERAS_FOREIGN_MODULE", `The Keras configuration names the function module ${module}.`, member);
}
