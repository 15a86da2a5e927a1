import { isObject, type Json, type JsonObject } from "../../../../domain/json.ts";
import { judgeImport } from "../../pickle/imports.ts";
import type { Subject } from "../../subject.ts";
import { isKerasObject, reportKeras } from "./keras.ts";
import { reportTemplate } from "./template.ts";

/** Files that loaders open by these names: what cannot be read in them is reported. */
const LOADED =
  /(^|\/)(config|tokenizer|tokenizer_config|special_tokens_map|chat_templates?|additional_chat_templates|processor_config|preprocessor_config|generation_config|adapter_config|model_index|modules|schema|metadata|scheduler_config|\w+_config)\.json$/i;
export const isLoadedConfig = (name: string): boolean => LOADED.test(name);

const MAX_DEPTH = 200;
/** Libraries whose classes configurations name and whose loaders import them. */
const LIBRARY =
  /^(sentence_transformers|transformers|diffusers|torch\.nn|torch\.optim|nemo|speechbrain|pytorch_lightning|lightning|timm|peft|tokenizers|torchvision|torchaudio|torchmetrics|hyperpyyaml|flax|optax|keras|omegaconf|monai|models|model|modules|ldm|sgm)(\.\w+)+$/;

/** Reports what a JSON configuration makes its loader run: templates, classes, code of the repository. */
export function reportConfiguration(subject: Subject, json: Json): void {
  if (/(^|\/)modules\.json$/i.test(subject.name) && Array.isArray(json)) {
    for (const module of json) if (isObject(module)) reportReference(subject, module["type"], "MODULE_TYPE");
  }
  visit(subject, json, { depth: 0, inTemplate: false, inKeras: false });
}

interface Place {
  readonly depth: number;
  /** True below a key that holds templates. */
  readonly inTemplate: boolean;
  /** True inside an object of Keras, whose reader has gone through all of it. */
  readonly inKeras: boolean;
}

function visit(subject: Subject, json: Json, place: Place): void {
  if (place.depth > MAX_DEPTH) {
    const text = "The configuration is nested too deeply to be read.";
    subject.report.unknown(false, "JSON_INVALID", text, subject.member);
    return;
  }
  if (typeof json === "string" && place.inTemplate) {
    reportTemplate(subject, json);
    return;
  }
  const inner = { ...place, depth: place.depth + 1 };
  if (Array.isArray(json)) for (const item of json) visit(subject, item, inner);
  if (!isObject(json)) return;
  const inKeras = place.inKeras || isKerasObject(json);
  if (inKeras && !place.inKeras) reportKeras(subject, json);
  reportKeys(subject, json);
  for (const [key, value] of Object.entries(json))
    visit(subject, value, { ...inner, inKeras, inTemplate: place.inTemplate || holdsTemplates(subject.name, key) });
}

/** "chat_template" anywhere; other keys that speak of templates in files that loaders open. */
const holdsTemplates = (name: string, key: string): boolean =>
  /chat_?template/i.test(key) || (/template/i.test(key) && isLoadedConfig(name));

function reportKeys(subject: Subject, json: JsonObject): void {
  const { report, member } = subject;
  for (const key of ["auto_map", "custom_pipelines"]) {
    const map = json[key];
    if (typeof map !== "object" || map === null) continue;
    const classes = JSON.stringify(Object.values(map)).slice(0, 300);
    const text = `Loading with trust_remote_code runs Python code of the repository: ${classes}.`;
    report.find("info", "REMOTE_CODE", text, member);
  }
  if (typeof json["_target_"] === "string") reportReference(subject, json["_target_"], "CONFIG_TARGET");
  if (typeof json["parent_library"] === "string")
    reportReference(subject, `${json["parent_library"]}.${json["base_model_class"] ?? "Model"}`, "CONFIG_TARGET");
  if (typeof json["__module__"] === "string" && typeof json["__loader__"] === "string") reportSkops(subject, json);
}

/** A dotted path that a loader imports and calls. */
export function reportReference({ report, member }: Subject, path: Json | undefined, code: string): void {
  if (typeof path !== "string") return;
  const dot = path.lastIndexOf(".");
  const [module, name] = [path.slice(0, Math.max(0, dot)), path.slice(dot + 1)];
  const text = `The configuration makes its loader import and call ${path}.`;
  const judgement = judgeImport(module, name);
  if (judgement === "dangerous") report.find("unsafe", code, text, member);
  else if (judgement === "unknown" && !LIBRARY.test(path)) report.unknown(false, code, text, member);
}

/** skops loads types that its user trusts; schema.json lists which ones it needs. */
function reportSkops({ report, member }: Subject, json: JsonObject): void {
  const [module, name] = [String(json["__module__"]), String(json["__class__"])];
  const judgement = judgeImport(module, name);
  if (judgement === "harmless" || (BUILTIN_TYPE.test(name) && module === "builtins")) return;
  const text = `The skops file is rebuilt with ${module}.${name}.`;
  if (judgement === "dangerous") report.find("unsafe", "SKOPS_TYPE", text, member);
  else report.unknown(true, "SKOPS_TYPE", text, member);
}
const BUILTIN_TYPE = /^(NoneType|dict|list|str|int|float|bool|tuple|set|type|bytes)$/;
