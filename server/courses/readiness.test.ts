import { expect, it } from 'vitest';
import { readinessOf } from './readiness.ts';
import type { OutlineModule } from './repository/modules.ts';

const lesson = (change: Partial<OutlineModule> = {}): OutlineModule => ({
  id: 1,
  order_index: 0,
  section: null,
  title: 'One',
  description: null,
  duration: 5,
  content_type: 'markdown',
  content: 'Text',
  is_mandatory: true,
  file_id: null,
  captions: [],
  assessment_id: null,
  question_count: 0,
  rendered: { html: '<p>Text</p>', headings: [] },
  ...change,
});
const complete = { title: 'A course', description: 'About', thumbnail_file_id: 1 };
const lacking = (
  course: typeof complete | { title: string; description: string; thumbnail_file_id: null },
  modules: OutlineModule[],
) => {
  const { ready, checks } = readinessOf(course, modules);
  return { ready, codes: checks.filter(check => !check.ok).map(check => check.code) };
};

it.each([
  ['a whole course', [lesson()], true, []],
  ['no module', [], false, ['modules', 'mandatory']],
  ['a lesson of spaces', [lesson({ content: '  ' })], false, ['content']],
  ['a film without its file', [lesson({ content_type: 'video' })], false, ['content']],
  ['a film', [lesson({ content_type: 'video', file_id: 4 })], true, []],
  ['a quiz without questions', [lesson({ content_type: 'quiz' })], false, ['questions']],
  ['a quiz', [lesson({ content_type: 'quiz', question_count: 2 })], true, []],
  ['only optional modules', [lesson({ is_mandatory: false })], true, ['mandatory']],
  [
    'a picture without description',
    [lesson({ rendered: { html: '<img src="x" alt="">', headings: [] } })],
    true,
    ['alt_text'],
  ],
  ['no duration', [lesson({ duration: 0 })], true, ['duration']],
])('%s', (_what, modules, ready, codes) => expect(lacking(complete, modules)).toEqual({ ready, codes }));

it('only advises a description and a cover', () =>
  expect(lacking({ title: 'x', description: ' ', thumbnail_file_id: null }, [lesson()])).toEqual({
    ready: true,
    codes: ['description', 'cover'],
  }));
