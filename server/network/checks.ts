/** Checks of the network for the appliance's health: each looks for itself, nothing is taken from memory. */
import { connect } from 'node:net';
import type { Clock } from '../platform/clock.ts';
import type { Check } from '../platform/health/contract.ts';
import { realNetworks } from './addresses-rules.ts';
import {
  judgeAddresses,
  judgeFirewall,
  judgeHttps,
  judgePoster,
  judgeSeveral,
  judgeShortName,
} from './checks-rules.ts';
import type { HttpsService } from './https/service.ts';
import type { Networks } from './interfaces.ts';
import type { NetworkService } from './service.ts';

interface ChecksParts {
  network: NetworkService;
  https: HttpsService;
  networks: Networks;
  ports: { port: number };
  clock: Clock;
}

const PATIENCE_MS = 1500;

export function networkChecks({ network, https, networks, ports, clock }: ChecksParts): Check[] {
  return [
    {
      name: 'network-address',
      title: 'Address for learners',
      async run() {
        const addresses = realNetworks(networks.now());
        const answers = await Promise.all(addresses.map(({ host }) => answersAt(host, ports.port)));
        const answering = addresses.filter((_, i) => answers[i]).map(({ host }) => host);
        return judgeAddresses(addresses, answering, ports.port);
      },
    },
    {
      name: 'network-several',
      title: 'Networks',
      run: async () => judgeSeveral(realNetworks(networks.now()), (await network.brief()).short_name.url),
    },
    { name: 'network-name', title: 'Short name', run: async () => judgeShortName((await network.brief()).short_name) },
    {
      name: 'network-firewall',
      title: 'Firewall of this computer',
      run: async () => judgeFirewall((await network.read()).firewall, ports.port),
    },
    {
      name: 'network-poster',
      title: 'Printed posters',
      async run() {
        const { poster, learners_url } = await network.brief();
        return judgePoster(poster, learners_url);
      },
    },
    { name: 'https', title: 'HTTPS', run: async () => judgeHttps(await https.describe(), clock.now()) },
  ];
}

/** Whether somebody listens there: a connection from this machine to its own address in the network. */
function answersAt(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const end = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
