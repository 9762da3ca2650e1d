import { ask, type DemoCourse } from './course.ts';

export const pythonForDefenders: DemoCourse = {
  title: 'Python for defenders',
  description: 'Enough Python to read a log, find what matters, and save yourself an afternoon.',
  category: 'Linux and scripting',
  difficulty_level: 'beginner',
  sections: {
    'Reading logs': [
      [
        'Lines, fields, counts',
        20,
        '```python title="top.py"\nfrom collections import Counter\nlines = open("auth.log")\nprint(Counter(line.split()[10] for line in lines if "Failed" in line).most_common(5))\n```',
      ],
      ['Times that compare', 15, 'Parse times into UTC before you compare them. Every log has its own idea of local.'],
    ],
    'Small tools': [
      [
        'Arguments and exit codes',
        12,
        'A tool that says 0 when it worked and 1 when it did not can be trusted by other tools.',
      ],
    ],
  },
  quiz: {
    title: 'Read the code',
    questions: [
      ask(
        '`Counter(...).most_common(5)` answers',
        'the five most frequent with their counts',
        ['five random ones', 'the first five', 'five in alphabetical order'],
        'Most common first.',
      ),
      ask('Exit code 0 means', 'it worked', ['it failed', 'nothing to do', 'it is still running'], 'Zero problems.'),
    ],
  },
};
