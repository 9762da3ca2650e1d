/** What health asks of backups: is there a recent one, is it proved, is the place there, does the room last. */
import { type Clock, DAY, HOUR } from '../platform/clock.ts';
import type { Check, Finding, Remedy } from '../platform/health/contract.ts';
import type { BackupState, Place } from './contract.ts';
import { patience } from './schedule-rules.ts';

const ROOM_DAYS = 30;
const ROOM_SHARE = 0.05;

const page: Remedy['action'] = { kind: 'page', path: '/backups' };
const backUpNow: Remedy = {
  text: 'Make a backup now. It is proved when it is done.',
  label: 'Back up now',
  action: { kind: 'call', method: 'POST', path: '/backups' },
};
const openRoom = (text: string, label: string): Remedy => ({ text, label, action: page });

type Found = Omit<Finding, 'values' | 'remedy'> & Partial<Pick<Finding, 'values' | 'remedy'>>;
const finding = (found: Found): Finding => ({ values: {}, remedy: null, ...found });
const well = (code: string, title: string, detail: string, values: Finding['values'] = {}) =>
  finding({ state: 'ok', code, title, detail, values });

export function backupChecks(read: () => Promise<BackupState>, clock: Clock): Check[] {
  const check = (name: string, title: string, look: (state: BackupState, now: number) => Finding): Check => ({
    name,
    title,
    run: async () => look(await read(), clock.now()),
  });
  return [
    check('backup-age', 'Age of the last proved backup', age),
    check('backup-run', 'The last backup', lastRun),
    check('backup-place', 'The place of the backups', ({ places }) => placeFinding(places)),
    check('backup-room', 'Room for backups', ({ places }) => room(places)),
    check('backup-apart', 'Backups outside of this computer', apart),
    check('backup-keys', 'The keys of this academy', keysKept),
  ];
}

function age({ last_proved_at, schedule }: BackupState, now: number): Finding {
  if (!last_proved_at)
    return schedule.enabled
      ? finding({
          state: 'warning',
          code: 'backup-none',
          title: 'There is no proved backup yet.',
          detail: 'If the computer broke now, everything would be lost.',
          remedy: backUpNow,
        })
      : finding({
          state: 'failing',
          code: 'backup-off',
          title: 'Backups are switched off and there is none.',
          detail: 'If the computer broke now, everything would be lost.',
          remedy: openRoom('Switch backups on.', 'Open backups'),
        });
  const old = now - Date.parse(last_proved_at);
  const days = Math.floor(old / DAY);
  const hours = Math.floor(old / HOUR);
  if (old <= patience(schedule))
    return well('backup-recent', 'The last backup is recent and proved.', 'It was restored, opened and served.', {
      hours,
    });
  return finding({
    state: old > 3 * patience(schedule) ? 'failing' : 'warning',
    code: 'backup-late',
    values: { days },
    title: `The last proved backup is ${days} days old.`,
    detail: 'What was learned since then would be lost with the disk.',
    remedy: backUpNow,
  });
}

function lastRun({ failure, total }: BackupState): Finding {
  if (!failure && total === 0) return well('backup-none-tried', 'No backup was tried yet.', '');
  if (!failure) return well('backup-worked', 'The last backup worked.', 'Nothing stood in its way.');
  return finding({
    state: 'warning',
    code: 'backup-failed',
    values: { cause: failure.cause, remedy: failure.remedy, step: failure.step },
    title: 'The last backup failed.',
    detail: failure.cause,
    remedy: { ...backUpNow, text: failure.remedy, label: 'Try again' },
  });
}

const namesOf = (places: readonly Place[]) => places.map(place => place.name).join(', ');

function placeFinding(places: readonly Place[]): Finding {
  const away = places.find(place => place.trouble);
  if (!away?.trouble)
    return well('backup-place-there', 'The place of the backups is there.', namesOf(places), {
      places: namesOf(places),
    });
  const isDisk = away.address.kind === 'usb';
  return finding({
    state: 'warning',
    code: isDisk ? 'backup-disk-missing' : 'backup-place-missing',
    values: { name: away.name, since: away.missing_since ?? '' },
    title: isDisk ? 'The backup disk is not connected.' : 'The place of the backups cannot be reached.',
    detail: away.trouble.text,
    remedy: openRoom(away.trouble.remedy, 'Open backups'),
  });
}

function room(places: readonly Place[]): Finding {
  const tight = places.find(
    ({ free_bytes, total_bytes, days_left }) =>
      (days_left !== null && days_left < ROOM_DAYS) ||
      (free_bytes !== null && total_bytes !== null && free_bytes < total_bytes * ROOM_SHARE),
  );
  if (!tight) return well('backup-room-enough', 'There is room for backups.', 'At the pace of the last weeks.');
  const days = tight.days_left;
  return finding({
    state: 'warning',
    code: days === null ? 'backup-room-full' : 'backup-room-short',
    values: days === null ? { name: tight.name } : { name: tight.name, days },
    title: days === null ? `${tight.name} is nearly full.` : `${tight.name} is full in about ${days} days.`,
    detail: 'Without room the next backups fail.',
    remedy: openRoom('Keep fewer backups or choose a larger place.', 'Open backups'),
  });
}

function apart({ places, protection }: BackupState): Finding {
  const outside = places.filter(place => place.trouble !== null || !place.same_disk);
  if (outside.length === 0)
    return finding({
      state: 'warning',
      code: 'backup-same-disk',
      title: 'Backups lie on the same disk as the academy.',
      detail: 'They help against mistakes, but not against a broken or stolen computer.',
      remedy: openRoom('Choose a USB disk, a network folder or a bucket.', 'Choose a place'),
    });
  if (!protection.encrypted)
    return finding({
      state: 'warning',
      code: 'backup-not-encrypted',
      title: 'Backups leave this computer without encryption.',
      detail: 'Whoever finds the disk or opens the folder can read everything that people wrote and learnt.',
      remedy: openRoom('Set a passphrase and write it down.', 'Encrypt backups'),
    });
  const names = namesOf(outside);
  return well('backup-apart', 'Backups lie outside of this computer, encrypted.', names, { places: names });
}

function keysKept({ keys, protection }: BackupState): Finding {
  if (!keys.due)
    return well(
      'backup-keys-kept',
      'The keys of this academy are kept apart.',
      protection.encrypted ? 'The encrypted backups hold them.' : 'In a key file that was saved.',
    );
  return finding({
    state: 'warning',
    code: 'backup-keys-nowhere',
    title: 'The keys of this academy are kept nowhere else.',
    detail:
      'Backups that are not encrypted leave them out. Without them, phone numbers, authenticator apps and stored passwords are lost on another computer.',
    remedy: openRoom('Save the key file, or encrypt the backups.', 'Save the keys'),
  });
}
