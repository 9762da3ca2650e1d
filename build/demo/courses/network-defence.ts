import { ask, type DemoCourse } from './course.ts';

export const networkDefence: DemoCourse = {
  title: 'Network defence',
  description: 'See what crosses your network, tell normal from hostile, and close the doors that should not be open.',
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
};
