import { ask, type DemoCourse } from './course.ts';

export const cloudSecurity: DemoCourse = {
  title: 'Cloud security basics',
  description: 'What stays your job when the servers are somebody else’s, and how to see who may do what.',
  category: 'Network and infrastructure',
  difficulty_level: 'beginner',
  sections: {
    'Shared responsibility': [
      ['Whose job is it?', 12, 'The provider locks the building. Who gets a key to your data is always your decision.'],
      ['Least privilege', 15, 'Give a program the rights it needs today. Tomorrow’s need is tomorrow’s request.'],
    ],
    'Looking after it': [
      [
        'Logs you will want',
        12,
        'Who signed in, who changed a right, who read the bucket. Turn these on before you need them.',
      ],
    ],
  },
  quiz: {
    title: 'Whose job?',
    questions: [
      ask(
        'Who decides which of your colleagues may read a bucket?',
        'You',
        ['The provider', 'Nobody', 'The auditor'],
        'Access is the customer’s side.',
      ),
      ask(
        'Least privilege means',
        'only the rights needed now',
        ['no rights at all', 'the same rights for all', 'rights by seniority'],
        'Smaller rights, smaller accidents.',
      ),
    ],
  },
};
