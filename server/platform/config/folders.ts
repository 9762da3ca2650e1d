import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where things live below the data folder. */
export interface Folders {
  data: string;
  db: string;
  media: string;
  videos: string;
  documents: string;
  images: string;
  avatars: string;
  certificates: string;
  uploads: string;
  backups: string;
  logs: string;
  secrets: string;
}

export function foldersIn(data: string): Folders {
  const media = join(data, 'media');
  return {
    data,
    db: join(data, 'db'),
    media,
    videos: join(media, 'courses', 'videos'),
    documents: join(media, 'courses', 'documents'),
    images: join(media, 'courses', 'images'),
    avatars: join(media, 'avatars'),
    certificates: join(media, 'certificates'),
    uploads: join(media, 'uploads'),
    backups: join(data, 'backups'),
    logs: join(data, 'logs'),
    secrets: join(data, 'secrets'),
  };
}

/**
 * Creates what is missing. Throws an Error that says in plain words which folder cannot be used and what to do.
 */
export function prepareFolders(data: string): Folders {
  const folders = foldersIn(data);
  for (const [name, path] of Object.entries<string>({ ...folders })) {
    try {
      mkdirSync(path, { recursive: true, mode: name === 'secrets' ? 0o700 : 0o750 });
      accessSync(path, constants.R_OK | constants.W_OK);
    } catch (cause) {
      throw new Error(folderTrouble(path, cause), { cause });
    }
  }
  return folders;
}

/** Why a folder cannot be used, in plain words with the remedy. */
export function folderTrouble(path: string, cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC')
    return `The disk is full: nothing more can be written to ${path}. Free some space, then start again.`;
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return `The data folder cannot be written: ${path}. Give this account the right to write there, or choose another folder with LYCEUM_DATA.`;
  return `The data folder cannot be used: ${path} (${(cause as Error).message}).`;
}
