// Builds what people run: the pages (dist/web), the console's main process (dist/app) and the server (dist/server).
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../launch/node.mjs';
import { buildIfStale } from './fresh.mjs';
import { runTool } from './tool.mjs';

const SETTINGS = ['package-lock.json', 'tsconfig.base.json'];

/** The academy and the console pages. */
export function buildWeb() {
  return buildIfStale({
    name: 'web',
    output: 'dist/web',
    sources: ['renderer/**/*', 'server/**/contract.ts', 'app/ipc/contract.ts', 'build/vite*.ts', ...SETTINGS],
    build: () => {
      process.stdout.write('Building the pages …\n');
      return runTool(['vite'], ['build', '--config', 'build/vite.config.ts', '--logLevel', 'warn']);
    },
  });
}

/** The Electron main process and its preload script. */
export function buildApp() {
  return buildIfStale({
    name: 'app',
    output: 'dist/app',
    sources: ['app/**/*.ts', 'server/supervisor/contract.ts', 'build/vite*.ts', 'build/icons/app/*', ...SETTINGS],
    build: async () => {
      process.stdout.write('Building the console …\n');
      for (const part of ['app', 'preload']) {
        const code = await runTool(
          ['vite'],
          ['build', '--config', `build/vite.${part}.config.ts`, '--logLevel', 'warn'],
        );
        if (code !== 0) return code;
      }
      return 0;
    },
  });
}

/** The server as plain JavaScript: it starts in two thirds of the time that the TypeScript sources need. */
export function buildServer() {
  return buildIfStale({
    name: 'server',
    output: 'dist/server',
    sources: ['server/**/*', 'migrations/**/*', ...SETTINGS],
    build: () => {
      process.stdout.write('Building the server …\n');
      rmSync(join(ROOT, 'dist/server'), { recursive: true, force: true });
      rmSync(join(ROOT, 'dist/migrations'), { recursive: true, force: true });
      return runTool(['typescript', 'tsc'], ['-p', 'build/tsconfig.production.json']);
    },
  });
}

/** Builds all three, each only where its sources have changed; stops at the first that fails. */
export async function run() {
  for (const build of [buildWeb, buildApp, buildServer]) {
    const code = await build();
    if (code !== 0) return code;
  }
  return 0;
}
