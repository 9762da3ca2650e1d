import type { ScannedReference } from '../markdown/scan.ts';
import type { LocalReference, Problem } from './plan.ts';
import { pathKey, resolveReference } from './paths.ts';

export type ReferenceSource = {
  /** The Markdown file. */
  path: string;
  references: ScannedReference[];
  /** Line of the dropped file (from 0) on which the scanned text starts. */
  firstLine: number;
};

/** Finds the files that a lesson's pictures and links mean, among `known` (path key → clean path). */
export function resolveReferences(
  source: ReferenceSource,
  known: ReadonlyMap<string, string>,
): { images: LocalReference[]; links: LocalReference[]; problems: Problem[] } {
  const images = new Map<string, string>();
  const links = new Map<string, string>();
  const problems: Problem[] = [];
  for (const reference of source.references) {
    const { kind, src, remote, line } = reference;
    const isLink = kind === 'link';
    if (isLink && (remote || src.startsWith('#'))) continue;
    const found = remote ? undefined : findFile(source.path, src, known);
    if (found !== undefined) (isLink ? links : images).set(src, found);
    else problems.push({ ...faultOf(reference), path: source.path, line: source.firstLine + line + 1 });
  }
  return { images: listed(images), links: listed(links), problems };
}

const listed = (map: Map<string, string>): LocalReference[] => [...map].map(([src, path]) => ({ src, path }));

function findFile(from: string, src: string, known: ReadonlyMap<string, string>): string | undefined {
  const target = resolveReference(from, src);
  return target === null ? undefined : known.get(pathKey(target));
}

function faultOf({ kind, src, remote }: ScannedReference): Pick<Problem, 'severity' | 'code' | 'message'> {
  const shown = src.length > 100 ? `${src.slice(0, 100)}…` : src;
  if (kind === 'link') {
    const message = `The link “${shown}” leads to no file of this folder and becomes plain text.`;
    return { severity: 'note', code: 'link_missing', message };
  }
  if (remote) {
    const message = `The picture “${shown}” is on another site. Lessons load nothing from other hosts, so it becomes a link. Put the picture in the folder to show it.`;
    return { severity: 'warning', code: 'image_remote', message };
  }
  const message = `The picture “${shown}” is not in the folder. The lesson will say that it is missing.`;
  return { severity: 'warning', code: 'image_missing', message };
}
