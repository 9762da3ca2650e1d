/** A process that writes acts: `node ledger-writer.ts FOLDER COUNT SIDE-BY-SIDE`, the database's address in LEDGER_URL. Says each that is on the disk. */
import { openDatabase } from '../../server/platform/db/database.ts';
import { createTransact } from '../../server/platform/db/transact.ts';
import { createWork } from '../../server/platform/db/work.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createEvents } from '../../server/platform/events/events.ts';
import { createLog } from '../../server/platform/logging/log.ts';

const [folder = '', count = '0', sideBySide = '1'] = process.argv.slice(2);
const db = openDatabase({ url: process.env['LEDGER_URL'] || undefined, folder });
const work = createWork({
  transact: createTransact(db),
  clock: systemClock,
  events: createEvents(createLog({ level: 'silent', role: 'test' })),
  enqueue: () => Promise.reject(new Error('Nothing is put on a list here.')),
  wakeJobs: () => {},
});
let next = 0;
async function writeOn(): Promise<void> {
  while (next < Number(count)) {
    const resourceId = ++next;
    const details = { pid: process.pid };
    await work.run(({ record }) =>
      record({ userId: null, action: 'test.write', resourceType: 'test', resourceId, details }),
    );
    process.stdout.write(`${resourceId}\n`);
  }
}
await Promise.all(Array.from({ length: Number(sideBySide) }, writeOn));
await db.close();
