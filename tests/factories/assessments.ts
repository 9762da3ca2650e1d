/** Questions of every kind and answers to them. */

/** One question of every kind, 10 points together. The words in capitals stand in keys only. */
export const QUESTIONS = [
  {
    type: 'single_choice',
    prompt: 'Which protocol is **encrypted**?',
    points: 2,
    explanation: 'EXPLAINED',
    options: [
      {
        text: 'SSH',
        correct: true,
        feedback: 'PRAISED',
      },
      {
        text: 'Telnet',
        correct: false,
        feedback: 'WARNED',
      },
    ],
  },
  {
    type: 'multiple_choice',
    prompt: 'Which are symmetric?',
    points: 3,
    options: [
      {
        text: 'AES',
        correct: true,
      },
      {
        text: 'ChaCha20',
        correct: true,
      },
      {
        text: 'RSA',
        correct: false,
      },
    ],
  },
  {
    type: 'true_false',
    prompt: 'A hash can be decrypted.',
    points: 1,
    options: [
      {
        text: 'True',
        correct: false,
      },
      {
        text: 'False',
        correct: true,
      },
    ],
  },
  { type: 'short_answer', prompt: 'Which tool scans ports?', points: 2, answers: ['NMAP', 'ZENMAP'] },
  { type: 'numeric', prompt: 'Which port has HTTPS?', points: 2, value: 443.25, tolerance: 0.375 },
] as const;

interface Asked {
  id: number;
  type: string;
  options: { id: string; text: string }[];
}

/** Answers by question id, given by kind of question: texts of the options to choose, or what to type. */
export function answersTo(asked: readonly Asked[], texts: Record<string, string[] | string>): Record<number, unknown> {
  const answers: Record<number, unknown> = {};
  for (const { id, type, options } of asked) {
    const given = texts[type];
    if (typeof given === 'string') answers[id] = given;
    else if (given) answers[id] = options.filter(option => given.includes(option.text)).map(option => option.id);
  }
  return answers;
}

export const RIGHT = {
  single_choice: ['SSH'],
  multiple_choice: ['AES', 'ChaCha20'],
  true_false: ['False'],
  short_answer: ' nmap. ',
  numeric: '443,5',
};
