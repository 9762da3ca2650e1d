/** What a file is, by its content. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { refuse } from '../platform/errors/refusal.ts';
import { endingOf, type FileType, largest, nameFits, types } from './kind-rules.ts';

const HEAD = 64 * 1024;
const MIB = 1024 * 1024;
/** Names that the recogniser and the table spell differently. */
const synonyms: Readonly<Record<string, string>> = {
  'application/ogg': 'video/ogg',
  'video/x-matroska': 'video/matroska',
  'audio/x-flac': 'audio/flac',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-wav': 'audio/wav',
  'audio/ogg; codecs=opus': 'audio/opus',
  'text/rtf': 'application/rtf',
  'text/vcard': 'text/plain',
  'text/calendar': 'text/plain',
};

/** The type of the file by its content. Refuses with FILE_REFUSED when it is none that is taken, or not what its name says. */
export async function recognise(path: string, name: string, size: number): Promise<FileType> {
  if (size === 0) refuse('FILE_REFUSED', `“${name}” is empty.`);
  const found = await contentType(path, name);
  if (!found) refuse('FILE_REFUSED', `“${name}” is of a kind that is not taken here. ${remedyFor(endingOf(name))}`);
  if (!nameFits(name, found))
    refuse('FILE_REFUSED', `The content of “${name}” is not what its name says (it is ${found.mime}).`);
  if (size > largest[found.kind])
    refuse(
      'FILE_TOO_LARGE',
      `“${name}” is larger than the ${Math.round(largest[found.kind] / MIB)} MB that are taken.`,
    );
  return found;
}

export function remedyFor(ending: string): string {
  if (['bmp', 'ico', 'heic', 'heif', 'psd'].includes(ending)) return 'Save the picture as JPEG or PNG.';
  if (['avi', 'wmv', 'mpg', 'mpeg', 'flv'].includes(ending)) return 'Save the video as MP4.';
  if (['doc', 'ppt', 'xls'].includes(ending)) return 'Save it in a newer format (docx, pptx, xlsx) or as PDF.';
  return 'Pictures, video, sound, PDF, office documents, text and ZIP archives are.';
}

async function contentType(path: string, name: string): Promise<FileType | undefined> {
  const head = await headOf(path);
  const mime = (await fileTypeFromFile(path))?.mime;
  // An executable or a program's archive stays what it is; XML is looked at here, because SVG is XML.
  if (mime && mime !== 'application/xml') {
    const known = types[synonyms[mime] ?? mime];
    if (known?.kind === 'pdf' && !(await endsLikePdf(path, head))) return undefined;
    return known;
  }
  if (!(await isText(path))) return undefined;
  return textType(head.toString('utf8').replace(/^\uFEFF/, ''), endingOf(name));
}

/**
 * Declaration, comments and a document type may stand before the drawing (https://www.w3.org/TR/SVG11/). A comment ends at its first
 * end and nowhere else: a pattern that may choose takes hours for a few hundred comments.
 */
const SVG =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*(?:<!DOCTYPE\s+svg[^>[]*(?:\[[^\]]*\]\s*)?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:svg:)?svg[\s>]/i;

/** Text is told apart by how it begins, and by its ending where the beginning may be anything. */
export function textType(text: string, ending: string): FileType | undefined {
  if (/^WEBVTT(?:[ \t\r\n]|$)/.test(text)) return types['text/vtt'];
  if (SVG.test(text)) return types['image/svg+xml'];
  if (ending === 'srt')
    return /^\s*\d+\s*\r?\n\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->/.test(text) ? types['application/x-subrip'] : undefined;
  if (ending === 'md' || ending === 'markdown') return types['text/markdown'];
  if (/^\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype|html|head|body|script|iframe|svg|\?xml|\?php)/i.test(text))
    return undefined;
  return types['text/plain'];
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD);
    const { bytesRead } = await file.read(buffer, 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** ISO 32000-1 §7.5: begins with its header, and its trailer ends with %%EOF within the last kilobyte. */
async function endsLikePdf(path: string, head: Buffer): Promise<boolean> {
  if (!head.subarray(0, 5).equals(Buffer.from('%PDF-'))) return false;
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - 1024);
    const tail = Buffer.alloc(size - from);
    await file.read(tail, 0, tail.length, from);
    return tail.includes('%%EOF');
  } finally {
    await file.close();
  }
}

/** UTF-8 throughout, without NUL. */
async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) {
      if ((chunk as Buffer).includes(0)) return false;
      decoder.decode(chunk as Buffer, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
