/** Where the product's own files lie, from the sources (server/…) as from the compiled server (dist/server/…). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const compiled = import.meta.filename.endsWith('.js');
const root = join(import.meta.dirname, ...(compiled ? ['..', '..', '..', '..'] : ['..', '..', '..']));

/** The program itself: the folder that holds package.json. */
export const PROGRAM_FOLDER = root;

/** Built front end: academy.html, console.html, assets/. */
export const WEB_FOLDER = join(root, 'dist', 'web');
/** Templates, fonts, sample course: what ships and is only read. */
export const RESOURCES_FOLDER = join(root, 'resources');

/** The product's version, as its package says it. */
export function productVersion(): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}
