/** Help in the terminal, made from the commands. */
import type { Command, Option } from './command.ts';
import { COMMON } from './parsing.ts';
import { table } from './table.ts';

/** `user create --email ADDRESS --first-name NAME [--role ROLE …]` */
export function usage({ name, arguments: words, options }: Command): string {
  const parts = words.map(word => (word.optional ? `[${word.name}]` : word.name));
  const written = Object.entries(options).map(([option, facts]) => {
    const text = `--${option}${facts.kind === 'flag' ? '' : ` ${facts.value}`}`;
    if (facts.kind === 'text' && facts.required) return text;
    return facts.kind === 'text' && facts.many ? `[${text} …]` : `[${text}]`;
  });
  return ['lyceum', name, ...parts, ...written].join(' ');
}

/** What an option does, with its choices or bounds and what it is without. */
export function optionHelp(option: Option): string {
  if (option.kind === 'whole')
    return `${option.help} From ${option.min} to ${option.max}; ${option.fallback} unless told.`;
  if (option.kind === 'text' && option.choices) return `${option.help} One of ${option.choices.join(', ')}.`;
  return option.help;
}

export function commandHelp(command: Command): string {
  const options = Object.entries({ ...command.options, ...COMMON }).map(([name, option]) => [
    `  --${name}${option.kind === 'flag' ? '' : ` ${option.value}`}`,
    optionHelp(option),
  ]);
  const words = command.arguments.map(({ name, help }) => [`  ${name}`, help]);
  return [
    command.summary,
    ...(command.more ? ['', command.more] : []),
    '',
    `Usage: ${usage(command)}`,
    '',
    table([...words, ...options]),
    '',
    `Example: lyceum ${command.example}`,
  ].join('\n');
}

/** All commands, or those that begin with one word. */
export function overview(commands: readonly Command[]): string {
  return [
    'Usage: lyceum COMMAND …',
    '',
    table(commands.map(({ name, summary }) => [`  ${name}`, summary])),
    '',
    'Every command says more with --help, takes the data folder with --data FOLDER and answers with --json.',
    'Exit code: 0 done, 1 refused with the reason, 2 wrong usage.',
  ].join('\n');
}
