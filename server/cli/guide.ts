/** docs/guides/command-line.md, made from the commands. */
import type { Command } from './command.ts';
import { optionHelp, usage } from './help.ts';

/** Markdown; `made` says by what it was made. */
export function guide(commands: readonly Command[], made: string): string {
  const links = commands.map(({ name, summary }) => `| [\`${name}\`](#${name.replaceAll(' ', '-')}) | ${summary} |`);
  return [
    '# The command line',
    '',
    made,
    '',
    'Whatever the console does to the machine can be done without it. `lyceum` is installed with the package; in the repository it is',
    '`npm run --silent lyceum -- …`. It works beside a running server and without one. The data folder is the one of `--data`, else',
    'of `LYCEUM_DATA`, else the one that holds an academy: `./data`, the folder of your account, the folder of the system service.',
    '',
    '- **Exit code**: 0 done · 1 refused, the reason is on standard error · 2 wrong usage, the option is named.',
    '- **`--json`** prints one JSON object as the last line of standard output and nothing else there. What went wrong is',
    '  `{ "error": { "code", "message" } }`.',
    '- **Ctrl-C** cancels cleanly; what takes longer shows progress and the time left.',
    '',
    '| command | what it does |',
    '| --- | --- |',
    ...links,
    '',
    ...commands.flatMap(section),
  ].join('\n');
}

function section(command: Command): string[] {
  const { name, summary, more, arguments: words, options, example } = command;
  const rows = [
    ...words.map(word => `| \`${word.name}\` | ${word.help} |`),
    ...Object.entries(options).map(
      ([option, facts]) =>
        `| \`--${option}${facts.kind === 'flag' ? '' : ` ${facts.value}`}\` | ${optionHelp(facts)} |`,
    ),
  ];
  return [
    `## ${name}`,
    '',
    more ? `${summary} ${more}` : summary,
    '',
    '```',
    usage(command),
    `# for example`,
    `lyceum ${example}`,
    '```',
    '',
    ...(rows.length > 0 ? ['| | |', '| --- | --- |', ...rows, ''] : []),
  ];
}
