/**
 * Promise 4: works with the internet unplugged. This file runs itself once more in a network of its own that has nothing but
 * loopback (Linux, as root): the whole main job is done there, against the real server.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWeb } from '../../build/tasks/build.mjs';
import { toolScript } from '../../build/tasks/tool.mjs';
import { hasFfmpeg } from '../harness/ffmpeg.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { runMainJob } from '../harness/main-job.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const WEB = join(REPOSITORY, 'dist/web');
const IS_CUT_OFF = process.env['LYCEUM_TEST_CUT_OFF'] === '1';
const ALONE = ['-n', '--', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

function canBeCutOff(): boolean {
  const possible = spawnSync('unshare', [...ALONE, 'true'], { stdio: 'ignore' }).status === 0;
  if (!possible)
    console.warn(
      'A network of its own cannot be made here (Linux and root needed): the main job is not tried without the internet.',
    );
  return possible;
}

/** How a connection to the address fails; null when it does not. */
function failureOf(host: string): Promise<string | null> {
  return new Promise(settle => {
    const socket = connect({ host, port: 80, timeout: 2000 });
    socket.once('connect', () => settle(null)).once('timeout', () => settle('timeout'));
    socket.once('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
  });
}

describe.runIf(IS_CUT_OFF)('with every address but loopback refused', () => {
  inside();
});
describe.skipIf(IS_CUT_OFF)('promise 4: works with the internet unplugged', () => {
  outside();
});

function inside(): void {
  const folder = temporaryFolder('no-internet');
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ dataFolder: folder.path, port: await freePort(), workers: 1 });
  });
  afterAll(async () => {
    await server.stop();
    folder.remove();
  });

  it('nothing outside can be reached', async () => {
    for (const host of ['192.0.2.1', '10.0.0.1', '2001:db8::1'])
      expect(await failureOf(host), host).toMatch(/UNREACH|EADDRNOTAVAIL/);
  });

  it('the whole main job is done', async () => {
    const { pdf, certificate } = await runMainJob(server.url, folder.path);
    expect(pdf.length).toBeGreaterThan(5000);
    expect(certificate.verification_hash).toMatch(/^[0-9a-f]{32}$/);
    expect(server.log()).not.toMatch(/ENOTFOUND|EAI_AGAIN|ENETUNREACH|ECONNREFUSED/);
  });

  it.each(['/', '/courses', '/console', '/verify/0'])(
    'the page %s and all that it names come from here, and may come from nowhere else',
    async path => {
      const page = await fetch(server.url + path);
      const html = await page.text();
      expect(page.status).toBe(200);
      const policy = (page.headers.get('content-security-policy') ?? 'none').split('; ');
      // Which code may write HTML: nothing that is fetched.
      for (const directive of policy.filter(one => !one.includes('trusted-types')))
        expect(directive).toMatch(
          /^[a-z-]+( ('self'|'none'|'unsafe-inline'|'nonce-[\w+/=]+'|data:|blob:|(https|wss?):\/\/127\.0\.0\.1:\d+))+$/,
        );
      const named = [...html.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(match => match[1] as string);
      expect(named.length).toBeGreaterThan(1);
      for (const address of named) {
        expect(address).toMatch(/^\/(?!\/)/);
        expect((await fetch(server.url + address)).status, address).toBe(200);
      }
    },
  );
}

function outside(): void {
  beforeAll(async () => {
    expect(await buildWeb()).toBe(0);
  }, 180_000);

  it.skipIf(!hasFfmpeg())('does the main job with every address but loopback refused', context => {
    if (!canBeCutOff()) return context.skip();
    const vitest = [toolScript('vitest', 'vitest'), 'run', '--project', 'faults', 'tests/faults/no-internet.test.ts'];
    const run = spawnSync('unshare', [...ALONE, process.execPath, ...vitest], {
      cwd: REPOSITORY,
      encoding: 'utf8',
      env: {
        ...process.env,
        LYCEUM_TEST_CUT_OFF: '1',
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
        VITEST: undefined,
        VITEST_WORKER_ID: undefined,
        VITEST_POOL_ID: undefined,
      },
    });
    expect(run.status, run.stdout + run.stderr).toBe(0);
    expect(run.stdout).toMatch(/Tests\D+6 passed/);
  });

  it('ships pages, styles and scripts that load nothing from another host', () => {
    const files = globSync('**/*.{html,css,js,webmanifest}', { cwd: WEB });
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const text = readFileSync(join(WEB, file), 'utf8');
      expect(loadsIn(text), file).toEqual([]);
    }
  });
}

/** Whole addresses in places from which browsers load: attributes, styles, and the calls of scripts. */
function loadsIn(text: string): string[] {
  const places = [
    /<(?:script|link|img|iframe|source|video|audio)\b[^>]*?\b(?:src|href|poster)\s*=\s*["']?(?:https?:)?\/\/[^"'\s>]+/gi,
    /url\(\s*["']?(?:https?:)?\/\/[^)]+\)/gi,
    /@import\s+["'](?:https?:)?\/\/[^"']+/gi,
    /\b(?:fetch|import|importScripts|Worker|WebSocket|EventSource|sendBeacon|open)\(\s*["'`](?:https?|wss?):\/\/[^"'`]+/g,
    /\.(?:src|href)\s*=\s*["'`](?:https?:)?\/\/[^"'`]+/g,
  ];
  return places.flatMap(place => text.match(place) ?? []);
}
