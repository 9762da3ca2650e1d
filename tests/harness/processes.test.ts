import { expect, it } from 'vitest';
import { eventually } from './eventually.ts';
import { descendants, startProcess } from './processes.ts';

const NODE = process.execPath;
const FOREVER = 'setInterval(() => {}, 1000);';

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('collects what a program prints and how it ends', async () => {
  const program = startProcess(NODE, ['-e', `console.log('out'); console.error('err'); process.exitCode = 3;`], {});
  expect(await program.ended).toBe(3);
  expect(program.isRunning()).toBe(false);
  await eventually('both lines', () => program.log().includes('out') && program.log().includes('err'));
});

it('passes no variable but the given ones', async () => {
  const program = startProcess(NODE, ['-p', 'JSON.stringify(Object.keys(process.env))'], { ONLY: 'this' });
  await program.ended;
  expect(JSON.parse(await eventually('the names', () => program.log().trim() || undefined))).toEqual(['ONLY']);
});

it('kills a whole family, even a child in a group of its own', async () => {
  const child = `require('node:child_process').spawn(process.execPath, ['-e', '${FOREVER}'], { detached: true }); ${FOREVER}`;
  const program = startProcess(NODE, ['-e', child], {});
  const [grandchild] = await eventually('the child', () => {
    const family = descendants(program.pid);
    return family.length > 0 && family;
  });
  await program.kill();
  expect(await program.ended).toBe('SIGKILL');
  await eventually('the end of the child', () => !alive(grandchild ?? 0));
});

it('stops politely, and by force what does not listen', async () => {
  const polite = startProcess(
    NODE,
    ['-e', `process.on('SIGTERM', () => process.exit(7)); console.log('up'); ${FOREVER}`],
    {},
  );
  await eventually('up', () => polite.log().includes('up'));
  expect(await polite.stop()).toBe(7);

  const deaf = startProcess(NODE, ['-e', `process.on('SIGTERM', () => {}); console.log('up'); ${FOREVER}`], {});
  await eventually('up', () => deaf.log().includes('up'));
  expect(await deaf.stop(200)).toBe('SIGKILL');
});

it('reports a program that cannot be started', async () => {
  const program = startProcess('/nowhere/to/be/found', [], {});
  await expect(program.ended).rejects.toThrow('ENOENT');
});
