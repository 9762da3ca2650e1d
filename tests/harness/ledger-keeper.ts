/**
 * A process that writes acts and meanwhile keeps the ledger again and again: `node ledger-keeper.ts FOLDER verify|seal|prune`, the
 * database's address in LEDGER_URL. Says `act` for each act that is on the disk, and the word of its deed whenever it begins.
 */
import { verifyLedger } from '../../server/ledger/verifying.ts';
import { removeOlder } from '../../server/ledger/retention.ts';
import { sealLedger } from '../../server/ledger/sealing.ts';
import { createTransact } from '../../server/platform/db/transact.ts';
import { createWork } from '../../server/platform/db/work.ts';
import { instant, systemClock } from '../../server/platform/clock.ts';
import { createEvents } from '../../server/platform/events/events.ts';
import { createLog } from '../../server/platform/logging/log.ts';
import { openLedgerRoom } from './ledger-room.ts';

const [folder = '', deed = ''] = process.argv.slice(2);
const room = openLedgerRoom(folder, process.env['LEDGER_URL'] || undefined);
const transact = createTransact(room.db);
const work = createWork({
  transact,
  clock: systemClock,
  events: createEvents(createLog({ level: 'silent', role: 'test' })),
  enqueue: () => Promise.reject(new Error('Nothing is put on a list here.')),
  wakeJobs: () => {},
});
const { signal } = new AbortController();
const looking = { signal, progress: () => {} };
const say = (word: string) => process.stdout.write(`${word}\n`);

/** Neither loop may keep the other from its turn: nothing in them waits for anything but SQLite. */
const othersTurn = () => new Promise(resolve => setImmediate(resolve));

async function writeOn(): Promise<never> {
  for (;;) {
    await work.run(({ record }) =>
      record({ userId: null, action: 'test.write', resourceType: 'test', resourceId: null }),
    );
    say('act');
    await othersTurn();
  }
}

const DEEDS: Record<string, () => Promise<unknown>> = {
  verify: () => verifyLedger(room, 'full', looking),
  seal: () =>
    sealLedger(
      { ...room, work, verifyRecent: aborted => verifyLedger(room, 'recent', { ...looking, signal: aborted }) },
      0,
      signal,
    ),
  prune: () =>
    removeOlder({ ...room, work, verify: each => verifyLedger(room, 'full', each) }, instant(systemClock.now()), {
      ...looking,
      slice: use => transact(tx => use(tx, 200)),
    }),
};

async function keepOn(): Promise<never> {
  for (;;) {
    say(deed);
    await DEEDS[deed]?.();
    await othersTurn();
  }
}

await Promise.all([writeOn(), keepOn()]);
