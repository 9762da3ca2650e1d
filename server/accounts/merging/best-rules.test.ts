import { expect, it } from 'vitest';
import { bestEnrolment, bestProgress, type Enrolment } from './best-rules.ts';

const enrolment: Enrolment = {
  status: 'active',
  enrolled_at: '2026-02',
  completed_at: null,
  progress_percentage: 20,
  mandatory_done: 1,
  last_accessed: '2026-03',
  last_module_id: 4,
  version: 1,
  withdrawn_at: null,
};

it('keeps the better of two enrolments, whichever is given first', () => {
  const other = {
    ...enrolment,
    status: 'withdrawn',
    enrolled_at: '2026-01',
    completed_at: '2026-05',
    progress_percentage: 100,
    mandatory_done: 5,
    last_accessed: '2026-06',
    last_module_id: 9,
    withdrawn_at: '2026-07',
  };
  const best = { ...other, status: 'active', withdrawn_at: null };
  expect(bestEnrolment(enrolment, other)).toEqual(best);
  expect(bestEnrolment(other, enrolment)).toEqual(best);
  expect(bestEnrolment(other, { ...other, withdrawn_at: '2026-08' })).toMatchObject({
    status: 'withdrawn',
    withdrawn_at: '2026-08',
  });
});

it('adds the time of both, and goes on where the person was last', () => {
  const one = { completed_at: null, time_spent: 60, last_position: 5, updated_at: '2026-02' };
  const two = { completed_at: '2026-01', time_spent: 30, last_position: 9, updated_at: '2026-01' };
  const best = { completed_at: '2026-01', time_spent: 90, last_position: 5, updated_at: '2026-02' };
  expect(bestProgress(one, two)).toEqual(best);
  expect(bestProgress(two, one)).toEqual(best);
});
