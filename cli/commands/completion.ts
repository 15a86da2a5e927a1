import { Argument, type Command } from "commander";
import type { Register } from "../context.ts";

const shells = ["bash", "zsh", "fish"] as const;
type Shell = (typeof shells)[number];

export const registerCompletion: Register = (program, context, end) => {
  program
    .command("completion")
    .description("print a script that completes commands and options in your shell")
    .addArgument(new Argument("<shell>", "your shell").choices(shells))
    .addHelpText("after", INSTALLATION)
    .action((shell: Shell) => {
      context.out(scripts[shell](wordsOf(program)));
      end(0);
    });
};

const INSTALLATION = `
bash:  gatehouse completion bash > ~/.local/share/bash-completion/completions/gatehouse
zsh:   gatehouse completion zsh > "\${fpath[1]}/_gatehouse"
fish:  gatehouse completion fish > ~/.config/fish/completions/gatehouse.fish`;

/** The words that may follow a command, each with its description. */
interface Words {
  /** "" for the program itself, else such as "token create". */
  readonly after: string;
  readonly words: readonly { readonly word: string; readonly description: string }[];
}

function wordsOf(command: Command, after = ""): Words[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).map((one) => ({ word: one.name(), description: one.description() }));
  const options = help
    .visibleOptions(command)
    .map((one) => ({ word: one.long ?? one.short ?? "", description: one.description }));
  const below = command.commands.flatMap((one) => wordsOf(one, `${after} ${one.name()}`.trim()));
  return [{ after, words: [...commands, ...options] }, ...below];
}

const scripts: Readonly<Record<Shell, (all: readonly Words[]) => string>> = { bash, zsh, fish };

/** At most two words after the program name a command. */
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
    const described = words.map(({ word, description }) => quoted(`${word}:${description.replaceAll(":", "\\:")}`));
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
    words.map(({ word, description }) => {
      const where = after === "" ? "__fish_use_subcommand" : `__fish_seen_subcommand_from ${after.split(" ").at(-1)}`;
      const what = word.startsWith("--") ? `-l ${word.slice(2)}` : `-f -a ${word}`;
      return `complete -c gatehouse -n ${quoted(where)} ${what} -d ${quoted(description)}`;
    }),
  );
  return `${lines.join("\n")}\n`;
}

/** Single quotes for a shell: nothing inside is expanded. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
