import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { createHostService, type Ran } from './service.ts';

const status = {
  supported: true,
  installed: true,
  enabled: true,
  active: false,
  data_folder: '/d',
  user: 'ana',
  port: 80,
};

/** A service on a system that answers with these, in order; and what it was asked. */
function on(answers: Ran[], platform: NodeJS.Platform = 'linux') {
  const asked: string[][] = [];
  const service = createHostService({
    platform,
    node: '/n/node',
    serviceScript: '/s/service.js',
    script: '/s/main.js',
    taskScript: 'C:\\Lyceum\\task.ps1',
    isFleeting: false,
    run: async (program, args) => {
      asked.push([program, ...args]);
      return answers.shift() ?? { code: 0, output: JSON.stringify(status) };
    },
  });
  return { service, asked };
}

test('asks for the password with pkexec, then reads anew what is so', async () => {
  const { service, asked } = on([{ code: 0, output: '' }]);
  expect(await service.switchOn('/data folder', 8080)).toEqual({ outcome: 'done' });
  const { username } = userInfo();
  expect(asked).toEqual([
    ['pkexec', '/n/node', '/s/service.js', 'install', '--user', username, '--data', '/data folder', '--port', '8080'],
    ['/n/node', '/s/service.js', 'status'],
  ]);
  expect(service.status().enabled).toBe(true);
});

test.each([
  [{ code: 126, output: 'dismissed' }, 'The password was not given'],
  [{ code: 127, output: 'Not authorized' }, 'Only an administrator'],
  [{ code: null, output: '' }, 'pkexec is missing'],
  [{ code: 1, output: 'x\nThe academy does not run as root.' }, 'The academy does not run as root.'],
])('a refusal is a plain sentence: %j', async (ran, words) => {
  const { service } = on([ran]);
  expect(await service.switchOff()).toEqual({ outcome: 'refused', reason: expect.stringContaining(words) });
});

test('why the service did not start is read from its exit code', async () => {
  const taken = on([
    { code: 1, output: 'Job for lyceum.service failed' },
    { code: 0, output: '81' },
  ]);
  expect(await taken.service.start()).toMatchObject({ trouble: 'portTaken' });
  const denied = on([
    { code: 1, output: 'Failed to start lyceum.service: Access denied' },
    { code: 0, output: '0' },
  ]);
  expect(await denied.service.start()).toMatchObject({ trouble: 'notAllowed' });
  expect(await on([{ code: 0, output: '' }]).service.start()).toBe('started');
});

test('on Windows the script is run as administrator, its words quoted', async () => {
  const { service, asked } = on([{ code: 0, output: '' }], 'win32');
  await service.switchOn("C:\\Ana's data", 8080);
  expect(asked[0]?.at(-1)).toContain(`'"-DataFolder"','"C:\\Ana''s data"'`);
  expect(asked[0]?.at(-1)).toContain('-Verb RunAs');
});

test('an odd answer means that nothing is known', async () => {
  const { service } = on([{ code: 0, output: 'Segmentation fault' }]);
  expect((await service.refresh()).supported).toBe(false);
});
