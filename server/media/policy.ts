/** Who may read, remove and upload files; pure. */
import { refuse } from '../platform/errors/refusal.ts';
import { largest } from './kind-rules.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { FileKind } from './contract.ts';
import type { FileFacts } from './repository/files.ts';

export function mayRead(actor: Actor | null, file: FileFacts): boolean {
  if (file.is_public) return true;
  if (!actor) return false;
  return file.isAvatar || file.enrolled || mayUse(actor, file);
}

/** Uploader, administrators, and instructors of the courses it is in. */
export function mayUse(actor: Actor, file: Pick<FileFacts, 'uploaded_by' | 'teaches'>): boolean {
  return actor.permissions.has('*') || file.uploaded_by === actor.userId || file.teaches;
}

/** Files of others are not there: an id tells nothing. */
export function requireReadable<F extends FileFacts>(actor: Actor | null, file: F | undefined): F {
  if (file && mayRead(actor, file)) return file;
  refuse('NOT_FOUND', 'There is no such file.');
}

export function requireUsable<F extends FileFacts>(actor: Actor, file: F | undefined): F {
  const seen = requireReadable(actor, file);
  if (!mayUse(actor, seen))
    refuse('FORBIDDEN', 'Only those who brought the file and those who teach with it may do this.');
  return seen;
}

export type Purpose = 'course' | 'avatar' | 'thumbnail';

const AVATAR_BYTES = 10 * 1024 * 1024;

/** Course files need the right to upload; a picture of oneself does not. */
export function requireMayUpload(actor: Actor, { purpose, kind }: { purpose: Purpose; kind: FileKind }): void {
  if (purpose === 'avatar') {
    if (kind !== 'image') refuse('FILE_REFUSED', 'A picture of you must be a picture.');
    return;
  }
  if (!actor.permissions.has('*') && !actor.permissions.has('file:upload'))
    refuse('FORBIDDEN', 'Your role does not include uploading course files.');
  if (purpose === 'thumbnail' && kind !== 'image') refuse('FILE_REFUSED', 'A cover must be a picture.');
}

/** Largest size in bytes. */
export function sizeLimit(kind: FileKind, purpose: Purpose): number {
  return purpose === 'avatar' ? AVATAR_BYTES : largest[kind];
}
