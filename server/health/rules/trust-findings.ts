/** What is said of clocks, keys and people: time, rights of files, administrators, guessing of passwords. */
import type { Finding } from '../../platform/health/contract.ts';
import { atPage, byCall, byHand, counted, failing, fine, lasting, warning } from './words.ts';

const DAY_MS = 86_400_000;
/** The product did not exist before: a clock that tells so is wrong. */
export const OLDEST_MOMENT = Date.parse('2026-01-01T00:00:00.000Z');
const LEEWAY_MS = 5 * 60_000;

/** `newest`: the newest moment that is written down anywhere, of the records or of the recorder. */
export function clockFinding(now: number, newest: number | null): Finding {
  const shown = new Date(now).toISOString().slice(0, 16).replace('T', ' ');
  const values = { now_at: new Date(now).toISOString() };
  const remedy = byHand(
    'Set the clock',
    'Set date and time in the settings of this computer. A clock that is wrong again after each start needs a new battery on the main board.',
  );
  if (now < OLDEST_MOMENT)
    return failing('clock-past', {
      title: 'The clock of this computer is wrong.',
      detail: `It shows ${shown} (UTC). Sign-ins, due dates and certificates would carry wrong times.`,
      remedy,
      values,
    });
  if (newest !== null && newest - now > LEEWAY_MS)
    return failing('clock-back', {
      title: 'The clock of this computer was set back.',
      detail: `It shows ${shown} (UTC), ${lasting(newest - now)} before something that has happened already.`,
      remedy,
      values,
    });
  return fine('clock-ok', `${shown} (UTC).`, values);
}

export interface TimeSync {
  /** The system keeps its time by a time server. */
  enabled: boolean | null;
  synchronised: boolean | null;
  /** Measured difference to the time server, milliseconds; null when not told. */
  offset: number | null;
}

/** Without internet there is no time server, which is no fault: only a difference that was measured is one. */
export function timeSyncFinding(sync: TimeSync | null): Finding {
  if (!sync) return fine('time-sync-unknown', 'This system does not tell whether its time is kept by a time server.');
  if (sync.offset !== null && Math.abs(sync.offset) > 2000)
    return warning('time-off', {
      title: 'The clock of this computer is off.',
      detail: `It differs from the time server by ${lasting(Math.abs(sync.offset))}. Due dates count by this clock.`,
      remedy: byHand('Set the clock', 'Let the system set its time by itself, or set it by hand.'),
      values: { seconds: Math.round(sync.offset / 1000) },
    });
  if (sync.synchronised) return fine('time-sync-ok', 'The time is kept by a time server.');
  if (sync.enabled)
    return fine(
      'time-sync-offline',
      'No time server is in reach; the computer’s own clock is used, as it should be without internet.',
    );
  return fine('time-sync-off', 'The time is not kept by a time server. Compare it with a watch now and then.');
}

/** `zone` as the system says it; `offsetOk` false when the zone is not known to this Node. */
export function zoneFinding(zone: string | null): Finding {
  if (zone) return fine('zone-ok', `The time zone is ${zone}.`, { zone });
  return warning('zone-unknown', {
    title: 'The time zone of this computer is not set.',
    detail:
      'Nightly work, such as backups, would run at the wrong hour. Learners see times in their own zone all the same.',
    remedy: byHand('Set the time zone', 'Set the time zone in the settings of this computer, then restart the server.'),
  });
}

export interface LooseFile {
  path: string;
  /** What it should be at the most, as in chmod. */
  wanted: string;
}

export function permissionsFinding(loose: readonly LooseFile[]): Finding {
  const first = loose[0];
  if (!first) return fine('permissions-ok', 'Keys and set-up code can be read by the server’s account alone.');
  return warning('permissions-loose', {
    title: 'Others on this computer can read the academy’s keys.',
    detail: `${first.path}${loose.length > 1 ? ` and ${counted(loose.length - 1, 'more file')}` : ''} can be read by every account. Who has the keys can sign in as anybody.`,
    remedy: byCall(
      '/health/remedies/permissions',
      'Put it right',
      'One click makes them readable for the server’s account alone.',
    ),
    values: { path: first.path, count: loose.length },
  });
}

