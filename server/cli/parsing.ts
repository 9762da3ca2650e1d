/** From the words on the command line to a command and its values. Wrong usage is told by what is wrong, by name. */
import { parseArgs } from 'node:util';
import { type Call, type Command, misuse, type Option, type Options } from './command.ts';

/** Understood by every command. */
export const COMMON = {
  data: { kind: 'text', value: 'FOLDER', help: 'Data folder of the academy; otherwise LYCEUM_DATA says it.' },
  json: { kind: 'flag', help: 'Print one JSON object as the last line of the output, and nothing else there.' },
  help: { kind: 'flag', help: 'Say how the command is used.' },
} as const satisfies Options;

type Value = boolean | number | string | string[] | undefined;

export interface Request {
  command: Command;
  args: Call['args'];
  options: Record<string, Value>;
}

/** What stands before everything else: which command is meant, and the options that all of them have. */
export interface Opening {
  /** Words that are not options, from the left. */
  words: string[];
  data: string | undefined;
  json: boolean;
  help: boolean;
  version: boolean;
}

export function readOpening(argv: readonly string[]): Opening {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: {
      data: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
    strict: false,
    allowPositionals: true,
  });
  return {
    words: positionals,
    data: typeof values.data === 'string' ? values.data : undefined,
    json: values.json === true,
    help: values.help === true,
    version: values.version === true,
  };
}

/** The command whose name the words begin with; the one with the longer name first. */
export function commandFor(words: readonly string[], commands: readonly Command[]): Command | undefined {
  const named = (length: number) => commands.find(({ name }) => name === words.slice(0, length).join(' '));
  return named(2) ?? named(1);
}

/** Throws a Misuse that names what is wrong. */
export function readRequest(argv: readonly string[], command: Command): Request {
  const known: Options = { ...COMMON, ...command.options };
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(known).map(([name, { kind }]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option' || token.rawName === '-h') continue;
    const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (!option || !token.rawName.startsWith('--')) misuse(`There is no option ${token.rawName} of “${command.name}”.`);
    given.set(token.name, [...(given.get(token.name) ?? []), valueOf(token, option)]);
  }
  return {
    command,
    args: readArguments(words.slice(command.name.split(' ').length), command),
    options: Object.fromEntries(
      Object.entries(command.options).map(([name, option]) => [name, readOption(name, option, given.get(name) ?? [])]),
    ),
  };
}

function valueOf(
  { rawName, value, inlineValue }: { rawName: string; value: string | undefined; inlineValue: boolean | undefined },
  option: Option,
): string {
  if (option.kind === 'flag') {
    if (value !== undefined) misuse(`The option ${rawName} takes no value.`);
    return '';
  }
  if (value === undefined || (!inlineValue && /^--?[a-z]/.test(value)))
    misuse(`The option ${rawName} needs a value: ${rawName} ${option.value}.`);
  return value;
}

function readOption(name: string, option: Option, values: readonly string[]): Value {
  if (option.kind === 'flag') return values.length > 0;
  if (values.length > 1 && !('many' in option && option.many)) misuse(`The option --${name} is given twice.`);
  const [value] = values;
  if (option.kind === 'whole') return value === undefined ? option.fallback : readWhole(name, option, value);
  if (option.required && value === undefined) misuse(`The option --${name} ${option.value} is missing.`);
  const wrong = option.choices && values.find(one => !option.choices?.includes(one));
  if (wrong !== undefined) misuse(`--${name} must be one of ${option.choices?.join(', ')}, not “${wrong}”.`);
  return option.many ? [...values] : value;
}

function readWhole(name: string, { min, max }: { min: number; max: number }, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < min || value > max)
    misuse(`--${name} must be a whole number from ${min} to ${max}, not “${text}”.`);
  return value;
}

function readArguments(words: readonly string[], command: Command): Call['args'] {
  const missing = command.arguments.find((argument, i) => !argument.optional && words[i] === undefined);
  if (missing) misuse(`“${command.name}” needs ${missing.name}: ${missing.help}`);
  const over = words[command.arguments.length];
  if (over !== undefined) misuse(`“${command.name}” does not know what to do with “${over}”.`);
  return Object.fromEntries(command.arguments.map(({ name }, i) => [name, words[i]]));
}

/** For a word that was misspelt: the command that is closest, when one is close. */
export function closest(words: readonly string[], commands: readonly Command[]): string | undefined {
  const [first = '', second = ''] = words;
  const ranked = commands
    .map(({ name }) => {
      const [one = '', two = ''] = name.split(' ');
      return { name, steps: distance(first, one) + (two ? distance(second, two) : 0) };
    })
    .toSorted((a, b) => a.steps - b.steps);
  return ranked[0] && ranked[0].steps <= 3 ? ranked[0].name : undefined;
}

/** Letters to add, drop or replace (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, letter] of Array.from(one).entries()) {
    const next = [i + 1];
    for (const [j, against] of Array.from(other).entries())
      next.push(Math.min((row[j] ?? 0) + (letter === against ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    row = next;
  }
  return row.at(-1) ?? 0;
}
