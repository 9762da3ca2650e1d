/**
 * A program of its own, because it is the only part that ever runs as root: the console starts it through pkexec.
 *
 *   install --user NAME --data FOLDER --port NUMBER    starts with this computer, as this user
 *   remove · start · allow NAME · status               status answers one JSON object
 *
 * Exit code 0: done. 1: refused, with the reason. 2: asked in the wrong way.
 */
import { isAbsolute } from 'node:path';
import { parseArgs } from 'node:util';
import { allowControl, installService, readService, removeService, startService } from './index.ts';
import { USER_NAME, wishFor } from './wish.ts';

const WRONG_USAGE = 2;

class WrongUsage extends Error {}

function wanted(value: string | undefined, name: string, pattern: RegExp): string {
  if (value === undefined || !pattern.test(value)) throw new WrongUsage(`--${name} is missing or not usable.`);
  return value;
}

function install(values: { user?: string; data?: string; port?: string }): void {
  const user = wanted(values.user, 'user', USER_NAME);
  const dataFolder = wanted(values.data, 'data', /^[^\n\r\0]+$/);
  const port = Number(wanted(values.port, 'port', /^\d{1,5}$/));
  if (!isAbsolute(dataFolder)) throw new WrongUsage('--data must begin with a slash.');
  installService(wishFor(user, dataFolder, port));
}

function run(): void {
  const options = { user: { type: 'string' }, data: { type: 'string' }, port: { type: 'string' } } as const;
  const { positionals, values } = parseArgs({ options, allowPositionals: true, strict: true });
  switch (positionals[0]) {
    case 'install':
      return install(values);
    case 'remove':
      return removeService();
    case 'start':
      return startService();
    case 'allow':
      return allowControl(wanted(positionals[1], 'name', USER_NAME));
    case 'status':
      return void process.stdout.write(`${JSON.stringify(readService())}\n`);
    default:
      throw new WrongUsage('Say install, remove, start, allow or status.');
  }
}

try {
  run();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = error instanceof WrongUsage || error instanceof TypeError ? WRONG_USAGE : 1;
}
