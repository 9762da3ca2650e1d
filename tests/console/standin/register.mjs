// Makes `import … from 'electron'` and `require('electron')` mean the stand-in.
import { registerHooks } from 'node:module';

const url = new URL('./electron.mjs', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/(main|common))?$/.test(specifier)
      ? { url, format: 'module', shortCircuit: true }
      : next(specifier, context),
});
