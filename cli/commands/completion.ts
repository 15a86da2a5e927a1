import { Argument, type Command } from "commander";
import type { Register } from "../context.ts";

const shells = ["bash", "zsh", "fish"] as const;
type Shell = (typeof shells)[number];

export const registerCompletion: Register = (program, context, end) => {
  program
    .command("completion")
    .description("a script for your shell that completes commands and options")
    .addArgument(new Argument("<shell>", "your shell").choices(shells))
    .addHelpText("after", HOW)
    .action((shell: Shell) => {
      context.out(scripts[shell](wordsOf(program)));
      end(0);
    });
};

const HOW = `
bash:  gatehouse completion bash > ~/.local/share/bash-completion/completions/gatehouse
zsh:   gatehouse completion zsh > "\${fpath[1]}/_gatehouse"
fish:  gatehouse completion fish > ~/.config/fish/completions/gatehouse.fish`;

/** A command, the words that may follow it, and what each does. */
interface Words {
  /** "" for the program itself, else as "token create". */
  readonly after: string;
  readonly words: readonly { readonly word: string; readonly says: string }[];
}

function wordsOf(command: Command, after = ""): Words[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).map((one) => ({ word: one.name(), says: one.description() }));
  const options = help
    .visibleOptions(command)
    .map((one) => ({ word: one.long ?? one.short ?? "", says: one.description }));
  const below = command.commands.flatMap((one) => wordsOf(one, `${after} ${one.name()}`.trim()));
  return [{ after, words: [...commands, ...options] }, ...below];
}

const scripts: Readonly<Record<Shell, (all: readonly Words[]) => string>> = { bash, zsh, fish };

/** The two words after the program decide where we are: no command is deeper. */
function bash(all: readonly Words[]): string {
  const cases = all.map(
    ({ after, words }) => `    ${quoted(after)}) words=${quoted(words.map(({ word }) => word).join(" "))} ;;`,
  );
  return `_gatehouse() {
  local words="" current="\${COMP_WORDS[COMP_CWORD]}" first="" second=""
  ((COMP_CWORD > 1)) && first="\${COMP_WORDS[1]}"
  ((COMP_CWORD > 2)) && second="\${COMP_WORDS[2]}"
  [[ "$first" == token ]] || second=""
  case "$first\${second:+ $second}" in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [[ \${#COMPREPLY[@]} -gt 0 || "$current" == -* ]] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -F _gatehouse gatehouse
`;
}

function zsh(all: readonly Words[]): string {
  const cases = all.map(({ after, words }) => {
    const described = words.map(({ word, says }) => quoted(`${word}:${says.replaceAll(":", "\\:")}`));
    return `    ${quoted(after)}) candidates=(${described.join(" ")}) ;;`;
  });
  return `#compdef gatehouse
_gatehouse() {
  local -a candidates
  local first="" second=""
  ((CURRENT > 2)) && first="\${words[2]}"
  ((CURRENT > 3)) && second="\${words[3]}"
  [[ "$first" == token ]] || second=""
  case "$first\${second:+ $second}" in
${cases.join("\n")}
  esac
  _describe gatehouse candidates || _files
}
compdef _gatehouse gatehouse
`;
}

function fish(all: readonly Words[]): string {
  const lines = all.flatMap(({ after, words }) =>
    words.map(({ word, says }) => {
      const where = after === "" ? "__fish_use_subcommand" : `__fish_seen_subcommand_from ${after.split(" ").at(-1)}`;
      const what = word.startsWith("--") ? `-l ${word.slice(2)}` : `-f -a ${word}`;
      return `complete -c gatehouse -n ${quoted(where)} ${what} -d ${quoted(says)}`;
    }),
  );
  return `${lines.join("\n")}\n`;
}

/** Single quotes for a shell: nothing inside is expanded. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
