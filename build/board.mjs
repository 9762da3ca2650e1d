// Photographs every board and asks axe about it. First: npx vite build -c build/vite.config.ts --mode board
// Then: node build/board.mjs <folder for the pictures> [board …]
import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from '@playwright/test';

const built = resolve(import.meta.dirname, '../dist/board');
const [folder, ...only] = process.argv.slice(2);
const all = ['habits', 'foundations', 'parts', 'console', 'table', 'academy', 'focus', 'studio', 'split', 'wizard'];
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://board').pathname;
  const file = join(built, path === '/' ? 'kit/board/index.html' : path);
  if (!file.startsWith(built) || !existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'",
  });
  createReadStream(file).pipe(response);
});
await new Promise(done => server.listen(Number(process.env.BOARD_PORT ?? 0), '127.0.0.1', done));
const address = `http://127.0.0.1:${server.address().port}/`;
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
let faults = 0;
for (const width of [390, 820, 1440]) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({
      viewport: { width, height: width === 390 ? 844 : 900 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    for (const board of only.length ? only : all) {
      const page = await context.newPage();
      page.on('console', message => message.type() === 'error' && console.error(board, message.text()));
      page.on('pageerror', error => console.error(board, error));
      await page.goto(`${address}#${board}`);
      await page.waitForLoadState('networkidle');
      if (board === 'parts') await page.locator('canvas').waitFor(); // the graph comes last, and lazily
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(folder, `${board}-${width}-${colorScheme}.png`), fullPage: true });
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wide > 0) console.error(`${board} ${width}: ${wide} px wider than the window`);
      for (const { id, help, nodes } of violations)
        console.error(
          `${board} ${width} ${colorScheme}: ${id}, ${help}\n   ${nodes
            .slice(0, 3)
            .map(node => node.html)
            .join('\n   ')}`,
        );
      faults += violations.length + (wide > 0 ? 1 : 0);
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
server.close();
console.log(`${faults} faults`);
process.exitCode = faults ? 1 : 0;
