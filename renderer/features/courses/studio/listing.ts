/** A dropped folder as the server wants to hear of it. */
import type { DroppedFile } from '../../../kit/index.ts';
import type { ImportListing } from './api.ts';

const isText = (path: string) => /\.(md|markdown)$/i.test(path);

/** Paths and sizes of all files, with the text of the Markdown ones. */
export async function listingOf(files: readonly DroppedFile[]): Promise<ImportListing> {
  const entries = files.map(async ({ path, file }) => ({
    path,
    size: file.size,
    ...(isText(path) ? { text: await file.text() } : {}),
  }));
  return { entries: await Promise.all(entries) };
}

/** The files to upload, by the path that the plan calls them. Paths inside the plan may lack the dropped folder's own name. */
export function filesOfPlan(paths: readonly string[], files: readonly DroppedFile[]): Map<string, File> {
  const same = (path: string) => path.normalize('NFC');
  const find = (path: string) =>
    files.find(each => same(each.path) === same(path)) ??
    files.find(each => same(each.path).endsWith(`/${same(path)}`));
  const found = paths.flatMap(path => {
    const file = find(path)?.file;
    return file ? ([[path, file]] as const) : [];
  });
  return new Map(found);
}

/** A single ZIP archive is a folder that the server opens itself. */
export const archiveOf = (files: readonly DroppedFile[]): File | undefined =>
  files.length === 1 && /\.zip$/i.test(files[0]?.path ?? '') ? files[0]?.file : undefined;
