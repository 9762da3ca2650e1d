import { ask, type DemoCourse } from './course.ts';

export const linuxFundamentals: DemoCourse = {
  title: 'Linux fundamentals',
  description: 'Files, people, processes: feel at home in a terminal and know what each command changes.',
  category: 'Linux and scripting',
  difficulty_level: 'beginner',
  sections: {
    'First steps': [
      [
        'Where you are',
        8,
        '`pwd` says where you are, `ls` what is there, `cd` takes you elsewhere. Everything hangs from one root: `/`.',
      ],
      [
        'Reading without changing',
        10,
        '`less` shows a file a page at a time and cannot damage it. Search with `/word`, leave with `q`.',
      ],
      [
        'Users and groups',
        14,
        'Every file has an owner, a group and nine permission bits. `ls -l` shows them, `chmod` and `chown` change them.',
      ],
    ],
    'Keys and services': [
      [
        'Keys instead of passwords',
        15,
        'A key pair is two files that belong together. The **private** half never leaves your laptop; the **public** half may go anywhere, even on a poster.\n\n```bash title="On your laptop"\nssh-keygen -t ed25519\nssh-copy-id you@server\n```',
      ],
      [
        'Services you do not need',
        12,
        'What does not run cannot be broken into. List with `systemctl list-units`, and stop what nobody can name a reason for.',
      ],
    ],
  },
  quiz: {
    title: 'Check what stayed',
    questions: [
      ask(
        'Which file may you paste into a chat with a colleague?',
        'id_ed25519.pub',
        ['id_ed25519', '/etc/shadow', '.ssh/config with passwords'],
        'The public half is made to be shared.',
      ),
      ask('Which command shows where you are?', 'pwd', ['ls', 'cd', 'who'], 'Print working directory.'),
      ask(
        'How many permission bits does `ls -l` show per file?',
        'Nine',
        ['Three', 'Four', 'Twelve'],
        'Read, write, execute for owner, group, others.',
      ),
    ],
  },
};
