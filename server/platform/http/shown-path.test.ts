import { expect, test } from 'vitest';
import { shownPath } from './shown-path.ts';

test.each([
  ['/api/v1/courses/7', '/api/v1/courses/:id', { id: '7' }, '/api/v1/courses/7'],
  [
    '/api/v1/certificates/ab12/verify',
    '/api/v1/certificates/:id/verify',
    { id: 'ab12' },
    '/api/v1/certificates/:id/verify',
  ],
  ['/api/v1/users/me', undefined, {}, '/api/v1/users/me'],
  ['/api/v1/users/Maria/maria@example.org', undefined, {}, '/api/v1/users/…/…'],
  ['/media/Ama%20Owusu.pdf', undefined, {}, '/media/…'],
  ['/', undefined, {}, '/'],
])('%s at %s', (path, pattern, params, shown) => expect(shownPath({ path, pattern, params })).toBe(shown));
