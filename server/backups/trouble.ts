/** Why a backup could not be made, read or trusted: a code for programs, the sentence for the person, what to do about it. */

export type TroubleCode =
  /** The passphrase opens none of the keys. */
  | 'wrong-passphrase'
  /** Encrypted, and no key is at hand. */
  | 'locked'
  /** In the clear, and the keys of the academy are neither on this machine nor given. */
  | 'keys-missing'
  /** The key file is none, is damaged, is of another academy or is not opened by its passphrase. */
  | 'keys-refused'
  /** Bytes are not what was written: changed, cut short or put in another one's place. */
  | 'damaged'
  /** Something that the manifest names is not there. */
  | 'incomplete'
  /** Made by another academy. */
  | 'foreign'
  /** Made by a newer Lyceum than this one. */
  | 'newer'
  /** Made by a program whose database this one cannot bring up to date. */
  | 'unknown-version'
  /** The place is not connected, not mounted or does not answer. */
  | 'place-missing'
  /** The place may not be written. */
  | 'place-refused'
  | 'no-room'
  /** Somebody else works on the place. */
  | 'busy'
  | 'not-found'
  /** A program of the machine is missing or too old: pg_dump. */
  | 'program-missing'
  | 'database'
  | 'cancelled'
  | 'failed';

export class BackupTrouble extends Error {
  readonly code: TroubleCode;
  /** What to do, one sentence. */
  readonly remedy: string;

  constructor(code: TroubleCode, message: string, remedy: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'BackupTrouble';
    this.code = code;
    this.remedy = remedy;
  }
}

/** Any error as one of ours; what the disk says becomes words. `where` is the folder or bucket that was worked on. */
export function troubleOf(error: unknown, where: string): BackupTrouble {
  if (error instanceof BackupTrouble) return error;
  const { code = '', message = String(error), name = '' } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  const make = (kind: TroubleCode, sentence: string, remedy: string) =>
    new BackupTrouble(kind, sentence, remedy, error);
  if (name === 'AbortError') return make('cancelled', 'The backup was cancelled.', 'Start it again when it suits.');
  if (code === 'ENOSPC' || code === 'SQLITE_FULL' || code === 'EDQUOT')
    return make('no-room', `There is no room left in ${where}.`, 'Free some space or choose a larger place.');
  if (['EROFS', 'EACCES', 'EPERM', 'EEXIST'].includes(code))
    return make('place-refused', `${where} may not be written.`, 'Give Lyceum the right to write there.');
  if (['ENOENT', 'ENOTDIR', 'EIO', 'ENXIO', 'ENODEV', 'ESTALE', 'EHOSTDOWN'].includes(code))
    return make('place-missing', `${where} went away: ${message}`, 'Connect the disk or folder again, then repeat.');
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB')
    return make('database', `The database is damaged: ${message}`, 'Restore the last proved backup.');
  return make('failed', message, 'Try again; if it comes back, look at the log.');
}
