import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '..');

// The console's main process as one module with everything it needs; only Electron and Node are there already.
export default defineConfig({
  root,
  publicDir: resolve(root, 'build/icons/app'),
  build: {
    ssr: resolve(root, 'app/main.ts'),
    outDir: resolve(root, 'dist/app'),
    emptyOutDir: true,
    minify: false,
    target: 'node24',
    rolldownOptions: { external: ['electron'], output: { format: 'es', entryFileNames: 'main.js' } },
  },
  ssr: { noExternal: true, external: ['electron'] },
});
