import type { GitHubFile } from "../sample.ts";
import { licenseText } from "./license-texts.ts";

const README = `# clear-bert-code

Training and evaluation of clear-bert, a small classifier of customer messages. Everything that the model card claims
can be repeated with the commands below; nothing here is needed to use the model.

## Installation

\`\`\`bash
python -m venv .venv
. .venv/bin/activate
pip install -r requirements.txt
pip install -e .
\`\`\`

Python 3.11 or newer is needed. A GPU is used when there is one; on a laptop an epoch takes about two hours.

## Usage

\`\`\`bash
python -m clear_bert.train --data acme/corpus --output out/
python -m clear_bert.evaluate --model out/ --split test
\`\`\`

Training writes a checkpoint after each epoch and keeps the one with the best F1 on the validation part. Evaluation
prints accuracy, F1 and precision as one line of JSON, so that results can be compared by a script. The results of the
released checkpoints are in results.md together with the seeds.

## How the code is organised

\`data.py\` reads and splits the messages, \`model.py\` builds the classifier, \`train.py\` and \`evaluate.py\` are the two
commands. Each has its tests in \`tests/\`; they run on a tiny random model and need no network.

## Contributing

Changes come in through pull requests. Each is reviewed by one other person, and the checks in \`.github/workflows\`
have to pass.
`;

const DATA = `"""Reading and splitting messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """One labelled message and who wrote it."""

    text: str
    label: int
    writer: str


def split_by_writer(messages: Iterable[Message], held_out: frozenset[str]) -> tuple[list[Message], list[Message]]:
    """Return training and test messages; no writer appears in both."""
    train: list[Message] = []
    test: list[Message] = []
    for message in messages:
        (test if message.writer in held_out else train).append(message)
    return train, test


def batches(messages: Sequence[Message], size: int) -> Iterable[Sequence[Message]]:
    """Yield the messages in groups of at most the given size."""
    for start in range(0, len(messages), size):
        yield messages[start : start + size]
`;

const TRAIN = `"""Training command."""

import argparse
from pathlib import Path


def warm_up(step: int, total: int, share: float = 0.06) -> float:
    """Factor of the learning rate at a step: a linear rise, then a linear fall."""
    rise = max(1, int(total * share))
    if step < rise:
        return step / rise
    return max(0.0, (total - step) / max(1, total - rise))


def parse_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Train the classifier")
    parser.add_argument("--data", required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=17)
    return parser.parse_args(arguments)
`;

const EVALUATE = `"""Evaluation command."""

from collections.abc import Sequence


def accuracy(expected: Sequence[int], given: Sequence[int]) -> float:
    """Share of equal labels; zero for no labels."""
    if not expected:
        return 0.0
    return sum(a == b for a, b in zip(expected, given, strict=True)) / len(expected)


def f1(expected: Sequence[int], given: Sequence[int], label: int) -> float:
    """Harmonic mean of precision and recall of one label."""
    hits = sum(a == b == label for a, b in zip(expected, given, strict=True))
    asked = sum(a == label for a in expected)
    found = sum(b == label for b in given)
    return 0.0 if asked + found == 0 else 2 * hits / (asked + found)
`;

const TESTS: Readonly<Record<string, string>> = {
  "tests/test_data.py": `from clear_bert.data import Message, batches, split_by_writer


def test_no_writer_is_in_both_parts() -> None:
    messages = [Message("a", 0, "ann"), Message("b", 1, "bob"), Message("c", 2, "ann")]
    train, test = split_by_writer(messages, frozenset({"ann"}))
    assert {m.writer for m in train} == {"bob"}
    assert {m.writer for m in test} == {"ann"}


def test_the_last_batch_may_be_shorter() -> None:
    messages = [Message(str(n), 0, "ann") for n in range(5)]
    assert [len(batch) for batch in batches(messages, 2)] == [2, 2, 1]
`,
  "tests/test_train.py": `from clear_bert.train import warm_up


def test_the_rate_rises_then_falls() -> None:
    rates = [warm_up(step, 100) for step in range(100)]
    assert rates[0] == 0.0
    assert max(rates) == 1.0
    assert rates[-1] < 0.02
`,
  "tests/test_evaluate.py": `from clear_bert.evaluate import accuracy, f1


def test_accuracy_is_the_share_of_equal_labels() -> None:
    assert accuracy([0, 1, 2, 2], [0, 1, 1, 2]) == 0.75
    assert accuracy([], []) == 0.0


def test_f1_of_an_absent_label_is_zero() -> None:
    assert f1([0, 0], [0, 0], 1) == 0.0
    assert f1([0, 1], [0, 1], 1) == 1.0
`,
};

const PYPROJECT = `[project]
name = "clear-bert"
version = "1.2.0"
description = "Training and evaluation of clear-bert"
readme = "README.md"
license = { text = "Apache-2.0" }
requires-python = ">=3.11"
dependencies = ["torch==2.5.1", "transformers==4.46.3", "datasets==3.1.0"]

[project.optional-dependencies]
dev = ["pytest==8.3.4", "ruff==0.8.2", "mypy==1.13.0"]

[build-system]
requires = ["setuptools==75.6.0"]
build-backend = "setuptools.build_meta"

[tool.ruff]
line-length = 120

[tool.mypy]
strict = true
`;

const WORKFLOW = `name: checks
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: { python-version: "3.12" }
      - run: pip install -r requirements.txt && pip install -e ".[dev]"
      - run: ruff check .
      - run: mypy src
      - run: pytest
`;

/** The files of a small Python project with tests, checks, pinned dependencies and a licence. */
export function pythonProject(license: string | null): GitHubFile[] {
  const text = license === null ? null : licenseText(license);
  const file = (path: string, content: string): GitHubFile => ({ path, content });
  return [
    file("README.md", README),
    ...(text === null ? [] : [file("LICENSE", text)]),
    file("pyproject.toml", PYPROJECT),
    file("requirements.txt", "torch==2.5.1\ntransformers==4.46.3\ndatasets==3.1.0\nnumpy==2.1.3\n"),
    file(".github/workflows/checks.yml", WORKFLOW),
    file("src/clear_bert/__init__.py", '"""Training and evaluation of clear-bert."""\n'),
    file("src/clear_bert/py.typed", ""),
    file("src/clear_bert/data.py", DATA),
    file("src/clear_bert/train.py", TRAIN),
    file("src/clear_bert/evaluate.py", EVALUATE),
    ...Object.entries(TESTS).map(([path, content]) => file(path, content)),
    { path: "scripts/check.sh", content: "#!/bin/sh\nset -e\nruff check .\nmypy src\npytest\n", executable: true },
    { path: "docs", symlinkTo: "README.md" },
    file("results.md", "| seed | accuracy | f1 |\n|---|---|---|\n| 17 | 0.934 | 0.928 |\n| 18 | 0.932 | 0.927 |\n"),
  ];
}
