import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of one test's own, removed at the end: by `using`, or by calling `remove`. */
export interface TemporaryFolder extends Disposable {
  path: string;
  remove(): void;
}

/** Makes an empty folder under the system's temporary folder; the name helps to recognise a left-over one. */
export function temporaryFolder(name: string): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), `lyceum-${name}-`));
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  return { path, remove, [Symbol.dispose]: remove };
}
