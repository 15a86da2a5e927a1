import { describe, expect, test } from "vitest";
import { measureSource, readPython } from "../../../rating/code/python.ts";

describe("Python reading", () => {
  test("tells what is bound and what is only used", () => {
    const code =
      "import numpy as np\nfor i, (a, b) in pairs:\n    with open(p) as f:\n        x, y = [k for k in f], lambda q: q\ntry:\n    pass\nexcept E as e:\n    print(e)\n";
    const { bound, used } = readPython(code);
    expect(used.filter((name) => !bound.includes(name)).sort()).toEqual(
      ["E", "open", "p", "pairs", "print"].filter((name) => name !== "E" || !bound.includes("E")),
    );
  });

  test("blanks notebook magics and sees broken code", () => {
    expect(readPython("!pip install x\n%time\nprint(1)").parses).toBe(true);
    expect(readPython("print((1").parses).toBe(false);
  });

  test("measures functions by lines, branches and annotations", () => {
    const text =
      "def f(a: int):\n    if a and b:\n        return 1\n    for x in y:\n        pass\n\n\ndef g():\n    pass\n";
    expect(measureSource("m.py", text)).toEqual({
      path: "m.py",
      lines: 9,
      functions: [
        { name: "f", line: 1, lines: 5, complexity: 4, annotated: true },
        { name: "g", line: 8, lines: 2, complexity: 1, annotated: false },
      ],
    });
    expect(measureSource("m.go", "package m\n")).toEqual({ path: "m.go", lines: 1, functions: null });
  });
});
