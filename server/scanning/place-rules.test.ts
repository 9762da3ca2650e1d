import { expect, it } from 'vitest';
import { placeOf, shownPlace } from './place-rules.ts';

it.each([
  ['/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
  [' 127.0.0.1:3310 ', { host: '127.0.0.1', port: 3310 }],
  ['localhost:3310', { host: '127.0.0.1', port: 3310 }],
  ['[::1]:3310', { host: '::1', port: 3310 }],
])('%s is on this machine', (text, place) => {
  expect(placeOf(text)).toEqual(place);
  expect(placeOf(shownPlace(placeOf(text) ?? { path: '' }))).toEqual(place);
});

it.each([
  '192.168.1.5:3310',
  'clamav.example.org:3310',
  '127.0.0.1.example.org:3310',
  '169.254.169.254:80',
  'run/clamd.ctl',
  '127.0.0.1',
  '127.0.0.1:0',
  '127.0.0.1:70000',
  `/${'x'.repeat(107)}`,
  '/run/\0clamd',
])('%s is not asked', text => {
  expect(placeOf(text)).toBeNull();
});
