import { parseFileJson } from "../../../../domain/json.ts";
import { isOutside } from "../../archives/paths.ts";
import { sliceSource } from "../../bytes/source.ts";
import { isExecutableName } from "../../names.ts";
import { inspectUnmarked } from "../../pickle/pickles.ts";
import { inside, type Subject } from "../../subject.ts";
import { reportKeras } from "../config/keras.ts";
import { denseObjects } from "./dense.ts";
import { Hdf5Fault, type Hdf5File, openHdf5 } from "./file.ts";
import { childrenOf } from "./links.ts";
import { type Attribute, MESSAGE, type Message, readAttribute, readMessages } from "./objects.ts";

/** Attributes in which Keras keeps what it rebuilds a model from. */
const KERAS = /^(model_config|training_config|layer_config|optimizer_config|config)$/;

/**
 * Walks all groups and datasets of an HDF5 file. Keras rebuilds a model from an attribute of the root group, PyTables
 * unpickles attributes, and data may be read from other files.
 */
export async function inspectHdf5(subject: Subject): Promise<void> {
  const { report, member, name } = subject;
  try {
    await new Hdf5Scan(subject, await openHdf5(subject.source)).run();
  } catch (error) {
    if (!(error instanceof Hdf5Fault)) throw error;
    const text = `The HDF5 file could not be read to its end: ${error.message}.`;
    report.unknown(isExecutableName(name), "HDF5_UNREADABLE", text, member);
  }
}

class Hdf5Scan {
  readonly #subject: Subject;
  readonly #file: Hdf5File;

  constructor(subject: Subject, file: Hdf5File) {
    this.#subject = subject;
    this.#file = file;
  }

  async run(): Promise<void> {
    const seen = new Set<number>();
    const waiting = [this.#file.root];
    for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
      if (seen.has(address)) continue;
      seen.add(address);
      this.#subject.budget.entry();
      const messages = await readMessages(this.#file, address);
      for await (const attribute of this.#attributes(messages)) await this.#attribute(attribute);
      for (const { type } of messages) if (type === MESSAGE.externalFiles) this.#outside("the data of a dataset");
      for (const child of await childrenOf(this.#file, messages)) {
        if ("address" in child) waiting.push(child.address);
        else if (isOutside(child.file)) this.#external(child.file);
      }
    }
  }

  async *#attributes(messages: readonly Message[]): AsyncGenerator<Attribute> {
    for (const { type, isShared, data } of messages) {
      if (type === MESSAGE.attribute) {
        if (isShared) throw new Hdf5Fault("an attribute is stored elsewhere");
        yield await readAttribute(this.#file, data);
      }
      if (type !== MESSAGE.attributeInfo) continue;
      const info = this.#file.fieldsOf(data);
      info.skip(1);
      if ((info.number(1) & 1) !== 0) info.skip(2);
      const [heap, tree] = [info.address(), info.address()];
      if (heap === null || tree === null) continue;
      for await (const object of denseObjects(this.#file, heap, tree)) yield await readAttribute(this.#file, object);
    }
  }

  async #attribute({ name, texts }: Attribute): Promise<void> {
    for (const value of texts ?? []) {
      if (KERAS.test(name)) this.#keras(name, value.toString("utf8").replace(/\0+$/, ""));
      const slice = sliceSource(
        { size: value.length, read: async (from, to) => value.subarray(from, to) },
        0,
        value.length,
      );
      await inspectUnmarked(inside(this.#subject, slice, `@${name}`));
    }
  }

  #keras(name: string, text: string): void {
    const json = text.trim() === "" ? null : parseFileJson(text);
    if (json !== undefined) {
      reportKeras(this.#subject, json);
      return;
    }
    const sentence = `The attribute ${name} is not valid JSON.`;
    this.#subject.report.unknown(true, "KERAS_UNREADABLE", sentence, this.#subject.member);
  }

  #outside(what: string): void {
    const { report, member } = this.#subject;
    report.find("suspicious", "HDF5_EXTERNAL", `The file names other files for ${what}.`, member);
  }

  #external(path: string): void {
    const { report, member } = this.#subject;
    const text = `A link leads to the file ${JSON.stringify(path)}, outside the model's folder.`;
    report.find("unsafe", "HDF5_EXTERNAL", text, member);
  }
}
