/** Courses of the demonstration academy: short, but with something in them. */

export interface DemoQuestion {
  prompt: string;
  right: string;
  wrong: string[];
  why: string;
}
export interface DemoCourse {
  title: string;
  description: string;
  category: string;
  difficulty_level: 'beginner' | 'intermediate' | 'advanced';
  capacity?: number;
  /** Section titles with their lessons: title and text. */
  sections: Record<string, [title: string, minutes: number, text: string][]>;
  quiz: { title: string; questions: DemoQuestion[] };
}

const ask = (prompt: string, right: string, wrong: string[], why: string): DemoQuestion => ({
  prompt,
  right,
  wrong,
  why,
});

export const courses: DemoCourse[] = [
  {
    title: 'Network defence',
    description:
      'See what crosses your network, tell normal from hostile, and close the doors that should not be open.',
    category: 'Network and infrastructure',
    difficulty_level: 'intermediate',
    sections: {
      Foundations: [
        [
          'How packets travel',
          12,
          'A message is cut into packets. Each carries a source, a destination and a number, so that the far side can put them back in order and ask again for those that were lost.\n\n> [!NOTE]\n> A router reads the destination only. Everything else in the packet is a promise that somebody else must check.',
        ],
        [
          'Addresses and subnets',
          18,
          'An address has a network part and a host part. The mask says where one ends: in `192.168.1.40/24` the first 24 bits name the network.\n\n| Mask | Hosts |\n| --- | --- |\n| /24 | 254 |\n| /28 | 14 |\n| /30 | 2 |',
        ],
        [
          'Ports, services, protocols',
          16,
          'A port is a door number. Services wait behind well-known ones: 22 for SSH, 53 for DNS, 443 for HTTPS.\n\n```bash title="On your laptop"\nss -tlnp\n```\n\nEvery line of the answer is a door somebody could knock on.',
        ],
      ],
      'Watching the wire': [
        [
          'Reading a packet capture',
          18,
          'Filter for TCP and look for the handshake: SYN, SYN ACK, ACK. Three packets in a few milliseconds are a conversation; a SYN to port after port that nobody answers is a scan.',
        ],
        [
          'What a scan looks like',
          10,
          'One source, many ports, no answers. Write down the source and the time before you read on: evidence first, theory later.',
        ],
      ],
      'Defending it': [
        [
          'Firewalls that fail closed',
          20,
          'A firewall that crashes can let everything through or nothing. Only one of these lets you sleep. Set the default to **drop**, then open exactly what the office needs.\n\n> [!WARNING]\n> Before you type the last line, open a second session. If the rule locks you out, that one still works.',
        ],
        [
          'Segmenting a small office',
          15,
          'Guests, printers and payroll have no business with each other. Three networks and four rules keep a stolen laptop from becoming a stolen company.',
        ],
      ],
    },
    quiz: {
      title: 'Final exam',
      questions: [
        ask(
          'Which packet begins a TCP conversation?',
          'SYN',
          ['ACK', 'FIN', 'RST'],
          'The client speaks first, with a SYN.',
        ),
        ask('How many hosts fit into a /28?', '14', ['16', '30', '254'], '16 addresses, less network and broadcast.'),
        ask(
          'What should a firewall do with what no rule names?',
          'Drop it',
          ['Let it through', 'Log it only', 'Ask the user'],
          'Deny by default.',
        ),
        ask(
          'Many SYNs to many ports without an answer are…',
          'a port scan',
          ['a video call', 'a backup', 'normal browsing'],
          'Nobody talks to every port for fun.',
        ),
      ],
    },
  },
  {
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
  },
  {
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
        [
          'Evidence that holds',
          15,
          'Copy first, hash the copy, write down who touched it when. Work on the copy only.',
        ],
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
  },
  {
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
  },
  {
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
        [
          'Times that compare',
          15,
          'Parse times into UTC before you compare them. Every log has its own idea of local.',
        ],
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
  },
  {
    title: 'Cloud security basics',
    description: 'What stays your job when the servers are somebody else’s, and how to see who may do what.',
    category: 'Network and infrastructure',
    difficulty_level: 'beginner',
    sections: {
      'Shared responsibility': [
        [
          'Whose job is it?',
          12,
          'The provider locks the building. Who gets a key to your data is always your decision.',
        ],
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
  },
  {
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
  },
];
