/** What backups need of a place: small files by name, written whole or not at all. Names are relative, with `/`. */

export interface Stored {
  name: string;
  bytes: number;
  /** Milliseconds since 1970. */
  at: number;
}

export interface Room {
  free: number;
  total: number;
}

export interface Store {
  /** Where it is, for people, without a password. */
  where: string;
  /** How many writes may be on their way at once. */
  lanes: number;
  /** The name shows the whole content or nothing, whatever happens. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Writes only when nothing has this name; false when something has. */
  claim(name: string, bytes: Uint8Array): Promise<boolean>;
  /** undefined when there is no such name. */
  get(name: string): Promise<Buffer | undefined>;
  /** Everything below a folder, deeply, unordered. Half-written files are left out. */
  list(folder: string): AsyncIterable<Stored>;
  remove(name: string): Promise<void>;
  /** Waits until everything that was put is on the disk for good. */
  settle(): Promise<void>;
  /** Removes what interrupted writes left behind. Answers how many. */
  tidy(): Promise<number>;
  /** null where the place does not tell (a bucket). */
  room(): Promise<Room | null>;
  close(): void;
}
