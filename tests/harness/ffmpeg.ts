import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PDFDocument } from 'pdf-lib';
import { findFfmpeg } from './programs.ts';

const run = promisify(execFile);

/** Whether test videos can be made here. */
export function hasFfmpeg(): boolean {
  return findFfmpeg() !== undefined;
}

/** What a made video should be like. */
export interface VideoOptions {
  seconds?: number;
  width?: number;
  height?: number;
}

/**
 * Makes a small test video with picture and sound at `path`. The ending of the name chooses the kind: .mp4 (H.264, AAC,
 * playable while it loads) or .webm (VP8, Vorbis).
 */
export async function makeVideo(
  path: string,
  { seconds = 2, width = 320, height = 180 }: VideoOptions = {},
): Promise<void> {
  const ffmpeg = findFfmpeg();
  if (!ffmpeg) throw new Error('ffmpeg is not installed');
  const picture = ['-f', 'lavfi', '-i', `testsrc=duration=${seconds}:size=${width}x${height}:rate=10`];
  const sound = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`];
  const coding = path.endsWith('.webm')
    ? ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libvorbis']
    : ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-movflags', '+faststart'];
  await run(ffmpeg, ['-v', 'error', '-y', ...picture, ...sound, ...coding, '-shortest', path]);
}

/** The bytes of a small PDF with one line of text on each page. */
export async function makePdf(lines: string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const line of lines) document.addPage([300, 200]).drawText(line, { x: 20, y: 120, size: 14 });
  return document.save();
}
