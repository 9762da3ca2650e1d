import { describe, expect, it } from 'vitest';
import type { CourseInHand } from '../../../server/learning/contract.ts';
import {
  courseToContinue,
  minutesLeft,
  minutesLeftIn,
  nearestCertificate,
  partOfDay,
  shareDone,
  stoppedAt,
} from './next-step.ts';

const course = (id: number, progress: number, open: boolean): CourseInHand => ({
  course: { id, title: `Course ${id}`, thumbnail: null, module_count: 4, estimated_duration: 60 },
  progress_percentage: progress,
  enrolled_at: '2026-11-01T08:00:00.000Z',
  completed_at: open ? null : '2026-11-12T08:00:00.000Z',
  last_accessed: null,
  certificate_id: null,
  next: open ? { id: 1, title: 'Next', order_index: 0, content_type: 'markdown', duration: 5, last_position: 0 } : null,
  then: null,
  minutes_left: open ? 30 : 0,
});

describe('the greeting', () => {
  it.each([
    [4, 'evening'],
    [5, 'morning'],
    [11, 'morning'],
    [12, 'afternoon'],
    [17, 'afternoon'],
    [18, 'evening'],
    [23, 'evening'],
    [0, 'evening'],
  ] as const)('at %i is good %s', (hour, part) => {
    expect(partOfDay(hour)).toBe(part);
  });
});

describe('a film', () => {
  const film = { content_type: 'video', duration: 18, last_position: 432 };

  it('counts its position in seconds', () => {
    expect(shareDone(film)).toBeCloseTo(0.4);
    expect(stoppedAt(film)).toBe(432);
    expect(minutesLeft(film)).toBe(11);
  });

  it('has a minute left until it is done', () => {
    expect(minutesLeft({ ...film, last_position: 5000 })).toBe(1);
  });

  it('without a known length says nothing of time', () => {
    expect(minutesLeft({ ...film, duration: 0 })).toBeNull();
    expect(shareDone({ ...film, duration: 0 })).toBe(0);
  });

  it('not begun has no place to come back to', () => {
    expect(stoppedAt({ ...film, last_position: 0 })).toBeNull();
  });
});

describe('a text', () => {
  it('counts its position as a share', () => {
    const text = { content_type: 'markdown', duration: 10, last_position: 0.45 };
    expect(shareDone(text)).toBe(0.45);
    expect(minutesLeft(text)).toBe(6);
    expect(stoppedAt(text)).toBeNull();
  });
});

describe('which course comes first', () => {
  it('is the one used last that has something open', () => {
    expect(courseToContinue([course(1, 100, false), course(2, 40, true), course(3, 90, true)])?.course.id).toBe(2);
    expect(courseToContinue([course(1, 100, false)])).toBeUndefined();
  });

  it('for a certificate is the one furthest on, once begun', () => {
    const begun = [course(1, 100, false), course(2, 40, true), course(3, 90, true)];
    expect(nearestCertificate(begun)?.course.id).toBe(3);
    expect(nearestCertificate([course(4, 0, true)])).toBeUndefined();
  });
});

it('counts what of the next step is behind out of the time left', () => {
  const next = {
    id: 1,
    title: 'Film',
    order_index: 0,
    content_type: 'video' as const,
    duration: 18,
    last_position: 432,
  };
  expect(minutesLeftIn({ next, minutes_left: 60 })).toBe(53);
  expect(minutesLeftIn({ next: { ...next, duration: 0 }, minutes_left: 60 })).toBe(60);
  expect(minutesLeftIn({ next: null, minutes_left: 0 })).toBe(0);
});
