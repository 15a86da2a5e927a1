import type { Subject } from "../../subject.ts";

/** Operators that reach files: torch maps the named file into a tensor, also for writing. */
const FILES = /\b(?:torch|ops\.aten)\.(from_file|save|load)\b/g;
/** Operators of libraries that torch itself does not carry. */
const FOREIGN =
  /\bops\.(?!aten\b|prim\b|prims\b|quantized\b|mkldnn\b|mkldnn_prepacked\b|xnnpack\b|torchvision\b|torchaudio\b|profiler\b|_caffe2\b|rnn\b|sparse\b|static\b|inductor\b|cuda\b)(\w+)\.(\w+)/g;

/** Reports operators in the code of a TorchScript archive that reach outside the model; torch runs no other Python. */
export function reportTorchScript({ report, member }: Subject, code: string): void {
  for (const [operator] of code.matchAll(FILES)) {
    const text = `The TorchScript code uses ${operator}, which reads or writes files.`;
    report.find("unsafe", "TORCHSCRIPT_OPERATOR", text, member);
  }
  for (const [operator] of code.matchAll(FOREIGN)) {
    const text = `The TorchScript code uses ${operator}, an operator of a library that has to be loaded first.`;
    report.unknown(false, "TORCHSCRIPT_OPERATOR", text, member);
  }
}
