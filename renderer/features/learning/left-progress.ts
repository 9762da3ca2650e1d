/** Sends what pages left behind that are gone: closed, or left while there was no connection. */
import { call } from '../../platform/call.ts';
import type { Report } from './reporter.ts';
import { putBack, sendLeft, takeLeft } from './study-log.ts';

/** Name of this window among those of the same browser. */
export const TAB = Array.from(crypto.getRandomValues(new Uint32Array(2)), part => part.toString(36)).join('');
/** Modules whose pages are open in this window: they send for themselves. */
export const OPEN = new Set<number>();

export const sendReport = (about: { courseId: number; moduleId: number }, body: Report, leaving: boolean) =>
  call(
    'PUT /courses/:id/modules/:moduleId/progress',
    { params: { id: about.courseId, moduleId: about.moduleId }, body },
    { keepalive: leaving },
  );

export async function sendLeftProgress(userId: number): Promise<void> {
  if (!navigator.onLine) return;
  const left = takeLeft(localStorage, { userId, now: Date.now(), tab: TAB, open: OPEN });
  await sendLeft(left, {
    async lastAccessed(courseId) {
      const { standing } = await call('GET /courses/:id', { params: { id: courseId } });
      const at = standing.enrolment?.last_accessed;
      return at ? Date.parse(at) : null;
    },
    send: (unsent, body) => sendReport(unsent, body, false),
    putBack: unsent => putBack(localStorage, unsent, TAB),
  });
}
