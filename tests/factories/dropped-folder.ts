import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file of a folder as a browser would drop it: paths start with the folder's own name. */
export function droppedFolder(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(file => file.isFile())
    .map(file => join(file.parentPath, file.name))
    .map(file => ({
      path: relative(join(folder, '..'), file).replaceAll('\\', '/'),
      size: statSync(file).size,
      read: async () => new Uint8Array(readFileSync(file)),
    }));
}

/** One dropped file with the text or bytes given; `size` may claim something else. */
export function droppedFile(path: string, content: string | Uint8Array = 'x', size?: number) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, size: size ?? bytes.length, read: async () => bytes };
}
