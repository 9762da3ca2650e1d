/** A file with its path inside the folder it came with: "linux-hardening/01 Accounts.md". */
export type DroppedFile = { path: string; file: File };

/** The parts of the browser's file system entries that are read here (their full types differ between browsers). */
export type Entry = {
  isFile: boolean;
  name: string;
  file?: (found: (file: File) => void, failed: (error: unknown) => void) => void;
  createReader?: () => { readEntries: (found: (entries: Entry[]) => void, failed: (error: unknown) => void) => void };
};

/** Droppings of operating systems that nobody means to upload. */
const isNoise = (name: string) =>
  name === '.DS_Store' || name === 'Thumbs.db' || name === 'desktop.ini' || name === '__MACOSX';

async function entriesIn(folder: Entry): Promise<Entry[]> {
  const reader = folder.createReader?.();
  const all: Entry[] = [];
  // A reader gives at most 100 entries at a time and an empty list at the end.
  for (let some = reader ? await read(reader) : []; reader && some.length > 0; some = await read(reader))
    all.push(...some);
  return all;
}

const read = (reader: NonNullable<ReturnType<NonNullable<Entry['createReader']>>>) =>
  new Promise<Entry[]>((resolve, reject) => reader.readEntries(resolve, reject));

/** All files under the entries, folders walked, in the order of their paths. */
export async function filesUnder(entries: readonly Entry[], above = ''): Promise<DroppedFile[]> {
  const found = await Promise.all(
    entries
      .filter(({ name }) => !isNoise(name))
      .map(async entry => {
        const path = above + entry.name;
        if (!entry.isFile) return filesUnder(await entriesIn(entry), `${path}/`);
        const file = await new Promise<File>((resolve, reject) => entry.file?.(resolve, reject));
        return [{ path, file }];
      }),
  );
  return found.flat().sort((one, other) => one.path.localeCompare(other.path, 'en', { numeric: true }));
}

/** Files of a drop. Must be called in the event itself: the browser empties the transfer afterwards. */
export function filesOfDrop(transfer: DataTransfer): Promise<DroppedFile[]> {
  const entries = Array.from(transfer.items)
    .filter(item => item.kind === 'file')
    .map(item => item.webkitGetAsEntry());
  if (entries.length > 0 && entries.every(entry => entry !== null)) return filesUnder(entries);
  return Promise.resolve(filesOfInput(transfer.files));
}

/** Files of an `<input type=file>`, with their folder's path where a folder was chosen. */
export function filesOfInput(files: FileList | readonly File[]): DroppedFile[] {
  return Array.from(files)
    .map(file => ({ path: file.webkitRelativePath || file.name, file }))
    .filter(({ path }) => !path.split('/').some(isNoise));
}
