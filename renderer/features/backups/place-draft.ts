/** A choice of place on its way to the server. */
import type { Candidate, GivenPlace, Place } from '../../../server/backups/contract.ts';

export interface BucketDraft {
  endpoint: string;
  region: string;
  bucket: string;
  prefix: string;
  access_key: string;
  secret_key: string;
}

export interface PlaceDraft {
  /** `found:<path>` for something that this machine offers, else what is typed in. */
  choice: string;
  path: string;
  bucket: BucketDraft;
}

const NO_BUCKET: BucketDraft = { endpoint: '', region: '', bucket: '', prefix: '', access_key: '', secret_key: '' };

export const keyOf = ({ path }: Pick<Candidate, 'path'>) => `found:${path}`;

/** A free disk that can be carried away is best, then another computer, then another disk of this one. */
export function bestOf(candidates: readonly Candidate[]): Candidate | undefined {
  const fit = candidates.filter(({ belongs_to, same_disk }) => belongs_to === null && !same_disk);
  return fit.find(({ kind }) => kind === 'usb') ?? fit.find(({ kind }) => kind === 'network') ?? fit[0];
}

export function draftOf(place: Place | undefined, candidates: readonly Candidate[]): PlaceDraft {
  if (place?.address.kind === 'bucket') {
    const { endpoint, region, bucket, prefix, access_key } = place.address;
    return { choice: 'bucket', path: '', bucket: { endpoint, region, bucket, prefix, access_key, secret_key: '' } };
  }
  if (place) {
    const { path } = place.address;
    const found = candidates.find(candidate => candidate.path === path && !candidate.same_disk);
    return { choice: found ? keyOf(found) : 'folder', path, bucket: NO_BUCKET };
  }
  const best = bestOf(candidates);
  return { choice: best ? keyOf(best) : 'folder', path: ownFolder(candidates), bucket: NO_BUCKET };
}

/** What is suggested on the academy's own disk. */
export function ownFolder(candidates: readonly Candidate[]): string {
  return candidates.find(({ kind, same_disk }) => kind === 'folder' && same_disk)?.path ?? '';
}

/** null while something is missing. A secret key left empty stays what it was. */
export function givenOf(draft: PlaceDraft, candidates: readonly Candidate[]): GivenPlace | null {
  if (draft.choice === 'folder')
    return draft.path.trim() === ''
      ? null
      : { kind: 'folder', path: draft.path.trim(), mount: null, volume: null, label: null };
  if (draft.choice === 'bucket') {
    const { secret_key, ...bucket } = draft.bucket;
    if (bucket.endpoint.trim() === '' || bucket.bucket.trim() === '' || bucket.access_key.trim() === '') return null;
    return { kind: 'bucket', ...bucket, ...(secret_key === '' ? {} : { secret_key }) };
  }
  const found = candidates.find(candidate => keyOf(candidate) === draft.choice);
  if (!found) return null;
  const { kind, path, mount, volume, label } = found;
  return { kind, path, mount, volume, label };
}
