/** Configurations and templates that loaders parse, written in ways that hide them from a search. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { zipOf } from "./assembler.ts";
import { codesIn, findingsIn } from "./scan-of.ts";

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const isUnsafe = async (content: Buffer, name: string): Promise<boolean> =>
  (await findingsIn(content, name)).some(({ severity }) => severity === "unsafe");

describe("a text that loaders parse", () => {
  const breakout = "{{ ''.__class__.__mro__[1].__subclasses__() }}";
  /** The text with some of its characters as JSON escapes. */
  const escaped = (value: string, at: readonly number[]): string =>
    [...value]
      .map((char, index) => (at.includes(index) ? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}` : char))
      .join("");

  test("gives its template away however the key is written and wherever it is", async () => {
    const places: ((key: string, template: string) => string)[] = [
      (key, template) => `{"${key}": ${template}}`,
      (key, template) => `{"${key}": {"default": ${template}}}`,
      (key, template) => `{"${key}": [{"name": "default", "template": ${template}}]}`,
      (key, template) => `{"x": NaN, "y": [{"${key}": ${template}}], "z": -Infinity}`,
      (key, template) => `\uFEFF{"${key}": "fine", "${key}": ${template}}`,
    ];
    const keys = fc.constantFrom("chat_template", "default_chat_template", "chat_templates");
    const cases = fc.tuple(fc.constantFrom(...places), keys, fc.array(fc.nat(21), { maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(cases, async ([place, key, at]) => {
        const file = Buffer.from(place(escaped(key, at), JSON.stringify(breakout)));
        expect(await codesIn(file, "tokenizer_config.json")).toEqual(["unsafe TEMPLATE_ESCAPE"]);
      }),
    );
    expect(await codesIn(Buffer.from(`ID3 ${breakout}`), "chat_template.jinja")).toEqual(["unsafe TEMPLATE_ESCAPE"]);
  });

  test("is read by the rules of Jinja: escapes, filters and computed names, but not the text around them", async () => {
    const template = (source: string) => codesIn(Buffer.from(source), "chat_template.jinja");
    for (const source of [
      "{{ x['\\x5f\\x5fclass\\x5f\\x5f'] }}",
      "{% set a = x|attr('y') %}",
      "{{ x|map(attribute='__init__.__globals__')|list }}",
      "{{ ([1]|map('upper')).gi_frame.f_globals }}",
      "{{ '{0.__class__}'.format(x) }}",
      "{%- if lipsum.x %}{% endif %}",
    ])
      expect([source, await template(source)]).toEqual([source, ["unsafe TEMPLATE_ESCAPE"]]);
    expect(await template("{{ x['_' ~ '_cla' ~ 'ss_' ~ '_'] }}")).toEqual(["suspicious TEMPLATE_COMPUTED_NAME"]);
    expect(await template("{% set k = ['_', 'x']|join %}{{ y[k] }}")).toEqual(["suspicious TEMPLATE_COMPUTED_NAME"]);
    expect(await template("def __init__(self): {{ messages[0]['content'] + 'a' }} {# x.__class__ #}")).toEqual([]);
    expect(await template("{% raw %}{{ x.__class__ }}{% endraw %}{{ messages[loop.index0 - 1].role }}")).toEqual([]);
  });

  test("of Keras is decided by the names that Keras would import", async () => {
    const layer = (parts: object) => json({ class_name: "Sequential", config: { layers: [{ config: {}, ...parts }] } });
    const outside: object[] = [
      { class_name: "function", module: "builtins", config: "eval" },
      { class_name: "get_file", module: "keras.src.utils.file_utils" },
      { class_name: "X", module: "keras_evil.layers" },
      { class_name: "X", module: "kerasx" },
      { class_name: "run", module: "os" },
      { class_name: "__lambda__", config: { code: "4wA=" } },
      { class_name: "Lambda", config: { function: { class_name: "__lambda__", config: { code: "4wA=" } } } },
      { class_name: "Dense", config: { fn_module: "os", function: "system" } },
    ];
    for (const parts of outside) expect([parts, await isUnsafe(layer(parts), "config.json")]).toEqual([parts, true]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5), { maxLength: 4 }), async (at) => {
        const name = escaped("Lambda", at);
        const written = `{"class_name":"Sequential","config":{"layers":[{"class_n\\u0061me":"${name}","config":{"function":["4wA="]}}]}}`;
        expect(await isUnsafe(zipOf([["config.json", Buffer.from(written)]]), "m.keras")).toBe(true);
      }),
    );
  });

  test("of YAML, XML, skops and TorchScript is unsafe where it reaches for programs or files", async () => {
    const files: Record<string, string> = {
      "a.yaml": "x: !!python/object/apply:os.system ['true']\n",
      "b.yaml": "%TAG !p! tag:yaml.org,2002:python/\n---\nx: !p!object/apply:builtins.eval ['1']\n",
      "c.yaml": "x: !!pyth%6Fn/object/apply:os.system []\n",
      "d.yaml": "model:\n  _target_: os.system\n",
      "e.yml": "x: !apply:os.system [a]\n",
      "a.pmml": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>',
      "b.xml": '<!DOCTYPE x [<!ENTITY % y SYSTEM "../../secret">]><x/>',
      "schema.json": '{"__class__": "system", "__module__": "os", "__loader__": "FunctionNode"}',
      "modules.json": '[{"type": "os.system"}]',
      "m/code/__torch__/m.py": "def forward(self, x):\n  y = torch.from_file('/etc/passwd', True, 4)\n",
    };
    for (const [name, content] of Object.entries(files))
      expect([name, await isUnsafe(Buffer.from(content), name)]).toEqual([name, true]);
  });
});
