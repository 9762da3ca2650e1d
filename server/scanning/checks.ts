/** Whether files are scanned: the scanner finds a test file, and its signatures are young. */
import { type Clock, DAY } from '../platform/clock.ts';
import type { Check, Finding } from '../platform/health/contract.ts';
import type { ScanningService } from './service.ts';

/** ClamAV itself warns after seven days; freshclam asks several times a day. */
const OLD_DAYS = 7;
const PAGE = '/settings/scanning';

export const scanningChecks = (scanning: Pick<ScanningService, 'look'>, clock: Clock): Check[] => [
  {
    name: 'malware-scan',
    title: 'Malware scan of uploads',
    timeoutMs: 30_000,
    async run(): Promise<Finding> {
      const { scanner, mode, wasThere } = await scanning.look();
      const { state, address, version, signatures_at } = scanner;
      if (state === 'off') return off();
      if (state === 'none') return mode === 'required' || wasThere ? gone(mode === 'required') : none();
      if (state === 'away') return away(mode === 'required', address ?? '');
      if (state === 'blind') return blind(address ?? '');
      const days = signatures_at === null ? null : Math.floor((clock.now() - Date.parse(signatures_at)) / DAY);
      if (days !== null && days >= OLD_DAYS) return old(days);
      return well(version ?? '', days !== null);
    },
  },
];

const quiet = (code: string, values: Finding['values'], title: string, detail: string): Finding => ({
  state: 'ok',
  code,
  values,
  title,
  detail,
  remedy: null,
});

const FOUND = 'It found the test file.';
const well = (version: string, knowsAge: boolean): Finding =>
  knowsAge
    ? quiet('scanner-fresh', { version }, `ClamAV ${version} scans every upload, with signatures of these days.`, FOUND)
    : quiet('scanner-works', { version }, `ClamAV ${version} scans every upload.`, FOUND);

const none = () =>
  quiet(
    'scanner-none',
    {},
    'Uploads are not scanned for malware: there is no scanner.',
    'Every file is still checked by its content. Install ClamAV if files of strangers are uploaded here; it is used by itself.',
  );

const off = () =>
  quiet(
    'scanner-off',
    {},
    'Uploads are not scanned for malware, by choice.',
    'Every file is still checked by its content.',
  );

const issue = (
  state: 'warning' | 'failing',
  { code, values = {}, title, detail }: Pick<Finding, 'code' | 'title' | 'detail'> & { values?: Finding['values'] },
  text: string,
): Finding => ({
  state,
  code,
  values,
  title,
  detail,
  remedy: { text, label: 'Open the malware scan', action: { kind: 'page', path: PAGE } },
});

const meaning = (isRequired: boolean) =>
  isRequired
    ? 'Scanning is required, so nobody can upload anything until it is back.'
    : 'Files are taken without having been scanned until it is back.';

const gone = (isRequired: boolean): Finding =>
  issue(
    isRequired ? 'failing' : 'warning',
    {
      code: isRequired ? 'scanner-gone-required' : 'scanner-gone',
      title: 'The malware scanner is not there any more.',
      detail: meaning(isRequired),
    },
    'Start the service clamav-daemon again, or choose that files are not scanned.',
  );

const away = (isRequired: boolean, address: string): Finding =>
  issue(
    isRequired ? 'failing' : 'warning',
    {
      code: isRequired ? 'scanner-away-required' : 'scanner-away',
      values: { address },
      title: `The malware scanner at ${address} does not answer.`,
      detail: meaning(isRequired),
    },
    'Start the service clamav-daemon again. It needs 1.5 GB of memory and about a minute to start.',
  );

const blind = (address: string): Finding =>
  issue(
    'failing',
    {
      code: 'scanner-blind',
      values: { address },
      title: `The malware scanner at ${address} does not find the test file.`,
      detail: 'It answers, but would let malware through: its signatures are missing.',
    },
    'Let freshclam fetch the signatures, then restart the service clamav-daemon.',
  );

const old = (days: number): Finding =>
  issue(
    'warning',
    {
      code: 'scanner-old',
      values: { days },
      title: `The signatures of the malware scanner are ${days} days old.`,
      detail: 'Files are scanned, but newer malware is not known to it.',
    },
    'See that the service clamav-freshclam runs and reaches the internet. Without internet, copy the files daily.cvd and main.cvd to the computer by hand.',
  );
