/** Which files the academy takes: names, types by content, sizes; pure. */
import type { FileKind } from './contract.ts';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** Bytes per kind. */
export const largest: Record<FileKind, number> = {
  image: 25 * MIB,
  video: 16 * GIB,
  audio: 1 * GIB,
  pdf: 200 * MIB,
  document: 200 * MIB,
  captions: 5 * MIB,
  markdown: 5 * MIB,
  archive: 4 * GIB,
};

/** A type by content, with the kind it belongs to and the endings that may stand for it. */
export interface FileType {
  kind: FileKind;
  /** As it is served. */
  mime: string;
  /** The first one names the stored file. */
  endings: readonly string[];
}

const type = (kind: FileKind, mime: string, ...endings: string[]): FileType => ({ kind, mime, endings });
const office = 'application/vnd.openxmlformats-officedocument';
const odf = 'application/vnd.oasis.opendocument';

/** By the name that the recogniser gives to the content. */
export const types: Readonly<Record<string, FileType>> = {
  'image/jpeg': type('image', 'image/jpeg', 'jpg', 'jpeg', 'jfif', 'mpo'),
  'image/png': type('image', 'image/png', 'png'),
  'image/apng': type('image', 'image/png', 'png', 'apng'),
  'image/gif': type('image', 'image/gif', 'gif'),
  'image/webp': type('image', 'image/webp', 'webp'),
  'image/avif': type('image', 'image/avif', 'avif'),
  'image/tiff': type('image', 'image/tiff', 'tif', 'tiff'),
  'image/svg+xml': type('image', 'image/svg+xml', 'svg'),
  'video/mp4': type('video', 'video/mp4', 'mp4', 'm4v'),
  'video/x-m4v': type('video', 'video/mp4', 'm4v', 'mp4'),
  'video/webm': type('video', 'video/webm', 'webm'),
  'video/quicktime': type('video', 'video/quicktime', 'mov', 'mp4'),
  'video/matroska': type('video', 'video/x-matroska', 'mkv', 'webm'),
  'video/ogg': type('video', 'video/ogg', 'ogv', 'ogg'),
  'audio/mpeg': type('audio', 'audio/mpeg', 'mp3'),
  'audio/mp4': type('audio', 'audio/mp4', 'm4a', 'mp4'),
  'audio/x-m4a': type('audio', 'audio/mp4', 'm4a'),
  'audio/aac': type('audio', 'audio/aac', 'aac'),
  'audio/ogg': type('audio', 'audio/ogg', 'ogg', 'oga', 'opus'),
  'audio/opus': type('audio', 'audio/ogg', 'opus', 'ogg', 'oga'),
  'audio/wav': type('audio', 'audio/wav', 'wav'),
  'audio/flac': type('audio', 'audio/flac', 'flac'),
  'application/pdf': type('pdf', 'application/pdf', 'pdf'),
  [`${office}.wordprocessingml.document`]: type('document', `${office}.wordprocessingml.document`, 'docx'),
  [`${office}.presentationml.presentation`]: type('document', `${office}.presentationml.presentation`, 'pptx'),
  [`${office}.spreadsheetml.sheet`]: type('document', `${office}.spreadsheetml.sheet`, 'xlsx'),
  [`${odf}.text`]: type('document', `${odf}.text`, 'odt'),
  [`${odf}.presentation`]: type('document', `${odf}.presentation`, 'odp'),
  [`${odf}.spreadsheet`]: type('document', `${odf}.spreadsheet`, 'ods'),
  'application/rtf': type('document', 'application/rtf', 'rtf'),
  'application/vnd.tcpdump.pcap': type('document', 'application/vnd.tcpdump.pcap', 'pcap', 'cap', 'pcapng'),
  'application/zip': type('archive', 'application/zip', 'zip'),
  'text/vtt': type('captions', 'text/vtt', 'vtt'),
  'application/x-subrip': type('captions', 'application/x-subrip', 'srt'),
  'text/markdown': type('markdown', 'text/markdown', 'md', 'markdown'),
  'text/plain': type(
    'document',
    'text/plain',
    'txt',
    'csv',
    'tsv',
    'log',
    'json',
    'yaml',
    'yml',
    'py',
    'vcf',
    'ics',
    'conf',
  ),
};

/** Ending of a name in small letters without the dot; empty when there is none. */
export function endingOf(name: string): string {
  return /\.([^./\\]{1,12})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** What a file is said to be by its name alone; undefined when no type that is taken has this ending. */
export function claimedKind(name: string): FileKind | undefined {
  const ending = endingOf(name);
  return Object.values(types).find(({ endings }) => endings.includes(ending))?.kind;
}

/** True when this name may stand for this content. */
export function nameFits(name: string, content: FileType): boolean {
  return content.endings.includes(endingOf(name));
}

/** The file name without folders and control characters, never empty, at most 200 characters. */
export function tidyName(name: string): string {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? '';
  const tidy = last.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '').trim();
  if (tidy.length <= 200) return tidy === '' || /^\.+$/.test(tidy) ? 'file' : tidy;
  const ending = endingOf(tidy);
  return ending ? `${tidy.slice(0, 190 - ending.length)}.${ending}` : tidy.slice(0, 200);
}

/** Bytes that stay free on the disk of the data folder whatever is uploaded: the database must go on writing. */
export const RESERVE = 512 * MIB;

export function leavesReserve(free: number, incoming: number): boolean {
  return free - incoming >= RESERVE;
}
