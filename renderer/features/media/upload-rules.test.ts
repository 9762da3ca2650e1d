import { describe, expect, it } from 'vitest';
import {
  afterEvent,
  isSettled,
  secondsLeft,
  shareOf,
  speedOf,
  toStart,
  type Upload,
  type UploadEvent,
} from './upload-rules.ts';

const queueOf = (...events: UploadEvent[]) => events.reduce<readonly Upload[]>(afterEvent, []);
const added = (...ids: string[]): UploadEvent => ({
  type: 'added',
  uploads: ids.map(id => ({ id, group: 'one', name: `${id}.mp4`, size: 1000 })),
});
const statesOf = (queue: readonly Upload[]) => queue.map(({ state }) => state);

describe('the queue', () => {
  it('starts as many as may run at a time, in order', () => {
    const queue = queueOf(added('a', 'b', 'c'));
    expect(toStart(queue, 2)).toEqual(['a', 'b']);
    expect(toStart(afterEvent(queue, { type: 'started', id: 'a' }), 2)).toEqual(['b']);
  });

  it('counts a file that is being checked as busy, and gives its place on when it is stored', () => {
    const checking = queueOf(added('a', 'b'), { type: 'started', id: 'a' }, { type: 'checking', id: 'a' });
    expect(toStart(checking, 1)).toEqual([]);
    expect(toStart(afterEvent(checking, { type: 'refused', id: 'a', reason: 'No video.' }), 1)).toEqual(['b']);
  });

  it('keeps what arrived while paused, and takes its turn again', () => {
    const paused = queueOf(
      added('a'),
      { type: 'started', id: 'a' },
      { type: 'moved', id: 'a', sent: 400, at: 0 },
      { type: 'paused', id: 'a' },
    );
    expect(paused[0]).toMatchObject({ state: 'paused', sent: 400 });
    expect(toStart(paused, 2)).toEqual([]);
    expect(statesOf(afterEvent(paused, { type: 'resumed', id: 'a' }))).toEqual(['waiting']);
  });

  it('ignores progress that comes after pausing', () => {
    const paused = queueOf(added('a'), { type: 'started', id: 'a' }, { type: 'paused', id: 'a' });
    expect(afterEvent(paused, { type: 'moved', id: 'a', sent: 900, at: 5 })[0]?.sent).toBe(0);
  });

  it('lets the others go on when one is refused, and says why', () => {
    const queue = queueOf(
      added('a', 'b'),
      { type: 'started', id: 'a' },
      { type: 'started', id: 'b' },
      { type: 'refused', id: 'a', reason: 'This is a program.' },
    );
    expect(queue.map(({ state, reason }) => [state, reason])).toEqual([
      ['refused', 'This is a program.'],
      ['running', null],
    ]);
    expect(isSettled(queue)).toBe(false);
  });

  it('forgets a cancelled upload', () => {
    expect(queueOf(added('a', 'b'), { type: 'removed', id: 'a' }).map(({ id }) => id)).toEqual(['b']);
  });
});

describe('speed and time left', () => {
  const moves: UploadEvent[] = [0, 1000, 2000].map(at => ({ type: 'moved', id: 'a', sent: at / 10, at }));

  it('is measured over the samples of the last seconds', () => {
    const [upload] = queueOf(added('a'), { type: 'started', id: 'a' }, ...moves);
    expect(speedOf(upload?.samples ?? [])).toBe(100);
    expect(upload && secondsLeft(upload)).toBe(8);
  });

  it('leaves out what lies more than ten seconds back', () => {
    const late: UploadEvent = { type: 'moved', id: 'a', sent: 1000, at: 12_000 };
    const [upload] = queueOf(added('a'), { type: 'started', id: 'a' }, ...moves, late);
    expect(upload?.samples.map(({ at }) => at)).toEqual([2000, 12_000]);
    expect(speedOf(upload?.samples ?? [])).toBe(80);
  });

  it('is unknown at the beginning and when nothing moves', () => {
    expect(speedOf([])).toBeNull();
    expect(
      speedOf([
        { at: 0, sent: 0 },
        { at: 100, sent: 90 },
      ]),
    ).toBeNull();
    expect(
      speedOf([
        { at: 0, sent: 50 },
        { at: 5000, sent: 50 },
      ]),
    ).toBeNull();
  });

  it('gives the share of all files together, and 1 for none', () => {
    expect(
      shareOf([
        { size: 300, sent: 300 },
        { size: 100, sent: 0 },
      ]),
    ).toBe(0.75);
    expect(shareOf([])).toBe(1);
  });
});
