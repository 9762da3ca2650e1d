import { ignoredAs, kindOf, type FileKind } from './kinds.ts';
import { MAX_BYTES, MAX_FILES } from './limits.ts';
import { naturalOrder } from './names.ts';
import { cleanPath, pathKey } from './paths.ts';
import type { FolderEntry, Problem } from './plan.ts';

export type AdmittedFile = { path: string; entry: FolderEntry; kind: FileKind };

export type Admitted = { files: AdmittedFile[]; folderName: string; problems: Problem[] };

/**
 * Decides entry by entry what may be part of a course. A refused entry is reported with its reason and the rest goes on.
 * Of two files with the same name the first dropped counts. The folder that all files share is taken off their paths and returned as the folder's name.
 */
export function admitEntries(entries: readonly FolderEntry[]): Admitted {
  const problems: Problem[] = [];
  const cleaned = entries.flatMap(entry => {
    const clean = cleanPath(entry.path);
    if (clean.ok) return [{ path: clean.path, entry, kind: kindOf(clean.path) }];
    problems.push(refusal(entry.path, clean.code, clean.message));
    return [];
  });
  const folderName = sharedFolder(cleaned.map(file => file.path));
  const inside = cleaned.map(file =>
    folderName === '' ? file : { ...file, path: file.path.slice(folderName.length + 1) },
  );
  const seen = new Map<string, string>();
  const files = setAside(inside, problems).filter((file, at) => {
    const fault = at >= MAX_FILES ? tooMany() : (sizeFault(file) ?? duplicateFault(file.path, seen));
    if (fault) problems.push(refusal(file.entry.path, fault.code, fault.message));
    else seen.set(pathKey(file.path), file.path);
    return fault === null;
  });
  return { files: files.sort((a, b) => naturalOrder(a.path, b.path)), folderName, problems };
}

type Fault = { code: string; message: string };

const refusal = (path: string, code: string, message: string): Problem => ({
  severity: 'error',
  path: path.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '�').slice(0, 300),
  code,
  message,
});

const tooMany = (): Fault => ({ code: 'too_many_files', message: `A folder may hold at most ${MAX_FILES} files.` });

function sizeFault({ entry, kind }: AdmittedFile): Fault | null {
  if (!Number.isSafeInteger(entry.size) || entry.size < 0)
    return { code: 'size_unknown', message: 'Its size is not known.' };
  if (entry.size === 0) return { code: 'file_empty', message: 'The file is empty.' };
  if (entry.size <= MAX_BYTES[kind]) return null;
  const most = Math.round(MAX_BYTES[kind] / 1024 / 1024);
  return { code: 'file_too_large', message: `The file is larger than the ${most} MB allowed for its kind.` };
}

function duplicateFault(path: string, seen: ReadonlyMap<string, string>): Fault | null {
  const other = seen.get(pathKey(path));
  if (other === undefined) return null;
  const message = `“${other}” has the same name on systems that ignore case or accents’ spelling. Rename one of them.`;
  return { code: 'path_duplicate', message };
}

function sharedFolder(paths: string[]): string {
  const first = paths[0]?.split('/')[0] ?? '';
  return paths.length > 0 && paths.every(path => path.startsWith(`${first}/`)) ? first : '';
}

function setAside(files: AdmittedFile[], problems: Problem[]): AdmittedFile[] {
  const noted = new Set<string>();
  return files.filter(({ path }) => {
    const ignored = ignoredAs(path);
    if (ignored && !noted.has(ignored.at)) {
      noted.add(ignored.at);
      problems.push({
        severity: 'note',
        path: ignored.at,
        code: 'ignored',
        message: `${ignored.reason} It is left out.`,
      });
    }
    return ignored === null;
  });
}
