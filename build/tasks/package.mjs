// `npm run package`: builds everything, then the installers.
import { run as buildAll } from './build.mjs';
import { runScript } from './tool.mjs';

export async function run(args) {
  const code = await buildAll();
  return code === 0 ? runScript('build/package/main.ts', args) : code;
}
