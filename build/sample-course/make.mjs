// Draws the pictures, the film and the hand-out of resources/sample-course. Run by hand after a change of a drawing:
// node build/sample-course/make.mjs   (needs Chromium at CHROMIUM or /usr/bin/chromium, and ffmpeg)
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PDFDocument, rgb, StandardFonts } from 'pdf-lib';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

const here = new URL('./', import.meta.url);
const course = new URL('../../resources/sample-course/', here);
const first = new URL('1 What others can see/', course);
const second = new URL('2 Keep what is yours/', course);
const font = readFileSync(
  new URL('../../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2', here),
);
const fontFace = `@font-face{font-family:'Hanken Grotesk';font-weight:100 900;src:url(data:font/woff2;base64,${font.toString('base64')})}`;

const FRAMES_PER_SECOND = 12;
const SECONDS = 26;

async function open(browser, html, width, height) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(html);
  await page.addStyleTag({ content: fontFace });
  await page.evaluate(() =>
    Promise.all([400, 500, 600].map(weight => document.fonts.load(`${weight} 20px "Hanken Grotesk"`))),
  );
  return page;
}

async function picture(browser, name, folder) {
  const svg = readFileSync(new URL(`${name}.svg`, here), 'utf8');
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg).map(Number);
  const page = await open(browser, `<body style="margin:0">${svg}</body>`, width, height);
  const png = await page.screenshot();
  await sharp(png)
    .png({ palette: true, colours: 128 })
    .toFile(fileURLToPath(new URL(`images/${name}.png`, folder)));
  await page.close();
}

async function film(browser) {
  const page = await open(browser, readFileSync(new URL('film.html', here), 'utf8'), 1280, 720);
  const target = fileURLToPath(new URL('1.2 The handshake in a packet capture.mp4', first));
  const codec = [
    '-c:v',
    'libx264',
    '-preset',
    'veryslow',
    '-crf',
    '25',
    '-pix_fmt',
    'yuv420p',
    '-movflags',
    '+faststart',
  ];
  const input = ['-f', 'image2pipe', '-framerate', String(FRAMES_PER_SECOND), '-c:v', 'png', '-i', '-'];
  const ffmpeg = spawn('ffmpeg', ['-y', '-loglevel', 'error', ...input, ...codec, target], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  for (let frame = 0; frame < FRAMES_PER_SECOND * SECONDS; frame += 1) {
    await page.evaluate(time => window.draw(time), frame / FRAMES_PER_SECOND);
    if (!ffmpeg.stdin.write(await page.screenshot())) await once(ffmpeg.stdin, 'drain');
  }
  ffmpeg.stdin.end();
  await once(ffmpeg, 'exit');
  await page.close();
}

const SHEET = [
  [
    'Before you leave home',
    [
      'Updates are installed, the screen locks by itself',
      'File sharing and remote access are off',
      'Wi-Fi no longer joins old networks automatically',
      'E-mail has a second factor, best a passkey',
    ],
  ],
  [
    'On the shared network',
    [
      'Ask the staff for the exact name of the network',
      'Read the name before the first single slash',
      'Never click past a certificate warning',
      'Banking can wait, or goes over the phone\u2019s own connection',
    ],
  ],
  [
    'When something looks wrong',
    [
      'Leave the network, leave the device switched on',
      'Go on with another device on another connection',
      'Change the e-mail password first, then what you typed in',
      'Choose \u201cSign out everywhere\u201d',
      'Tell the help desk at once and write down what you saw',
    ],
  ],
];

async function handout() {
  const pdf = await PDFDocument.create();
  const made = new Date('2026-01-01T00:00:00Z');
  pdf.setTitle('Safe on a shared network: the one-page sheet');
  pdf.setLanguage('en');
  pdf.setCreationDate(made);
  pdf.setModificationDate(made);
  const [plain, bold] = [
    await pdf.embedFont(StandardFonts.Helvetica),
    await pdf.embedFont(StandardFonts.HelveticaBold),
  ];
  const [ink, quiet, accent, line] = [
    rgb(0.067, 0.094, 0.114),
    rgb(0.29, 0.325, 0.353),
    rgb(0, 0.4, 0.549),
    rgb(0.804, 0.824, 0.835),
  ];
  const page = pdf.addPage([595.28, 841.89]);
  page.drawRectangle({ x: 56, y: 770, width: 40, height: 4, color: accent });
  page.drawText('Safe on a shared network', { x: 56, y: 728, size: 28, font: bold, color: ink });
  page.drawText('One page to keep with your laptop.', { x: 56, y: 702, size: 13, font: plain, color: quiet });
  let y = 654;
  for (const [title, points] of SHEET) {
    page.drawText(title, { x: 56, y, size: 15, font: bold, color: accent });
    page.drawLine({ start: { x: 56, y: y - 10 }, end: { x: 539, y: y - 10 }, thickness: 0.75, color: line });
    y -= 36;
    for (const point of points) {
      page.drawRectangle({ x: 56, y: y - 2, width: 12, height: 12, borderColor: quiet, borderWidth: 1 });
      page.drawText(point, { x: 80, y, size: 12, font: plain, color: ink });
      y -= 25;
    }
    y -= 24;
  }
  page.drawText('Help desk:', { x: 56, y: 96, size: 12, font: bold, color: ink });
  page.drawLine({ start: { x: 126, y: 94 }, end: { x: 539, y: 94 }, thickness: 0.75, color: quiet });
  writeFileSync(new URL('2.4 The one-page sheet.pdf', second), await pdf.save());
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
try {
  await picture(browser, 'shared-network', first);
  await picture(browser, 'what-https-hides', second);
  await film(browser);
} finally {
  await browser.close();
}
await handout();