/** Wrong passwords within an hour. */
export function signInsFinding(refused: number): Finding {
  if (refused < 50)
    return fine('sign-ins-ok', `${counted(refused, 'wrong password')} within the last hour.`, { count: refused });
  return warning('sign-ins-many', {
    title: 'Somebody tries passwords.',
    detail: `${refused} wrong passwords within the last hour. After ten an account has to wait, so guessing does not get far.`,
    remedy: atPage(
      '/activity',
      'See who',
      'The log shows from which addresses they come. If it is a class that forgot its passwords, set new ones under Users.',
    ),
    values: { count: refused },
  });
}

const GRACE_MS = 14 * DAY_MS;
const LONG_AGO_MS = 180 * DAY_MS;

export interface Administrator {
  name: string;
  last_sign_in_at: string | null;
  created_at: string;
}

/** A new academy has two weeks until one administrator is too few. */
export function administratorsFinding(administrators: readonly Administrator[], now: number): Finding {
  const [first] = administrators;
  if (!first) return fine('administrators-none', 'The academy is not set up yet.');
  const idle = administrators.find(
    one => now - Date.parse(one.last_sign_in_at ?? one.created_at) > (one.last_sign_in_at ? LONG_AGO_MS : GRACE_MS),
  );
  if (idle)
    return warning('administrators-idle', {
      title: idle.last_sign_in_at
        ? 'An administrator’s account is not used any more.'
        : 'An administrator has never signed in.',
      detail: `${idle.name} may do everything here${idle.last_sign_in_at ? ', and was not here for half a year' : ', with the password that was handed out'}. Accounts that nobody watches are the ones that get stolen.`,
      remedy: atPage(
        '/users',
        'Look at the users',
        'Suspend the account, or take the administrator’s role away, if it is not needed.',
      ),
      values: { name: idle.name },
    });
  if (administrators.length === 1 && now - Date.parse(first.created_at) > GRACE_MS)
    return warning('administrators-one', {
      title: 'There is only one administrator.',
      detail: `When ${first.name} is ill or forgets the password, nobody else can help.`,
      remedy: atPage(
        '/users',
        'Make somebody administrator',
        'Give a second person whom you trust the role of administrator.',
      ),
      values: { name: first.name },
    });
  return fine(
    'administrators-ok',
    administrators.length === 1
      ? `One administrator: ${first.name}.`
      : `${administrators.length} administrators, all in use.`,
    {
      count: administrators.length,
    },
  );
}

/** `oldest` is what this version of the product needs. */
export function nodeFinding(version: string, port: number): Finding {
  const major = Number(version.split('.')[0]);
  const values = { version, port };
  if (major % 2 === 1)
    return warning('node-odd', {
      title: `Node ${version} is a version for trying out.`,
      detail: 'It gets repairs for half a year only.',
      remedy: byHand(
        'Use the one that comes along',
        'Start the academy by its own installer or by npm start, which bring the right Node along.',
      ),
      values,
    });
  return fine('node-ok', `Node ${version}, on port ${port}.`, values);
}

export interface Ended {
  /** When the recorder noticed. */
  at: number;
  minutes: number;
}

/** The machine or the server went off without being asked to, `lately` of the last week. */
export function powerFinding(lately: readonly Ended[]): Finding {
  const last = lately.at(-1);
  if (!last) return fine('power-ok', 'The server was always stopped in good order this week.');
  if (lately.length === 1)
    return fine(
      'power-once',
      `Once this week the server ended without being stopped. Everything that was saved is there.`,
    );
  return warning('power-often', {
    title: `The server ended ${lately.length} times this week without being stopped.`,
    detail:
      'Most often the power went, or the computer was switched off at the plug. Nothing that was saved is lost, but disks suffer.',
    remedy: byHand(
      'Protect the power',
      'Shut the computer down by its menu. Where the power fails often, a battery (UPS) helps; its state is shown here.',
    ),
    values: { count: lately.length },
  });
}
