import { ask, type DemoCourse } from './course.ts';

export const incidentResponse: DemoCourse = {
  title: 'Incident response',
  description: 'The first hour decides. Keep evidence, stop the bleeding, tell the right people, learn afterwards.',
  category: 'Incident response',
  difficulty_level: 'intermediate',
  capacity: 24,
  sections: {
    'The first hour': [
      [
        'Recognise it',
        10,
        'Most incidents are noticed by people, not by tools. Make it easy and safe to say "something is odd".',
      ],
      [
        'Isolate, do not switch off',
        12,
        'Take the machine off the network but leave it running: its memory holds what the disk does not.',
      ],
      ['Who to call', 8, 'A list on paper, because the mail server may be the patient.'],
    ],
    Afterwards: [
      ['Evidence that holds', 15, 'Copy first, hash the copy, write down who touched it when. Work on the copy only.'],
      ['The report nobody fears', 10, 'Ask what made the mistake easy, not who made it.'],
    ],
  },
  quiz: {
    title: 'Tabletop',
    questions: [
      ask(
        'A laptop shows a ransom note. What comes first?',
        'Disconnect it from the network',
        ['Switch it off', 'Pay', 'Delete the note'],
        'Stop the spread, keep the memory.',
      ),
      ask(
        'Why hash a copy?',
        'To show later that it was not changed',
        ['To compress it', 'To encrypt it', 'To hide it'],
        'Same hash, same bytes.',
      ),
      ask(
        'Where is the call list kept?',
        'On paper as well',
        ['In the mail system only', 'In one person’s head', 'Nowhere'],
        'The network may be down.',
      ),
    ],
  },
};
