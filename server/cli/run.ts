/** One call of the command line, from its words to its exit code. */
import { Refusal } from '../platform/errors/refusal.ts';
import { type Call, type Command, Misuse, type Outcome } from './command.ts';
import { commandHelp, overview } from './help.ts';
import { closest, commandFor, type Opening, readOpening, readRequest } from './parsing.ts';
import type { Screen } from './screen.ts';
import type { Tools } from './tools.ts';

export interface World {
  commands: readonly Command[];
  screen: Screen;
  version: string;
  /** Made for the data folder that was asked for. Closed at the end, whatever happens. */
  openTools(dataFolder: string | undefined): Promise<Tools>;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

const DONE = 0;
const REFUSED = 1;
const MISUSED = 2;

/** Answers the exit code: 0 done, 1 refused with the reason, 2 wrong usage. */
export async function runCommandLine(argv: readonly string[], world: World): Promise<number> {
  const opening = readOpening(argv);
  try {
    if (opening.version) return answer(world, opening, { data: { version: world.version }, text: world.version });
    const command = commandFor(opening.words[0] === 'help' ? opening.words.slice(1) : opening.words, world.commands);
    if (opening.help || opening.words[0] === 'help') return help(world, opening, command);
    if (!command) return unknownCommand(world, opening.words);
    return await carryOut(argv, opening, command, world);
  } catch (error) {
    return explain(error, opening, world);
  }
}

async function carryOut(argv: readonly string[], opening: Opening, command: Command, world: World): Promise<number> {
  const { args, options } = readRequest(argv, command);
  const { screen, signal } = world;
  const tools = await world.openTools(opening.data);
  try {
    const outcome = await command.run({
      args,
      options: options as Call['options'],
      json: opening.json,
      tools,
      screen,
      signal,
    });
    return answer(world, opening, outcome);
  } finally {
    await tools.close();
  }
}

function answer({ screen }: World, { json }: Opening, { data, text, refused }: Outcome): number {
  if (json) screen.print(JSON.stringify(data));
  else if (text !== '') screen.print(text);
  if (refused !== undefined) screen.say(refused);
  return refused === undefined ? DONE : REFUSED;
}

function help({ screen, commands }: World, { words }: Opening, command: Command | undefined): number {
  const [group] = words[0] === 'help' ? words.slice(1) : words;
  const within = commands.filter(({ name }) => name.startsWith(`${group} `));
  screen.print(command ? commandHelp(command) : overview(within.length > 0 ? within : commands));
  return DONE;
}

function unknownCommand({ commands, screen }: World, words: readonly string[]): number {
  const [first] = words;
  const within = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (first === undefined || (within.length > 0 && words.length === 1)) {
    screen.say(overview(within.length > 0 ? within : commands));
    return MISUSED;
  }
  const near = closest(words, commands);
  const hint = near ? `Did you mean “${near}”?` : '“lyceum --help” lists them all.';
  throw new Misuse(`There is no command “${words.slice(0, 2).join(' ')}”. ${hint}`);
}

function explain(error: unknown, { json }: Opening, { screen, signal }: World): number {
  const cancelled = signal.aborted && !(error instanceof Misuse);
  const message = cancelled ? 'Cancelled.' : (error as Error).message;
  const code =
    error instanceof Misuse ? 'USAGE' : cancelled ? 'CANCELLED' : error instanceof Refusal ? error.code : 'FAILED';
  if (json) screen.print(JSON.stringify({ error: { code, message } }));
  screen.say(message);
  return error instanceof Misuse ? MISUSED : REFUSED;
}
