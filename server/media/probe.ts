/** Length and size of films and sounds, by ffprobe where it is installed. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { resolve } from 'node:path';
import { refuse } from '../platform/errors/refusal.ts';

const run = promisify(execFile);
const PATIENCE_MS = 20_000;

export interface Measures {
  /** Seconds. */
  duration: number | null;
  width: number | null;
  height: number | null;
  hasPicture: boolean | null;
}

const UNKNOWN: Measures = { duration: null, width: null, height: null, hasPicture: null };

interface Probed {
  streams?: { codec_type?: string; width?: number; height?: number; disposition?: { attached_pic?: number } }[];
  format?: { duration?: string };
}

/** Measures of a film or sound; all null without ffprobe. Refuses with FILE_REFUSED what ffprobe cannot read. */
export async function measure(path: string, name: string): Promise<Measures> {
  const args = ['-v', 'error', '-protocol_whitelist', 'file', '-print_format', 'json', '-show_format', '-show_streams'];
  try {
    const { stdout } = await run('ffprobe', [...args, `file:${resolve(path)}`], { timeout: PATIENCE_MS });
    const probed = JSON.parse(stdout) as Probed;
    const picture = probed.streams?.find(s => s.codec_type === 'video' && !s.disposition?.attached_pic);
    const seconds = Number(probed.format?.duration);
    if (!picture && !probed.streams?.some(s => s.codec_type === 'audio')) throw new Error('neither picture nor sound');
    return {
      duration: Number.isFinite(seconds) ? seconds : null,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      hasPicture: picture !== undefined,
    };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return UNKNOWN;
    refuse('FILE_REFUSED', `“${name}” cannot be played: it is damaged or cut short.`, { cause });
  }
}
