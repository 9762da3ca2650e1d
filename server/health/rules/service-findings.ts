/** What is said of the academy's own work: database, answers, faults, background work, processes. */
import type { Finding } from '../../platform/health/contract.ts';
import type { Minute } from '../contract.ts';
import { atPage, byHand, bytes, counted, failing, fine, lasting, milliseconds, warning } from './words.ts';

const RESTART =
  'Restart the server with the button at the foot of the rail. Most often this is enough; if not, see whether the disk with the data is full or unplugged.';

export const databaseFinding = {
  ok: (ms: number) => fine('database-ok', `Reads and writes, in ${milliseconds(ms)}.`, { ms: Math.round(ms) }),
  lost: () =>
    failing('database-forgetful', {
      title: 'The database does not keep what is written.',
      detail: 'What was written could not be read back. Nobody should work until this is mended.',
      remedy: atPage('/backups', 'Go to the backups', RESTART),
    }),
  away: (reason: string) =>
    failing('database-away', {
      title: 'The database does not answer.',
      detail: `Nobody can work until it does. What was saved before is safe. What was said: ${reason}`,
      remedy: byHand('Restart the server', RESTART),
      values: { reason },
    }),
};

export const limitsFinding = {
  ok: () => fine('limits-ok', 'Attempts are counted, so that passwords cannot be guessed by trying.'),
  away: (reason: string) =>
    failing('limits-away', {
      title: 'Nobody can sign in: attempts cannot be counted.',
      detail: `Sign-ins are refused while the server cannot count wrong passwords. What was said: ${reason}`,
      remedy: byHand('Restart the server', RESTART),
      values: { reason },
    }),
};

export interface Integrity {
  /** When the database was read whole, milliseconds since 1970. */
  at: number;
  seconds: number;
  /** What was found; empty when it is sound. */
  troubles: string[];
}

const DAY_MS = 86_400_000;

export function integrityFinding(last: Integrity | null, now: number, engine: 'sqlite' | 'postgres'): Finding {
  if (engine === 'postgres') return fine('integrity-postgres', 'PostgreSQL looks after its own files.');
  if (!last)
    return fine('integrity-not-yet', 'The database is read whole every night; the first time is still to come.');
  if (last.troubles.length > 0)
    return failing('integrity-damaged', {
      title: 'The database file is damaged.',
      detail: `Some of what is stored can no longer be read: ${last.troubles[0]}. It may grow worse.`,
      remedy: atPage(
        '/backups',
        'Go to the backups',
        'Restore the last backup that is proved restorable. The damaged file is kept.',
      ),
      values: { what: last.troubles[0] as string },
    });
  if (now - last.at > 8 * DAY_MS)
    return warning('integrity-old', {
      title: 'The database was not read whole for a week.',
      detail: `This is done at night, ${lasting(now - last.at)} ago for the last time. A computer that is off at night cannot do it.`,
      remedy: atPage('/health', 'Check now', 'Leave the computer on for a night.'),
      values: { days: Math.round((now - last.at) / DAY_MS) },
    });
  return fine(
    'integrity-ok',
    `Read whole and sound, ${lasting(now - last.at)} ago, in ${milliseconds(last.seconds * 1000)}.`,
    {
      checked_at: new Date(last.at).toISOString(),
    },
  );
}

export function databaseSizeFinding(size: number, wal: number | null, engine: 'sqlite' | 'postgres'): Finding {
  const values = { size_bytes: size, wal_bytes: wal ?? 0 };
  if (wal !== null && wal > Math.max(512e6, size))
    return warning('database-wal', {
      title: 'The database’s journal has grown large.',
      detail: `It holds ${bytes(wal)} that were not yet taken over into the database file. Reads become slower.`,
      remedy: byHand(
        'Restart the server',
        'A restart takes the journal over. If it grows again, save the support file in Activity.',
      ),
      values,
    });
  if (engine === 'sqlite' && size > 20e9)
    return warning('database-large', {
      title: 'The database has outgrown a single file.',
      detail: `${bytes(size)}. It works on, but backups and nightly checks take long.`,
      remedy: atPage(
        '/settings/database',
        'Look at the database',
        'Move the academy to PostgreSQL when there is a quiet day.',
      ),
      values,
    });
  return fine('database-size-ok', `${bytes(size)} of records.`, values);
}

const sumOf = (minutes: readonly Minute[], key: 'requests' | 'errors' | 'sign_ins_refused') =>
  minutes.reduce((sum, minute) => sum + minute[key], 0);

/** Of the last ten minutes. */
export function answersFinding(minutes: readonly Minute[]): Finding {
  const requests = sumOf(minutes, 'requests');
  const slow = minutes
    .flatMap(minute => (minute.answer_p95 === null ? [] : [minute.answer_p95]))
    .toSorted((a, b) => a - b);
  const middle = slow[slow.length >> 1];
  if (middle === undefined || requests < 20)
    return fine('answers-few', 'Too few pages were asked for in the last minutes to judge.');
  const values = { ms: Math.round(middle), requests };
  if (middle < 1000) return fine('answers-ok', `19 of 20 pages are answered within ${milliseconds(middle)}.`, values);
  return warning('answers-slow', {
    title: 'Pages answer slowly.',
    detail: `One page in twenty takes ${milliseconds(middle)} or longer. Learners notice.`,
    remedy: atPage(
      '/health',
      'See the graphs',
      'The graphs below tell whether the processor, the memory or the disk is the reason.',
    ),
    values,
  });
}

