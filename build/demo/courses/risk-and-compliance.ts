import { ask, type DemoCourse } from './course.ts';

export const riskAndCompliance: DemoCourse = {
  title: 'Risk and compliance',
  description: 'Name a risk, weigh it, decide, and be able to show your reasons a year later.',
  category: 'Governance and risk',
  difficulty_level: 'advanced',
  sections: {
    'Weighing risk': [
      ['Likelihood and harm', 15, 'Two honest scales of three beat one clever scale of ten.'],
      ['Accept, mend, share, avoid', 15, 'Every risk ends in one of four drawers. "We will see" is not one of them.'],
    ],
    Proof: [['Controls and evidence', 18, 'A control without evidence is a wish.']],
  },
  quiz: {
    title: 'Decide',
    questions: [
      ask(
        'Buying insurance against a risk is',
        'sharing it',
        ['avoiding it', 'mending it', 'ignoring it'],
        'Somebody else carries a part.',
      ),
      ask(
        'A control without evidence is',
        'a wish',
        ['enough', 'cheaper', 'a policy'],
        'Show it or it did not happen.',
      ),
    ],
  },
};
