import { MAX_DEPTH, MAX_NAME_LENGTH, MAX_PATH_LENGTH } from './limits.ts';

export type CleanPath = { ok: true; path: string } | { ok: false; code: string; message: string };

// Device names that Windows reserves in every folder, with or without an extension.
const RESERVED_NAME = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;
// Direction overrides are among them: they make `gpj.exe` look like `exe.jpg`.
const CONTROL = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

const refused = (code: string, message: string): CleanPath => ({ ok: false, code, message });

/**
 * Checks one dropped path and returns it in Unicode form C with `/` between names and `./` removed.
 * A path that could leave the folder, or that some file system reads differently, is refused with the reason.
 */
export function cleanPath(raw: string): CleanPath {
  if (raw.includes('\0')) return refused('path_nul', 'The name holds a NUL character.');
  if (CONTROL.test(raw)) return refused('path_control', 'The name holds invisible control characters.');
  if (raw.includes('\\'))
    return refused('path_backslash', 'The path is written with backslashes. Use / between folders.');
  if (/^[a-z]:/i.test(raw))
    return refused('path_drive', 'The path starts with a drive letter instead of a folder name.');
  if (raw.startsWith('/'))
    return refused('path_absolute', 'The path starts at the root of a disk instead of in the folder.');
  if (raw.length > MAX_PATH_LENGTH)
    return refused('path_long', `The path is longer than ${MAX_PATH_LENGTH} characters.`);
  const names = raw
    .normalize('NFC')
    .split('/')
    .filter(name => name !== '' && name !== '.');
  if (names.length === 0) return refused('path_empty', 'The path is empty.');
  if (names.length - 1 > MAX_DEPTH + 1) return refused('path_deep', `Folders lie more than ${MAX_DEPTH} deep.`);
  for (const name of names) {
    const fault = nameFault(name);
    if (fault) return fault;
  }
  return { ok: true, path: names.join('/') };
}

function nameFault(name: string): CleanPath | null {
  if (name === '..') return refused('path_parent', 'The path climbs out of the folder with “..”.');
  if (name.length > MAX_NAME_LENGTH) {
    return refused('path_long', `A name in the path is longer than ${MAX_NAME_LENGTH} characters.`);
  }
  if (RESERVED_NAME.test(name)) return refused('path_reserved', `“${name}” is a device name on Windows.`);
  return null;
}

/**
 * Two paths with the same key are the same file on some file system: case, Unicode spelling, and dots or spaces at the
 * end of a name (which Windows drops) do not tell them apart.
 */
export function pathKey(path: string): string {
  const folded = path.normalize('NFKC').toLowerCase().normalize('NFC');
  return folded.replace(/(?<![. ])[. ]+(?=\/|$)/g, '');
}

/** Folder part of a clean path; empty for the top folder. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}

/** Last name of a clean path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Name without its last extension. */
export function stemOf(path: string): string {
  return nameOf(path).replace(/\.[^.]*$/, '');
}

/**
 * Where a reference written in `fromPath` points inside the course, or null when it leaves it.
 * A leading `/` means the top folder of the course, as in a repository.
 */
export function resolveReference(fromPath: string, reference: string): string | null {
  const target = reference.replace(/[?#].*$/s, '').replaceAll('\\', '/');
  if (target === '' || target.includes('\0')) return null;
  const names = target.startsWith('/') ? [] : folderOf(fromPath).split('/').filter(Boolean);
  for (const name of target.normalize('NFC').split('/')) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (names.pop() === undefined) return null;
    } else names.push(name);
  }
  return names.join('/');
}
