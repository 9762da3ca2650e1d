/** What the checks of the network say, as findings. Pure; texts for people who have never opened a terminal. */
import type { Finding, Remedy } from '../platform/health/contract.ts';
import type { Firewall, Network, NetworkAddress, ShortName } from './contract.ts';
import type { Https } from './https/contract.ts';

const toNetwork: Remedy['action'] = { kind: 'page', path: '/settings/network' };
const toHttps: Remedy['action'] = { kind: 'page', path: '/settings/https' };
const only: Remedy['action'] = { kind: 'none' };

const fine = (code: string, title: string, values: Finding['values'] = {}): Finding => ({
  state: 'ok',
  code,
  values,
  title,
  detail: '',
  remedy: null,
});

type Shown = Pick<NetworkAddress, 'host'>;

/** `answering`: addresses of this machine at which the academy answered when it asked itself. */
export function judgeAddresses(addresses: readonly Shown[], answering: readonly string[], port: number): Finding {
  const [best] = addresses;
  if (!best)
    return {
      state: 'warning',
      code: 'network-none',
      values: {},
      title: 'This computer is in no network.',
      detail: 'The academy runs, but only on this computer: no learner can reach it.',
      remedy: {
        text: 'Plug in a network cable, or connect this computer to the Wi-Fi. The address for learners then appears by itself.',
        label: 'Look at the network',
        action: toNetwork,
      },
    };
  const silent = addresses.filter(({ host }) => !answering.includes(host)).map(({ host }) => host);
  if (silent.length === 0)
    return fine('network-answers', `The academy answers at ${best.host}, port ${port}.`, { host: best.host, port });
  const hosts = silent.join(', ');
  return {
    state: silent.length === addresses.length ? 'failing' : 'warning',
    code: 'network-silent',
    values: { hosts, port },
    title: `The academy does not answer at ${hosts}.`,
    detail: `It was asked at port ${port} from this computer itself, so nobody else reaches it there either.`,
    remedy: {
      text: 'Restart the server. If that does not help, look whether it was told to listen on another address (LYCEUM_HOST).',
      label: 'Look at the network',
      action: toNetwork,
    },
  };
}

export function judgeShortName({ state, wanted, name, reason }: ShortName): Finding {
  const values = { wanted: `${wanted}.local`, name: `${name ?? wanted}.local` };
  if (state === 'works' && name !== wanted)
    return {
      ...fine('name-other', `Another device is called ${values.wanted}, so the academy is ${values.name}.`, values),
      detail: 'Learners use that name, or the address. Choose another name to have one of your own.',
    };
  if (state === 'works') return fine('name-works', `The name ${values.name} works in this network.`, values);
  if (state === 'off') return fine('name-off', 'No short name is told to the network, as was chosen.', values);
  if (state === 'no-network' || state === 'waiting')
    return fine('name-waiting', 'The short name is told as soon as there is a network.', values);
  return {
    state: 'warning',
    code: state === 'unavailable' ? 'name-unavailable' : 'name-unheard',
    values: { ...values, reason: reason ?? '' },
    title: `The name ${values.name} does not work.`,
    detail:
      state === 'unavailable'
        ? `Port 5353, over which names are told, cannot be had (${reason ?? ''}). The address in numbers works all the same.`
        : 'It was told to the network, but a question for it was not answered. The address in numbers works all the same.',
    remedy: {
      text: 'Use the address and the QR code. If the name matters, look whether a firewall stops port 5353 (UDP).',
      label: 'Look at the network',
      action: toNetwork,
    },
  };
}

const firewallNames: Record<Firewall['kind'], string> = {
  none: '',
  ufw: 'ufw',
  firewalld: 'firewalld',
  nftables: 'nftables',
  windows: 'Windows Defender',
};

export function judgeFirewall({ kind, ports, command }: Firewall, port: number): Finding {
  const name = firewallNames[kind];
  const values = { firewall: name, port, command: command ?? '' };
  if (kind === 'none') return fine('firewall-none', 'No firewall on this computer keeps learners out.', values);
  if (ports === 'open') return fine('firewall-open', `The firewall (${name}) lets learners in.`, values);
  const text = `Have the person who looks after this computer enter: ${command ?? ''}`;
  const remedy: Remedy = { text, label: 'Look at the network', action: toNetwork };
  if (ports === 'closed')
    return {
      state: 'warning',
      code: 'firewall-closed',
      values,
      title: `The firewall (${name}) keeps learners out.`,
      detail: `It has no rule that lets port ${port} in. Lyceum changes nothing there by itself.`,
      remedy,
    };
  return {
    state: 'ok',
    code: 'firewall-unknown',
    values,
    title: `A firewall (${name}) is on.`,
    detail: `Whether it lets port ${port} in only its administrator may see. A test from a phone tells.`,
    remedy,
  };
}

