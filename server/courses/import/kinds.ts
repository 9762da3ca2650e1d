import { nameOf } from './paths.ts';

export type FileKind = 'markdown' | 'image' | 'captions' | 'video' | 'audio' | 'pdf' | 'file';

const EXTENSIONS: Record<Exclude<FileKind, 'file'>, readonly string[]> = {
  markdown: ['md', 'markdown'],
  image: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'svg', 'bmp', 'tif', 'tiff', 'heic'],
  captions: ['vtt', 'srt'],
  video: ['mp4', 'm4v', 'webm', 'mov', 'mkv', 'avi', 'ogv', 'mpg', 'mpeg', 'wmv'],
  audio: ['mp3', 'm4a', 'aac', 'ogg', 'oga', 'opus', 'wav', 'flac', 'wma'],
  pdf: ['pdf'],
};

/** What a file is by its name. The bytes are checked when they are uploaded. */
export function kindOf(path: string): FileKind {
  const extension = /\.([^.]+)$/.exec(nameOf(path))?.[1]?.toLowerCase() ?? '';
  for (const [kind, extensions] of Object.entries(EXTENSIONS)) {
    if (extensions.includes(extension)) return kind as FileKind;
  }
  return 'file';
}

const SYSTEM_FILE = /^(thumbs\.db|desktop\.ini|ehthumbs\.db|icon\r?)$/i;
// Written in capitals by custom; `security.md` in small letters is a lesson.
const PROJECT_FILE =
  /^(AUTHORS|CONTRIBUTORS|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|CHANGELOG|NOTICE|COPYING|Makefile)(\.(md|txt|rst))?$/;
const LICENCE_FILE = /^(licen[cs]e|copying)([.-].*)?$/i;
const SKIPPED_FOLDER = /^(__macosx|node_modules)$/i;

/** Why a clean path is set aside, and the name to report it by (the folder, for all it holds); null when it counts. */
export function ignoredAs(path: string): { at: string; reason: string } | null {
  const names = path.split('/');
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] ?? '';
    const at = names.slice(0, i + 1).join('/');
    if (SKIPPED_FOLDER.test(name)) return { at, reason: 'It is a system folder.' };
    if (name.startsWith('.')) return { at, reason: 'Its name starts with a dot, so it is hidden.' };
  }
  const name = nameOf(path);
  if (SYSTEM_FILE.test(name) || name.startsWith('~$')) return { at: path, reason: 'It is a system file.' };
  if (PROJECT_FILE.test(name) || LICENCE_FILE.test(name))
    return { at: path, reason: 'It describes the folder and is not part of the lessons.' };
  return null;
}
