// Installs what the tests need from the system where that is allowed, and says in a sentence what is missing otherwise.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import {
  findChromium,
  findClamd,
  findFfmpeg,
  findInPath,
  findNut,
  findPebble,
  findPostgres,
  findRedis,
} from '../../tests/harness/programs.ts';

const PROGRAMS = [
  { name: 'Chromium', find: findChromium, packages: ['chromium'], without: 'the tests in the browser are left out' },
  { name: 'PostgreSQL', find: findPostgres, packages: ['postgresql'], without: 'the API is tested on SQLite alone' },
  { name: 'Redis', find: findRedis, packages: ['redis-server'], without: 'counting in Redis is not tested' },
  { name: 'NUT', find: findNut, packages: ['nut'], without: 'the test with a battery is left out' },
  { name: 'Pebble', find: findPebble, packages: ['pebble'], without: 'the test with a public authority is left out' },
  {
    name: 'systemd',
    find: () => findInPath('systemd-analyze'),
    packages: ['systemd'],
    without: 'the unit of the service is not checked',
  },
  {
    name: 'OpenSSL',
    find: () => findInPath('openssl'),
    packages: ['openssl'],
    without: 'the tests with an uploaded PKCS#12 file and of what HTTPS offers are left out',
  },
  {
    name: 'ClamAV',
    find: findClamd,
    packages: ['clamav-daemon'],
    without: 'the malware scan of uploads is not tested',
  },
  {
    name: 'qpdf',
    find: () => findInPath('qpdf'),
    packages: ['qpdf'],
    without: 'certificates are not checked for being well formed',
  },
  {
    name: 'Poppler',
    find: () => findInPath('pdftotext') && findInPath('pdftoppm'),
    packages: ['poppler-utils'],
    without: 'words, fonts and looks of certificates are not checked',
  },
  {
    name: 'ZBar',
    find: () => findInPath('zbarimg'),
    packages: ['zbar-tools'],
    without: 'the code on certificates is not read',
  },
  { name: 'ffmpeg', find: findFfmpeg, packages: ['ffmpeg'], without: 'tests with video are left out' },
];

export const knownPrograms = PROGRAMS.map(({ name }) => name);

/** How to call apt-get without being asked for a password; undefined where that is not possible. */
function aptGet() {
  if (!findInPath('apt-get')) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  const sudo = findInPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return sudo ? ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'] : undefined;
}

function install(packages) {
  const apt = aptGet();
  if (!apt) return;
  const call = args => {
    const [command, ...before] = apt;
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(command, [...before, ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
  };
  process.stdout.write(`Installing ${packages.join(', ')} with apt-get, once …\n`);
  call(['update', '-qq']);
  call(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}

/** Brings in the named programs as far as possible. Returns the names of those that are still missing, each told aloud. */
export function prepare(needs) {
  const wanted = PROGRAMS.filter(program => needs.includes(program.name));
  const absent = wanted.filter(program => !program.find());
  if (absent.length > 0) install(absent.flatMap(program => program.packages));
  const missing = absent.filter(program => !program.find());
  for (const { name, packages, without } of missing) {
    process.stdout.write(
      `${name} is missing and could not be installed: ${without}. Install the package ${packages.join(', ')}.\n`,
    );
  }
  return new Set(missing.map(program => program.name));
}
