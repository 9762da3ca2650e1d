import { defineConfig } from 'vite';

// A sandboxed preload script must be one CommonJS file that requires nothing but electron.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/app',
    emptyOutDir: false,
    minify: false,
    target: 'es2024',
    lib: { entry: 'app/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
});
