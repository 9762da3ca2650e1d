import { expect, it } from 'vitest';
import { firstScripts } from './pages.mjs';

const manifest = {
  'academy/index.html': { file: 'assets/academy.js', imports: ['_shared', '_kit'], dynamicImports: ['_editor'] },
  _shared: { file: 'assets/shared.js', imports: ['_kit'] },
  _kit: { file: 'assets/kit.js', imports: ['_shared'] },
  _editor: { file: 'assets/editor.js' },
};

it('counts what a page loads at once, each file once, and nothing that comes later', () => {
  expect(firstScripts(manifest, 'academy/index.html')).toEqual([
    'assets/academy.js',
    'assets/shared.js',
    'assets/kit.js',
  ]);
});

it('refuses a page that was not built', () => {
  expect(() => firstScripts(manifest, 'studio/index.html')).toThrow('no page studio/index.html');
});
