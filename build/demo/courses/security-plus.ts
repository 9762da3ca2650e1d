import { ask, type DemoCourse } from './course.ts';

export const securityPlus: DemoCourse = {
  title: 'Security+ preparation',
  description: 'Ten chapters through the objectives, with practice questions in the manner of the exam.',
  category: 'Certification preparation',
  difficulty_level: 'intermediate',
  sections: {
    'Threats and people': [
      ['Who attacks, and why', 20, 'From the bored to the paid: motive tells you what they will do next.'],
      [
        'Social engineering',
        20,
        'Urgency, authority, help. Three levers move most people; knowing them is half the defence.',
      ],
    ],
    'Architecture and operations': [
      [
        'Zero trust in one page',
        15,
        'Never trust because of where a request comes from; check who, what and how healthy, every time.',
      ],
      [
        'Cryptography you can use',
        25,
        'Symmetric for speed, asymmetric for strangers, hashes for proof. Choose known libraries, never your own.',
      ],
      [
        'Backups that restore',
        15,
        'Three copies, two kinds of media, one elsewhere, and a restore you have really done.',
      ],
    ],
  },
  quiz: {
    title: 'Mock exam 1',
    questions: [
      ask(
        'Which of these proves that data was not changed?',
        'A hash',
        ['A backup', 'A firewall', 'A longer password'],
        'Hashes are about integrity.',
      ),
      ask('The "3" in 3-2-1 stands for', 'copies', ['disks', 'years', 'people'], 'Three copies of the data.'),
      ask(
        'A caller in a hurry claims to be the director. Which lever is this?',
        'Authority',
        ['Scarcity', 'Reciprocity', 'None'],
        'Authority with urgency.',
      ),
      ask(
        'Zero trust decides by',
        'checking every request',
        ['the office network', 'the time of day alone', 'seniority'],
        'Location is no proof.',
      ),
    ],
  },
};
