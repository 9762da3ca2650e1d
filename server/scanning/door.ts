/** The door that everything passes which people bring as a file. */
import type { Work } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { Log } from '../platform/logging/log.ts';
import { type Content, contentOfBytes, contentOfFile } from './clamd.ts';
import type { ScanningSettings } from './contract.ts';
import { shownPlace } from './place-rules.ts';
import type { Verdict } from './reply-rules.ts';
import type { Asked, ScannerFinder } from './scanner.ts';

export interface Brought {
  /** As the person calls it. */
  name: string;
  content: { path: string; bytes: number } | Buffer;
  userId: number | null;
}

/**
 * How a file came through: looked at, not looked at because nobody scans here, or not looked at although somebody does: the scanner
 * did not answer, or it is more than the scanner takes.
 */
export type Scanned = 'clean' | 'no-scanner' | 'unanswered' | 'beyond';

/** Refuses with MALWARE_FOUND, and where scanning is required with SCANNER_AWAY or SCANNER_LIMIT. */
export type Door = (brought: Brought) => Promise<Scanned>;

export interface DoorDeps {
  work: Work;
  log: Log;
  finder: ScannerFinder;
  settings: () => Promise<ScanningSettings>;
}

const RETRY_SECONDS = 60;

export function createDoor(deps: DoorDeps): Door {
  return async brought => {
    const settings = await deps.settings();
    if (settings.mode === 'off') return 'no-scanner';
    const isRequired = settings.mode === 'required';
    const asked = await deps.finder.find(settings);
    if (!asked) return isRequired ? refuseUnanswered(brought) : 'no-scanner';
    const verdict = await verdictOn(deps, asked, brought);
    if (verdict?.kind === 'found') return refuseMalware(deps, brought, verdict.name);
    if (verdict?.kind === 'clean') return 'clean';
    if (!isRequired) return verdict ? 'beyond' : 'unanswered';
    return verdict ? refuseBeyond(brought) : refuseUnanswered(brought);
  };
}

/** Null when the scanner gives none. */
async function verdictOn({ log }: DoorDeps, asked: Asked, { content }: Brought): Promise<Verdict | null> {
  try {
    return await asked.scan(contentOf(content));
  } catch (err) {
    log.warn({ err, address: shownPlace(asked.place) }, 'the malware scanner does not answer');
    return null;
  }
}

const contentOf = (content: Brought['content']): Content =>
  Buffer.isBuffer(content) ? contentOfBytes(content) : contentOfFile(content.path, content.bytes);

async function refuseMalware({ work }: DoorDeps, { name, userId }: Brought, malware: string): Promise<never> {
  await work.run(({ record }) =>
    record({ userId, action: 'file.malware', resourceType: 'file', resourceId: null, details: { name, malware } }),
  );
  refuse(
    'MALWARE_FOUND',
    `“${name}” was not taken: the malware scanner found ${malware} in it. Nothing of it was kept.`,
  );
}

function refuseUnanswered({ name }: Brought): never {
  refuse(
    'SCANNER_AWAY',
    `“${name}” cannot be taken now: files must be scanned for malware here, and the scanner does not answer. Please tell the administrator, or try again later.`,
    { retryAfter: RETRY_SECONDS },
  );
}

function refuseBeyond({ name }: Brought): never {
  refuse(
    'SCANNER_LIMIT',
    `“${name}” was not taken: files must be scanned for malware here, and this one is more than the scanner is set up for. The administrator can raise its limits.`,
  );
}