/** Of the last quarter of an hour. */
export function faultsFinding(minutes: readonly Minute[]): Finding {
  const requests = sumOf(minutes, 'requests');
  const errors = sumOf(minutes, 'errors');
  const values = { errors, requests };
  if (errors < 5 || errors / Math.max(1, requests) < 0.01)
    return fine(
      'faults-ok',
      errors === 0 ? 'No request failed in the last minutes.' : `${counted(errors, 'request')} of ${requests} failed.`,
      values,
    );
  return warning('faults-many', {
    title: 'Requests fail because of a fault on our side.',
    detail: `${errors} of ${requests} in the last quarter of an hour. The people concerned saw a message that nothing was changed.`,
    remedy: atPage(
      '/activity',
      'See the faults',
      'The log names each fault. If it does not pass, save the support file and ask for help.',
    ),
    values,
  });
}

export function loopFinding(recent: readonly number[]): Finding {
  if (recent.length < 3) return fine('loop-unknown', 'The processes are being watched.');
  const middle = recent.toSorted((a, b) => a - b)[recent.length >> 1] as number;
  if (middle < 200)
    return fine('loop-ok', `Every process answers at once (${milliseconds(middle)}).`, { ms: Math.round(middle) });
  return warning('loop-late', {
    title: 'A part of the server is held up.',
    detail: `It comes to its next task up to ${milliseconds(middle)} late. Everybody it serves waits that long.`,
    remedy: byHand(
      'Restart the server',
      'If it stays after a restart, the computer is too slow for so many people at once.',
    ),
    values: { ms: Math.round(middle) },
  });
}

export function queueFinding(waiting: number, oldestSeconds: number): Finding {
  const values = { waiting, minutes: Math.round(oldestSeconds / 60) };
  if (oldestSeconds <= 300)
    return fine(
      'queue-ok',
      waiting === 0 ? 'No background work waits.' : `${counted(waiting, 'piece')} of background work wait or run.`,
      values,
    );
  const stuck = oldestSeconds > 3600;
  const words = {
    title: stuck ? 'Background work is stuck.' : 'Background work is behind.',
    detail: `The oldest piece waits for ${lasting(oldestSeconds * 1000)}. Learners can go on, but mail, certificates and prepared files come late.`,
    remedy: atPage(
      '/activity',
      'See the background work',
      'Work that waits is kept and done in order. If nothing moves for a while, restart the server.',
    ),
    values,
  };
  return stuck ? failing('queue-stuck', words) : warning('queue-late', words);
}

export function failedJobsFinding({ count, names }: { count: number; names: readonly string[] }): Finding {
  if (count === 0) return fine('jobs-ok', 'No background work was given up since yesterday.');
  return warning('jobs-failed', {
    title: `${counted(count, 'piece')} of background work ${count === 1 ? 'was' : 'were'} given up.`,
    detail: `It was tried several times since yesterday and failed each time: ${names.join(', ')}.`,
    remedy: atPage('/activity', 'See what failed', 'Each says why it failed, and can be tried again from there.'),
    values: { count, names: names.join(', ') },
  });
}

export interface Life {
  /** Starts after a crash, of all parts of the server. */
  restarts: number;
  lastCrash: { at: string; reason: string } | null;
  state: string;
}

/** null where no supervisor looks after the server. */
export function workersFinding(life: Life | null, now: number): Finding {
  if (!life) return fine('workers-alone', 'The server runs as one process.');
  const crash = life.lastCrash;
  if (crash && now - Date.parse(crash.at) < DAY_MS)
    return warning('workers-crashed', {
      title: 'A part of the server crashed since yesterday.',
      detail: `It was started again by itself, and nothing saved was lost. ${crash.reason}`,
      remedy: atPage(
        '/activity',
        'See the log',
        'Once is no reason to worry. If it comes again, save the support file and ask for help.',
      ),
      values: { reason: crash.reason, crashed_at: crash.at },
    });
  return fine('workers-ok', 'Every part of the server runs without a crash since yesterday.');
}

export function postgresFinding(
  server: { version: string; number: number; used: number; limit: number } | null,
): Finding {
  if (!server) return fine('postgres-none', 'The records are in a file of the data folder (SQLite).');
  const { version, used, limit } = server;
  const values = { version, used, limit };
  if (server.number < 130_000)
    return warning('postgres-old', {
      title: `PostgreSQL ${version} is too old.`,
      detail: 'It no longer gets repairs from its makers.',
      remedy: byHand('Update PostgreSQL', 'Move to PostgreSQL 15 or newer; make a backup first.'),
      values,
    });
  if (used > limit * 0.85)
    return warning('postgres-connections', {
      title: 'PostgreSQL has hardly any connections left.',
      detail: `${used} of ${limit} are in use. When there are none, pages fail.`,
      remedy: byHand(
        'Raise max_connections',
        'Raise max_connections in postgresql.conf, or stop other programs that use this PostgreSQL.',
      ),
      values,
    });
  return fine('postgres-ok', `PostgreSQL ${version}, ${used} of ${limit} connections in use.`, values);
}

export function reserveFinding(free: number, reserve: number): Finding {
  const values = { free_bytes: free, reserve_bytes: reserve };
  if (free > reserve)
    return fine('reserve-ok', `${bytes(reserve)} stay free for the database; uploads stop before that.`, values);
  return failing('reserve-used', {
    title: 'Uploads have stopped, because the disk is nearly full.',
    detail: `The last ${bytes(reserve)} are kept for the database, so that learners can go on. ${bytes(free)} is left.`,
    remedy: atPage(
      '/media',
      'Look at the media',
      'Make room: remove media that no course uses, or move other files to another disk.',
    ),
    values,
  });
}
