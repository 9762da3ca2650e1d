import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { helpPages } from './help/plugin.ts';

const root = resolve(import.meta.dirname, '..');

/**
 * One build for both browser products and two small pages: `dist/web/{academy,console,reach,trust}/index.html` with shared, hashed files in
 * `dist/web/assets` (immutable). `--mode board` builds the kit's board page alone into `dist/board`; it is not shipped.
 */
export default defineConfig(({ mode }) => {
  const board = mode === 'board';
  const pages: Record<string, string> = board
    ? { board: resolve(root, 'renderer/kit/board/index.html') }
    : {
        academy: resolve(root, 'renderer/academy/index.html'),
        console: resolve(root, 'renderer/console/index.html'),
        reach: resolve(root, 'renderer/reach/index.html'),
        trust: resolve(root, 'renderer/trust/index.html'),
      };
  return {
    root: resolve(root, 'renderer'),
    base: '/',
    publicDir: false,
    plugins: [react(), helpPages()],
    resolve: {
      // The package's front door lists 6,000 icons twice; this one lists them once and halves the build.
      alias: [
        {
          find: /^@tabler\/icons-react$/,
          replacement: resolve(root, 'node_modules/@tabler/icons-react/dist/esm/icons/index.mjs'),
        },
      ],
    },
    build: {
      outDir: resolve(root, board ? 'dist/board' : 'dist/web'),
      emptyOutDir: true,
      target: ['es2022', 'chrome111', 'edge111', 'firefox114', 'safari16.4'],
      // The polyfill would be an inline script, which the content security policy refuses.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      manifest: true,
      reportCompressedSize: false,
      rolldownOptions: {
        input: pages,
        // Kit parts do nothing when imported, so an unused one never reaches a page (style sheets are kept apart).
        treeshake: {
          moduleSideEffects: [{ test: /renderer\/(kit|platform)\/(?!.*board).*\.tsx?$/, sideEffects: false }],
        },
      },
    },
  };
});
