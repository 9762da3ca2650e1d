import { expect, it } from 'vitest';
import type { Presence } from '../platform/realtime/contract.ts';
import { newestPerPerson } from './service.ts';

const at = (userId: number, since: number, place: string): Presence => ({ userId, since, place, device: 'computer' });

it('shows each person once, where they connected last, newest first', () => {
  const shown = newestPerPerson([at(1, 10, 'old tab'), at(2, 20, 'home'), at(1, 30, 'lesson 4')]);
  expect(shown.map(p => [p.userId, p.place])).toEqual([
    [1, 'lesson 4'],
    [2, 'home'],
  ]);
});
