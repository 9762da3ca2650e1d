import { describe, expect, it } from 'vitest';
import { readEdxQuiz } from './quiz-edx.ts';
import { readQuizMarkdown } from './quiz-markdown.ts';

const read = (text: string) => readQuizMarkdown(text, 'quiz.md', 0);

describe('our own notation', () => {
  it('reads each type of question', () => {
    const { questions, problems, intro } = read(
      [
        'Look things up if you like.',
        '## Which encrypt?',
        'Think of **both**.',
        '- [x] HTTPS',
        '- [x] SSH',
        '- [ ] Telnet',
        '  > Sends passwords in the clear.',
        'Points: 2',
        'Explanation: Two of them.',
        '',
        'And more.',
        '## One?',
        '- ( ) no',
        '- (x) yes',
        '## The sky is blue.',
        '- [X] True',
        '- [ ] False',
        '## How much?',
        'Answer: 42 ± 0.5',
        '## What is DNS?',
        '**Answer:** Domain Name System | domain names',
        '## Port, as text?',
        'Answer: 443',
        'Type: short answer',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(intro).toBe('Look things up if you like.');
    expect(questions).toEqual([
      {
        type: 'multiple_choice',
        prompt: 'Which encrypt?\n\nThink of **both**.',
        points: 2,
        explanation: 'Two of them.\n\nAnd more.',
        options: [
          { text: 'HTTPS', correct: true },
          { text: 'SSH', correct: true },
          { text: 'Telnet', correct: false, feedback: 'Sends passwords in the clear.' },
        ],
      },
      {
        type: 'single_choice',
        prompt: 'One?',
        points: 1,
        options: [
          { text: 'no', correct: false },
          { text: 'yes', correct: true },
        ],
      },
      expect.objectContaining({ type: 'true_false', prompt: 'The sky is blue.' }),
      { type: 'numeric', prompt: 'How much?', points: 1, value: 42, tolerance: 0.5 },
      { type: 'short_answer', prompt: 'What is DNS?', points: 1, answers: ['Domain Name System', 'domain names'] },
      { type: 'short_answer', prompt: 'Port, as text?', points: 1, answers: ['443'] },
    ]);
  });

  it('takes numbered questions when there are no headings, and labels as labels', () => {
    const numbered = read('1. First?\n   - [x] a\n   - [ ] b\n2. Second?\n   Answer: 7');
    expect(numbered.questions.map(({ type, prompt }) => [type, prompt])).toEqual([
      ['single_choice', 'First?'],
      ['numeric', 'Second?'],
    ]);
    expect(read('## Question 3\nWhat is it?\n- [x] a\n- [ ] b').questions[0]?.prompt).toBe('What is it?');
  });

  it('leaves what looks like options inside code alone', () => {
    const { questions } = read(
      '## What prints this?\n```md\n- [x] no option\n# no question\n```\n- [x] cat\n- [ ] dog',
    );
    expect(questions).toHaveLength(1);
    expect(questions[0]?.options?.map(option => option.text)).toEqual(['cat', 'dog']);
    expect(questions[0]?.prompt).toContain('- [x] no option');
  });

  it.each([
    ['## Q\n- [ ] a\n- [ ] b', 'No option is marked'],
    ['## Q\n- [x] a', 'only one option'],
    ['## Q\n- (x) a\n- (x) b', 'More than one'],
    ['## Q\nsome text', 'neither options nor an answer'],
    ['## Q\n- [x] a\n- [ ] b\nAnswer: a', 'both options and'],
    ['## Q\nAnswer: many\nType: numeric', 'not a number'],
    ['## Q\nAnswer:  | ', 'empty'],
    ['##  \nAnswer: 4', 'no text'],
  ])('warns of %j with its line', (text, reason) => {
    const { questions, problems } = read(`## Good?\nAnswer: yes\n${text}`);
    expect(questions).toHaveLength(1);
    expect(problems).toEqual([
      expect.objectContaining({ severity: 'warning', path: 'quiz.md', line: 3, code: 'quiz_question' }),
    ]);
    expect(problems[0]?.message).toContain(reason);
  });

  it('drops no line without saying so', () => {
    const { problems } = read('## Q\n- [x] a\n- [ ] b\nWhat is this doing here\nPoints: lots');
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [4, 'quiz_line'],
      [5, 'quiz_setting'],
    ]);
  });
});

describe('the edX notation', () => {
  const edx = (text: string) => readEdxQuiz(text.split('\n'), 'a.md', 10);

  it('reads shuffled boxes with feedback, wrapped options and explanations', () => {
    const { questions, problems } = edx(
      '\\>\\>Which?||Check all.<<\n\n[!x] One\nwrapped {{ unselected: Sad. }}\n\n[ ] Two {{ selected: No, not, unselected: Good. }}\n\n[Explanation]\n\nBecause.\n\n[Explanation]\n',
    );
    expect(problems).toEqual([]);
    expect(questions).toEqual([
      {
        type: 'multiple_choice',
        prompt: 'Which?\n\nCheck all.',
        points: 1,
        explanation: 'Because.',
        options: [
          { text: 'One\nwrapped', correct: true, feedback: 'Sad.' },
          { text: 'Two', correct: false, feedback: 'No, not' },
        ],
      },
    ]);
  });

  it('reads two questions in one block, true/false, and written answers', () => {
    const { questions } = edx(
      '>>A. True or False?<<\n(!) False.\n(x) True.\n>>Number?<<\n= 3.5 +- 0.1\n>>Word?<<\n= SYN\nor= syn\n',
    );
    expect(questions.map(question => question.type)).toEqual(['true_false', 'numeric', 'short_answer']);
    expect(questions[1]).toMatchObject({ value: 3.5, tolerance: 0.1 });
    expect(questions[2]?.answers).toEqual(['SYN', 'syn']);
  });

  it('warns of a matching question', () => {
    const { questions, problems } = edx('>>Match the terms.<<\n\nA : first\n\nB : second');
    expect(questions).toEqual([]);
    expect(problems).toMatchObject([{ line: 11, code: 'quiz_question' }]);
  });
});
