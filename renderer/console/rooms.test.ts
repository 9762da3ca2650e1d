import { expect, it } from 'vitest';
import { isAt, rooms, settingsSections, usersSections } from './rooms.ts';

it('finds one room for every path', () => {
  const at = (path: string) =>
    rooms.filter(room => [room.path, ...(room.also ?? [])].some(place => isAt(path, place))).map(room => room.key);
  expect(['/', '/users', '/users/7', '/uploads', '/settings/mail', '/usersx'].map(at)).toEqual([
    ['home'],
    ['users'],
    ['users'],
    ['courses'],
    ['settings'],
    [],
  ]);
});

it('keeps every section below its room', () => {
  expect(settingsSections.every(section => isAt(section.path, '/settings'))).toBe(true);
  expect(usersSections.every(section => isAt(section.path, '/users'))).toBe(true);
});