export function judgePoster(poster: Network['poster'], learnersUrl: string | null): Finding {
  if (poster === null) return fine('poster-none', 'No poster was printed yet.');
  if (poster.still_right) return fine('poster-right', 'The printed address still leads here.', { url: poster.url });
  return {
    state: 'warning',
    code: 'poster-wrong',
    values: { url: poster.url, now: learnersUrl ?? '' },
    title: 'The address on the printed posters no longer leads here.',
    detail: `They say ${poster.url}. ${learnersUrl === null ? 'This computer is in no network now.' : `Learners now open ${learnersUrl}.`}`,
    remedy: {
      text: 'Print the poster again. So that it stays right, let the router always give this computer the same address (a “DHCP reservation”).',
      label: 'Print a new poster',
      action: toNetwork,
    },
  };
}

/** Two real networks are no fault, but learners of each need their own address. */
export function judgeSeveral(
  addresses: readonly Pick<NetworkAddress, 'host' | 'medium'>[],
  nameUrl: string | null,
): Finding {
  const hosts = addresses.map(({ host }) => host).join(', ');
  if (addresses.length < 2) return fine('networks-one', 'This computer has one address for learners.', { hosts });
  return {
    ...fine(
      nameUrl === null ? 'networks-several' : 'networks-several-named',
      `This computer has ${addresses.length} addresses: ${hosts}.`,
      {
        hosts,
        count: addresses.length,
      },
    ),
    detail: `Learners use the one of the network they are in.${nameUrl === null ? '' : ' The short name leads each of them to the right one.'}`,
  };
}

const DAY_MS = 86_400_000;
/** Local certificates are renewed long before: that one comes this near means that renewing does not work. */
const LATE_DAYS = 21;

export function judgeHttps({ rung, certificate, listening, problems }: Https, now: number): Finding {
  if (rung === 'none') return fine('https-off', 'Connections are not encrypted, as was chosen.');
  const open: Remedy = { text: 'Open the settings of HTTPS.', label: 'Look at HTTPS', action: toHttps };
  if (!certificate)
    return {
      state: 'failing',
      code: 'https-no-certificate',
      values: {},
      title: 'The certificate for HTTPS is missing.',
      detail: 'Its file is gone or damaged. Addresses that begin with https do not work; plain ones do.',
      remedy: { ...open, text: 'Make or upload the certificate again.' },
    };
  const days = Math.floor((Date.parse(certificate.valid_to) - now) / DAY_MS);
  const values = { days, issuer: certificate.issuer };
  if (days < 0 || days < LATE_DAYS)
    return {
      state: days < 0 ? 'failing' : 'warning',
      code: days < 0 ? 'https-expired' : 'https-expires',
      values,
      title: days < 0 ? 'The certificate for HTTPS has ended.' : `The certificate for HTTPS ends in ${days} days.`,
      detail: 'From then on browsers refuse addresses that begin with https. Plain addresses go on working.',
      remedy: {
        ...open,
        text: rung === 'uploaded' ? 'Get a new certificate from its issuer and upload it.' : 'Renew the certificate.',
      },
    };
  if (listening && !listening.ok)
    return {
      state: 'warning',
      code: 'https-silent',
      values: { detail: listening.detail },
      title: 'HTTPS does not answer on this computer.',
      detail: `${listening.detail} Plain addresses go on working.`,
      remedy: {
        text: 'Stop the other program, or give HTTPS another port with LYCEUM_HTTPS_PORT.',
        label: '',
        action: only,
      },
    };
  const [problem] = problems.filter(({ severity, code }) => severity === 'error' || code === 'expires-soon');
  if (problem)
    return {
      state: 'warning',
      code: 'https-problem',
      values,
      title: 'The certificate needs a look.',
      detail: problem.message,
      remedy: open,
    };
  return fine('https-works', `HTTPS works; the certificate is good for ${days} days.`, values);
}
