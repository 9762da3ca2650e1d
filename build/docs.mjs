// Writes the documentation that is made from the code: node build/docs.mjs. `npm test` fails when it is stale.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { ROOT } from './launch/node.mjs';
import { toolScript } from './tasks/tool.mjs';

const vitest = toolScript('vitest', 'vitest');
for (const engine of ['sqlite', 'postgres']) {
  const args = [vitest, 'run', '--project', 'api', 'tests/api/generated-docs.test.ts'];
  const env = { ...process.env, LYCEUM_TEST_ENGINE: engine, LYCEUM_WRITE_DOCS: '1' };
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}
