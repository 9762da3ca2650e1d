import { expect, test } from 'vitest';
import { contextNow, within, withinWork } from './context.ts';

test('goes along with what is waited for, and ends with it', async () => {
  const context = { via: null, ip: '::1', userAgent: 'x', requestId: 'r', sessionId: 1, impersonatorId: null };
  const seen = await within(context, async () => {
    await Promise.resolve();
    return contextNow();
  });
  expect(seen).toEqual(context);
  expect(contextNow()).toEqual({
    ...context,
    via: 'system',
    ip: null,
    userAgent: null,
    requestId: null,
    sessionId: null,
  });
});

test('work in nobody’s name forgets who asked for it', async () => {
  const context = { via: null, ip: '::1', userAgent: 'x', requestId: 'r', sessionId: 1, impersonatorId: 2 };
  const seen = await within(context, () => withinWork('job:x.y', async () => contextNow()));
  expect(seen).toMatchObject({ via: 'job:x.y', ip: null, sessionId: null, impersonatorId: null });
});
