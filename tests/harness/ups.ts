/** A battery as Network UPS Tools present one: their own driver for dummies and their own server, on a port of ours. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventually } from './eventually.ts';
import { temporaryFolder } from './folders.ts';
import { freePort } from './ports.ts';
import { startProcess } from './processes.ts';
import { NUT_DRIVER } from './programs.ts';

export interface TestUps {
  /** `127.0.0.1:<port>`. */
  server: string;
  stop(): Promise<void>;
}

/** Starts a battery called `desk` that says this, `ups.status: OB DISCHRG` and the like. */
export async function startUps(says: readonly string[]): Promise<TestUps> {
  const folder = temporaryFolder('ups');
  const port = await freePort();
  const write = (name: string, text: string) => writeFileSync(join(folder.path, name), `${text}\n`, { mode: 0o600 });
  mkdirSync(join(folder.path, 'state'));
  write('desk.dev', says.join('\n'));
  write('ups.conf', `[desk]\ndriver = dummy-ups\nport = ${join(folder.path, 'desk.dev')}\nmode = dummy-once`);
  write('upsd.conf', `LISTEN 127.0.0.1 ${port}`);
  write('upsd.users', '');
  const state = join(folder.path, 'state');
  const env = { PATH: process.env['PATH'], NUT_CONFPATH: folder.path, NUT_STATEPATH: state, NUT_ALTPIDPATH: state };
  const account = process.getuid?.() === 0 ? ['-u', 'root'] : [];
  const driver = startProcess(NUT_DRIVER, ['-a', 'desk', ...account, '-FF'], env);
  const upsd = startProcess(join(dirname(NUT_DRIVER), 'upsd'), [...account, '-FF'], env);
  const stop = async () => {
    await Promise.all([driver.kill(), upsd.kill()]);
    folder.remove();
  };
  const asked = async () => {
    const said = startProcess('upsc', [`desk@127.0.0.1:${port}`], env);
    await said.ended;
    // Until it has read its file, the driver says that all is well.
    return says.every(line => said.log().includes(line));
  };
  try {
    await eventually('the battery answers', asked);
  } catch (error) {
    const log = `${driver.log()}\n${upsd.log()}`;
    await stop();
    throw new Error(`The battery did not start.\n${log}`, { cause: error });
  }
  return { server: `127.0.0.1:${port}`, stop };
}
