/**
 * The allow-list for free text. What an error says may quote anything: a name, a password, a file. So of such text only words stay
 * that the program itself contains; everything else becomes an ellipsis, in whatever encoding it stands there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type OwnWords = (text: string) => string;

/** Numbers of up to so many digits say how much and which; longer ones may be telephone numbers or codes. */
const LONGEST_NUMBER = 6;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z/;

/** What systems say of themselves and no file of ours contains. */
const OF_SYSTEMS = `
  ECONNREFUSED ECONNRESET ENOENT ENOSPC EACCES EPERM EROFS EIO EPIPE ETIMEDOUT ENOTFOUND EHOSTUNREACH ENETUNREACH EADDRINUSE EMFILE
  no such file or directory permission denied connection refused reset by peer timed out left on device read only system too many
  open files address already in use broken pipe host unreachable input output error syscall spawn killed signal SIGKILL SIGTERM
  SQLITE BUSY FULL CORRUPT NOTADB IOERR CONSTRAINT UNIQUE FOREIGNKEY constraint failed unique foreign key database disk image is
  malformed locked or full deadlock detected duplicate value violates relation does not exist syntax near column null terminating
  Error TypeError RangeError ReferenceError SyntaxError AbortError Cannot properties of undefined reading is not a function native
  heap out of memory allocation failed certificate expired self signed handshake socket hang up getaddrinfo self
  linux win32 darwin x64 arm64 debian ubuntu mint fedora windows kernel amd intel ryzen core cpu
`;

/** `folder` holds the program's sources, or what was compiled from them. */
export function ownWordsOf(folder: string): OwnWords {
  const known = new Set(wordsOf(OF_SYSTEMS));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.[jt]s$/.test(entry.name) || entry.name.includes('.test.')) continue;
    for (const word of wordsOf(entry.name)) known.add(word);
    for (const word of wordsOf(readFileSync(join(entry.parentPath, entry.name), 'utf8'))) known.add(word);
  }
  return text => inWords(text, known);
}

const wordsOf = (text: string) => (text.match(WORD) ?? []).filter(word => !/^\d+$/.test(word)).map(fold);
const fold = (word: string) => word.toLowerCase();

/** Neighbouring words that are not ours become one ellipsis. */
export function inWords(text: string, known: ReadonlySet<string>): string {
  const pieces = text.split(new RegExp(`(${INSTANT.source})`, 'u'));
  const cleaned = pieces.map(piece =>
    INSTANT.test(piece) ? piece : piece?.replace(WORD, word => (isKnown(word, known) ? word : '…')),
  );
  return cleaned.join('').replace(/…(?:[^\p{L}\p{N}\s"]*…)+/gu, '…');
}

function isKnown(word: string, known: ReadonlySet<string>): boolean {
  return /^\d+$/.test(word) ? word.length <= LONGEST_NUMBER : known.has(fold(word));
}
