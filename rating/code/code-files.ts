/** Which files of a source tree are worth reading, and what their names say. Paths only; nothing is fetched. */
import type { Policy } from "../policy.ts";

const names = {
  readme: /^readme(\.(md|rst|txt))?$/i,
  license: /^(licen[cs]e|copying)([.-][\w.-]*)?$/i,
  requirements:
    /^(requirements[\w.-]*\.(txt|in)|environment\.ya?ml|pipfile|setup\.cfg|setup\.py|pyproject\.toml|package\.json|cargo\.toml|go\.mod)$/i,
  lock: /^(poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|pixi\.lock|package-lock\.json|yarn\.lock|pnpm-lock\.yaml|conda-lock\.yml|cargo\.lock|go\.sum)$/i,
  manifest: /^(pyproject\.toml|setup\.py|setup\.cfg|package\.json|cargo\.toml|go\.mod)$/i,
  lint: /^(\.?ruff\.toml|\.flake8|\.?pylintrc|\.pre-commit-config\.ya?ml|\.eslintrc(\.\w+)?|eslint\.config\.\w+|biome\.jsonc?|\.clang-format|\.clang-tidy|\.rubocop\.yml|\.?golangci\.ya?ml|\.prettierrc(\.\w+)?|\.style\.yapf)$/i,
  typing: /^(mypy\.ini|\.mypy\.ini|py\.typed|pyrightconfig\.json)$/i,
  typescript: /^tsconfig\.json$/i,
  mixedConfig: /^(tox\.ini|setup\.cfg|pyproject\.toml)$/i,
};

const workflow =
  /^(\.github\/workflows\/[^/]+\.ya?ml|\.circleci\/config\.yml|\.gitlab-ci\.yml|\.travis\.yml|azure-pipelines\.yml)$/i;
const vendored = /(^|\/)(node_modules|vendor|vendored|third_party|thirdparty|external|dist|build|site-packages)\//i;
const generated = /(\.min\.js|_pb2(_grpc)?\.py|\.pb\.go|\.generated\.\w+|\.lock|-lock\.json)$/i;
const testFile = /(^|\/)(tests?|__tests__|spec)\/|(^|\/)test_[^/]+$|_test\.\w+$|\.(test|spec)\.\w+$/i;

export type CodeFileKind = keyof typeof names;

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const isTop = (path: string): boolean => !path.includes("/");

/** Paths of one kind, sorted; only the top level counts unless `anywhere` is set. */
export const filesOfKind = (paths: readonly string[], kind: CodeFileKind, anywhere = false): readonly string[] =>
  sorted(paths.filter((path) => (anywhere || isTop(path)) && names[kind].test(baseName(path)) && !vendored.test(path)));

export const workflowFiles = (paths: readonly string[]): readonly string[] =>
  sorted(paths.filter((path) => workflow.test(path)));

/** Source files that people of this repository wrote: nothing vendored, generated or locked. */
export const sourceFiles = (paths: readonly string[], policy: Policy): readonly string[] =>
  sorted(paths.filter((path) => isSource(path, policy)));

/** True when lines added to this file are code that a review can read; outputs in notebooks are not. */
export const isReviewable = (path: string, policy: Policy): boolean =>
  isSource(path, policy) && !/\.ipynb$/i.test(path);

const isSource = (path: string, policy: Policy): boolean =>
  policy.words.codeFile.test(path) && !vendored.test(path) && !generated.test(path);

export const testFiles = (sources: readonly string[]): readonly string[] =>
  sources.filter((path) => testFile.test(path));

/**
 * What gathering reads of a repository, most telling first: texts in full, sources to be measured.
 * At most 20 texts and `sourceLimit` sources, spread evenly over the sorted list so that the choice is fixed.
 */
export function wantedFiles(
  paths: readonly string[],
  policy: Policy,
  sourceLimit = 40,
): { readonly texts: readonly string[]; readonly sources: readonly string[] } {
  const kinds: CodeFileKind[] = ["readme", "requirements", "manifest", "mixedConfig", "typescript"];
  const texts = [...kinds.flatMap((kind) => filesOfKind(paths, kind)), ...workflowFiles(paths)];
  const sources = sourceFiles(paths, policy).filter((path) => !/\.ipynb$/i.test(path));
  const step = Math.max(1, sources.length / sourceLimit);
  const sample = sources.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  return { texts: [...new Set(texts)].slice(0, 20), sources: sample.slice(0, sourceLimit) };
}

/** By code unit, so that the order is the same on every machine. */
const sorted = (paths: readonly string[]): string[] => [...paths].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
