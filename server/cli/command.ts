/** What a command of the command line is: data, from which parsing, help and the guide are made, and one function. */
import type { Screen } from './screen.ts';
import type { Tools } from './tools.ts';

/** A word that stands by itself, in its order. */
export interface Argument {
  /** As the help writes it, in capitals: `PERSON`. */
  name: string;
  help: string;
  optional?: boolean;
}

/** Something that is on or off: `--yes`. */
interface Flag {
  kind: 'flag';
  help: string;
}
/** `--email ADDRESS`; with `many` it may be given several times. */
interface Text {
  kind: 'text';
  /** What stands for the value in the help. */
  value: string;
  help: string;
  choices?: readonly string[];
  required?: boolean;
  many?: boolean;
}
/** A whole number within bounds. */
interface Whole {
  kind: 'whole';
  value: string;
  help: string;
  min: number;
  max: number;
  fallback: number;
}
export type Option = Flag | Text | Whole;
export type Options = Record<string, Option>;

type Given<O extends Option> = O extends Flag
  ? boolean
  : O extends Whole
    ? number
    : O extends { many: true }
      ? string[]
      : O extends { required: true }
        ? string
        : string | undefined;

export interface Call<A extends string = string, O extends Options = Options> {
  /** Arguments by their names; an optional one that was left out is undefined. */
  args: { [N in A]?: string };
  options: { [K in keyof O]: Given<O[K]> };
  /** The answer will be one JSON object: nothing else may be asked or printed. */
  json: boolean;
  tools: Tools;
  screen: Screen;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/** What a command came to. */
export interface Outcome {
  /** The object that `--json` prints. */
  data: object;
  /** The same for people. */
  text: string;
  /** Why the exit code is 1 although there is an answer: a check that fails, a restore that was rolled back. */
  refused?: string;
}

export interface Command {
  /** One or two words: `user create`. */
  name: string;
  /** One sentence. */
  summary: string;
  /** What else one must know, in sentences. */
  more?: string;
  arguments: readonly Argument[];
  options: Options;
  /** As one would type it, without the program's name. */
  example: string;
  run(call: Call): Promise<Outcome>;
}

interface Written<A extends Argument, O extends Options> extends Omit<Command, 'arguments' | 'options' | 'run'> {
  arguments: readonly A[];
  options: O;
  run(call: Call<A['name'], O>): Promise<Outcome>;
}

/** Keeps what an option or argument is in the type of the call. */
export function command<const A extends Argument, const O extends Options>(written: Written<A, O>): Command {
  return written;
}

/** Wrong usage: exit code 2, with a sentence that names the option or argument. */
export class Misuse extends Error {}

export function misuse(sentence: string): never {
  throw new Misuse(sentence);
}
