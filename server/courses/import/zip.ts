import type { Readable } from 'node:stream';
import * as yauzl from 'yauzl';
import {
  ZIP_MAX_ENTRY_BYTES,
  ZIP_MAX_RATIO,
  ZIP_MAX_READ_BYTES,
  ZIP_MAX_RECORDS,
  ZIP_MAX_TOTAL_BYTES,
  ZIP_RATIO_FLOOR,
} from './limits.ts';
import type { FolderEntry, Problem } from './plan.ts';

export type ZipLimits = { totalBytes: number; entryBytes: number; records: number; ratio: number; readBytes: number };

export type ZipFolder = {
  /** Entries for `planFolder`. They read from the archive until `close`. */
  entries: FolderEntry[];
  /** Entries that were refused, or one error with an empty path when the archive itself cannot be read. */
  problems: Problem[];
  close(): void;
};

const LIMITS: ZipLimits = {
  totalBytes: ZIP_MAX_TOTAL_BYTES,
  entryBytes: ZIP_MAX_ENTRY_BYTES,
  records: ZIP_MAX_RECORDS,
  ratio: ZIP_MAX_RATIO,
  readBytes: ZIP_MAX_READ_BYTES,
};

/**
 * Opens an archive (a file path, or its bytes) as a folder. Only its directory is read here and nothing is ever written.
 * Names are left as they are: `planFolder` refuses those that leave the folder, and says so.
 */
export async function openZipFolder(source: string | Buffer, limits: Partial<ZipLimits> = {}): Promise<ZipFolder> {
  const bounds = { ...LIMITS, ...limits };
  const options: yauzl.Options = {
    lazyEntries: true,
    autoClose: false,
    decodeStrings: false,
    validateEntrySizes: true,
  };
  let zip: yauzl.ZipFile;
  try {
    zip = await (typeof source === 'string'
      ? yauzl.openPromise(source, options)
      : yauzl.fromBufferPromise(source, options));
  } catch (cause) {
    return unreadableZip(cause);
  }
  const problems: Problem[] = [];
  const entries: FolderEntry[] = [];
  let total = 0;
  try {
    const records = await readDirectory(zip, bounds.records);
    const ends = dataEnds(records);
    for (const entry of records) {
      const path = nameOfEntry(entry);
      if (path.endsWith('/')) continue;
      const fault = faultOf(entry, bounds, ends) ?? totalFault(total + entry.uncompressedSize, bounds.totalBytes);
      if (fault) problems.push({ severity: 'error', path, ...fault });
      else {
        total += entry.uncompressedSize;
        entries.push(folderEntry(zip, entry, path, bounds.readBytes));
      }
    }
  } catch (cause) {
    zip.close();
    return unreadableZip(cause);
  }
  return { entries, problems, close: () => zip.close() };
}

function unreadableZip(cause: unknown): ZipFolder {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `The archive is damaged or is no ZIP file (${reason}).`;
  return { entries: [], problems: [{ severity: 'error', path: '', code: 'zip_unreadable', message }], close() {} };
}

async function readDirectory(zip: yauzl.ZipFile, most: number): Promise<yauzl.Entry[]> {
  if (zip.entryCount > most) throw new Error(`it lists ${zip.entryCount} files, more than ${most}`);
  const records: yauzl.Entry[] = [];
  for await (const entry of zip.eachEntry()) records.push(entry);
  return records;
}

// macOS writes UTF-8 names without the flag that says so; text that is valid UTF-8 is hardly ever anything else.
function nameOfEntry(entry: yauzl.Entry): string {
  const raw = entry.fileNameRaw;
  if (raw.some(byte => byte > 127)) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(raw);
    } catch {
      return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, true);
    }
  }
  return raw.toString('latin1');
}

type Fault = { code: string; message: string };

const SYMBOLIC_LINK = 0o120000;
const FILE_TYPE = 0o170000;
// Bytes before the name in a local file header (APPNOTE 4.3.7).
const LOCAL_HEADER = 30;

function faultOf(entry: yauzl.Entry, bounds: ZipLimits, ends: ReadonlyMap<yauzl.Entry, number>): Fault | null {
  const { uncompressedSize: size, compressedSize: packed } = entry;
  const mode = entry.externalFileAttributes >>> 16;
  if (entry.isEncrypted()) {
    return {
      code: 'zip_encrypted',
      message: 'The file is locked with a password. Pack the archive again without one.',
    };
  }
  if ((mode & FILE_TYPE) === SYMBOLIC_LINK) {
    return { code: 'zip_link', message: 'This is a link to another file, not a file. Pack the file itself.' };
  }
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    return {
      code: 'zip_method',
      message: 'The file is packed in a way that is not supported. Pack it again as a plain ZIP.',
    };
  }
  if (size > bounds.entryBytes) {
    return { code: 'zip_entry_large', message: `Unpacked it would be larger than ${megabytes(bounds.entryBytes)} MB.` };
  }
  if (size > ZIP_RATIO_FLOOR && size > packed * bounds.ratio) {
    return {
      code: 'zip_bomb',
      message: `Unpacked it would be more than ${bounds.ratio} times larger, which no lesson material is.`,
    };
  }
  if (
    (ends.get(entry) ?? Number.POSITIVE_INFINITY) <
    entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameLength + packed
  ) {
    return {
      code: 'zip_overlap',
      message: 'Its data overlaps that of another file, as in an archive made to do harm.',
    };
  }
  return null;
}

function totalFault(total: number, most: number): Fault | null {
  if (total <= most) return null;
  return {
    code: 'zip_total_large',
    message: `With this file the archive would unpack to more than ${megabytes(most)} MB.`,
  };
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

// Where the next file's header begins: data that reaches beyond it is counted twice (D. Fifield, “A better zip bomb”, 2019).
function dataEnds(records: yauzl.Entry[]): Map<yauzl.Entry, number> {
  const sorted = [...records].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  return new Map(
    sorted.map((entry, at) => [entry, sorted[at + 1]?.relativeOffsetOfLocalHeader ?? Number.POSITIVE_INFINITY]),
  );
}

function folderEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, path: string, readBytes: number): FolderEntry {
  const stream = (): Promise<Readable> => zip.openReadStreamPromise(entry);
  return {
    path,
    size: entry.uncompressedSize,
    stream,
    async read() {
      if (entry.uncompressedSize > readBytes) throw new Error(`larger than ${megabytes(readBytes)} MB`);
      const chunks: Buffer[] = [];
      for await (const chunk of await stream()) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
  };
}
