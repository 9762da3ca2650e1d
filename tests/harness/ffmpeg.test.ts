import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { PDFDocument } from 'pdf-lib';
import { expect, it } from 'vitest';
import { hasFfmpeg, makePdf, makeVideo } from './ffmpeg.ts';
import { temporaryFolder } from './folders.ts';

it.skipIf(!hasFfmpeg()).each([
  ['clip.mp4', 'video/mp4'],
  ['clip.webm', 'video/webm'],
])('makes a small %s', async (name, mime) => {
  using folder = temporaryFolder('video');
  const path = join(folder.path, name);
  await makeVideo(path, { seconds: 1 });
  const bytes = readFileSync(path);
  expect((await fileTypeFromBuffer(bytes))?.mime).toBe(mime);
  expect(bytes.length).toBeLessThan(500_000);
});

it('makes a PDF with a page for each line', async () => {
  const document = await PDFDocument.load(await makePdf(['one', 'two']));
  expect(document.getPageCount()).toBe(2);
});
