/** Asking the network for a name as a phone would: with a listener of its own. */
import { createSocket } from 'node:dgram';
import { decode, encode } from 'dns-packet';
import { fullName } from './records-rules.ts';

const GROUP = '224.0.0.251';
const MDNS_PORT = 5353;
const PATIENCE_MS = 2000;
const ASK_EVERY_MS = 500;

/** Whether a question for the name, sent into the network of `address`, is answered with that address within two seconds. */
export function heard(name: string, address: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    const question = encode({ type: 'query', id: 1, questions: [{ type: 'A', name: fullName(name) }] });
    let asking: NodeJS.Timeout | undefined;
    const end = (result: boolean) => {
      clearTimeout(patience);
      clearInterval(asking);
      socket.close();
      resolve(result);
    };
    const patience = setTimeout(() => end(false), PATIENCE_MS);
    socket.on('error', () => end(false));
    socket.on('message', message => {
      if (hasAddress(message, name, address)) end(true);
    });
    // A port of its own: the answer comes straight to it, and no other program on this machine can take it.
    socket.bind(0, address, () => {
      socket.setMulticastInterface(address);
      socket.setMulticastTTL(255);
      const ask = () => socket.send(question, MDNS_PORT, GROUP, () => {});
      asking = setInterval(ask, ASK_EVERY_MS);
      ask();
    });
  });
}

function hasAddress(message: Buffer, name: string, address: string): boolean {
  try {
    const { answers = [] } = decode(message);
    return answers.some(
      answer => answer.type === 'A' && answer.data === address && answer.name.toLowerCase() === fullName(name),
    );
  } catch {
    return false;
  }
}
