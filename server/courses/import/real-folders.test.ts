import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { droppedFolder } from '../../../tests/factories/dropped-folder.ts';
import { effortOf } from '../../../tests/harness/effort.ts';
import { input } from '../../../tests/harness/inputs.ts';
import { planFolder } from './folder.ts';
import type { CoursePlan } from './plan.ts';

const titles = (plan: CoursePlan) => plan.modules.map(module => [module.section, module.kind, module.title]);
const codes = (plan: CoursePlan) => plan.problems.map(problem => `${problem.severity} ${problem.code} ${problem.path}`);

describe('the sample course', () => {
  it('is planned with no problem at all', async () => {
    const plan = await planFolder(droppedFolder(join(import.meta.dirname, '../../../resources/sample-course')));
    expect(plan.problems).toEqual([]);
    expect(plan.title).toBe('Staying safe on a shared network');
    expect(titles(plan)).toEqual([
      ['What others can see', 'markdown', 'Who shares the network with you'],
      ['What others can see', 'video', 'The handshake in a packet capture'],
      ['What others can see', 'markdown', 'Addresses, ports and names'],
      ['Keep what is yours', 'markdown', 'Look before you trust'],
      ['Keep what is yours', 'markdown', 'One password must not open everything'],
      ['Keep what is yours', 'markdown', 'When something looks wrong'],
      ['Keep what is yours', 'pdf', 'The one page sheet'],
      ['Keep what is yours', 'quiz', 'What have you kept?'],
    ]);
    expect(plan.modules[1]?.captions).toEqual([
      { path: '1 What others can see/1.2 The handshake in a packet capture.en.vtt', language: 'en' },
    ]);
    expect(plan.modules[7]?.quiz?.questions.map(question => question.type)).toEqual([
      'single_choice',
      'multiple_choice',
      'true_false',
      'numeric',
      'short_answer',
    ]);
    expect(plan.files.reduce((bytes, { size }) => bytes + size, 0)).toBeLessThan(600_000);
  });
});

const security = input('course/security-101-module1');
const ossf = input('course/ossf-lfd121');

describe('real folders', () => {
  it.skipIf(!security)('makes six lessons and the quiz page of security-101, with its pictures', async () => {
    const plan = await planFolder(droppedFolder(security as string));
    expect(plan.modules.map(({ title, images }) => [title, images.length])).toEqual([
      ['The CIA triad and other key concepts', 2],
      ['Common cybersecurity threats', 1],
      ['Understanding risk management', 2],
      ['Security practices and documentation', 1],
      ['Zero Trust', 2],
      ['The shared responsibility model', 1],
      ['End of module quiz', 0],
    ]);
    expect(plan.files).toHaveLength(9);
    // The quiz is one link to a form on another site: nothing can be graded, and the plan says so.
    expect(plan.modules[6]?.kind).toBe('markdown');
    expect(plan.modules[6]?.markdown).toContain('forms.office.com');
    expect(codes(plan)).toEqual([
      'note ignored LICENSE',
      'warning image_remote 1.6 Shared responsibility model.md',
      'warning quiz_unreadable 1.7 End of module quiz.md',
    ]);
  });

  it.skipIf(!ossf)(
    'divides the OSSF course and reports each dangling picture with its line, in under a second',
    async () => {
      const entries = droppedFolder(ossf as string);
      const { ms, result: plan } = await effortOf(() => planFolder(entries));
      expect(ms).toBeLessThan(1000);
      expect(plan.title).toBe('Developing Secure Software (LFD121)');
      const missing = plan.problems.filter(problem => problem.code === 'image_missing');
      // Ten of its pictures folder, and two that lie elsewhere in the upstream repository.
      expect(missing.filter(problem => problem.message.includes('“images/'))).toHaveLength(10);
      expect(missing.map(problem => problem.line)).toEqual([
        23, 1243, 1337, 2512, 2560, 2817, 4772, 5158, 5234, 5235, 5344, 5744,
      ]);
      expect(plan.files).toHaveLength(6);
      const quizzes = plan.modules.filter(module => module.kind === 'quiz');
      // 79 headings start with “Quiz”; one is a matching question, which stays as text and is reported.
      expect(quizzes).toHaveLength(78);
      expect(quizzes.flatMap(module => module.quiz?.questions ?? [])).toHaveLength(79);
      expect(plan.problems.filter(problem => problem.code === 'quiz_unreadable').map(({ line }) => line)).toEqual([
        356,
      ]);
      expect(plan.modules.filter(module => module.kind === 'markdown')).toHaveLength(126);
      const basics = plan.modules
        .filter(module => module.section === 'Security Basics')
        .map(module => `${module.kind} ${module.title}`);
      expect(basics.slice(0, 4)).toEqual([
        'markdown Security Basics',
        'markdown What Does “Security” Mean?',
        'markdown Security Requirements',
        'quiz Quiz 1.2: Security Requirements',
      ]);
    },
  );
});
