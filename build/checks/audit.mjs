// Asks npm which packages that ship with the product have known holes. Serious ones fail. Where the registry cannot be reached, or
// answers no audits, the check is left out and says so: a machine without internet must be able to test everything else.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { ROOT } from '../launch/node.mjs';
import { LEFT_OUT } from './left-out.mjs';

const FAILING = new Set(['high', 'critical']);

/** What npm's report says: `left-out` when it holds no audit, else the packages with serious holes, by name and title. */
export function judge(text) {
  let report;
  try {
    report = JSON.parse(text);
  } catch {
    return { state: 'left-out', why: 'npm gave no report', holes: [] };
  }
  if (!report.metadata?.vulnerabilities)
    return { state: 'left-out', why: report.message ?? report.error?.summary ?? 'no audit', holes: [] };
  const holes = Object.values(report.vulnerabilities ?? {})
    .filter(({ severity }) => FAILING.has(severity))
    .map(({ name, severity, via }) => {
      const titles = via.filter(cause => typeof cause === 'object').map(({ title }) => title);
      return `${name} (${severity}): ${titles.join('; ') || `through ${via.join(', ')}`}`;
    });
  return { state: holes.length > 0 ? 'failed' : 'passed', why: '', holes };
}

function ask() {
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=15000'];
  const npm = process.env.npm_execpath;
  const [program, before] = npm?.endsWith('npm-cli.js') ? [process.execPath, [npm]] : ['npm', []];
  const options = { cwd: ROOT, encoding: 'utf8', timeout: 60_000, shell: process.platform === 'win32' && !npm };
  return spawnSync(program, [...before, ...args], options).stdout ?? '';
}

if (import.meta.main) {
  const { state, why, holes } = judge(ask());
  const told = {
    'left-out': `left out: the registry of packages answers no audit (${why.split(/\n| - /)[0]})`,
    passed: 'no package that ships has a known hole of severity high or critical',
    failed: `packages that ship with known holes:\n   ${holes.join('\n   ')}`,
  };
  process.stdout.write(`   ${told[state]}\n`);
  process.exitCode = { passed: 0, failed: 1, 'left-out': LEFT_OUT }[state];
}
