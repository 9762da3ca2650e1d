/** What is said of the computer itself: disk, memory, processor, heat, power. Figures in, findings out. */
import type { Finding } from '../../platform/health/contract.ts';
import { atPage, byHand, bytes, failing, fine, milliseconds, percent, span, warning } from './words.ts';

/** Share in use from which on the disk is a topic (maintenance promises a word at 80 %). */
const DISK_WARNS = 0.8;
const DISK_FREE_SHARE = 0.1;
const DISK_ALMOST_FULL = 0.02;

export interface Space {
  free: number;
  total: number;
}

export function diskFinding({ free, total }: Space, own: number): Finding {
  const share = total > 0 ? free / total : 0;
  const values = { free_bytes: free, total_bytes: total, own_bytes: own };
  const remedy = atPage(
    '/media',
    'Look at the media',
    `The academy itself holds ${bytes(own)}. Move files that do not belong to it to another disk, or remove media that no course uses.`,
  );
  if (share <= DISK_ALMOST_FULL)
    return failing('disk-full', {
      title: 'The disk is almost full.',
      detail: `Only ${bytes(free)} of ${bytes(total)} is free. Uploads have stopped so that the database can go on; when nothing is left, nothing can be saved any more.`,
      remedy,
      values,
    });
  if (share <= DISK_FREE_SHARE)
    return warning('disk-low', {
      title: 'The disk is getting full.',
      detail: `${bytes(free)} of ${bytes(total)} is free. Learners notice nothing yet, but uploads stop before the database runs out of room.`,
      remedy,
      values,
    });
  if (1 - share > DISK_WARNS)
    return warning('disk-filling', {
      title: `The disk is ${percent(1 - share)} full.`,
      detail: `${bytes(free)} of ${bytes(total)} is free. There is time, but not for ever.`,
      remedy,
      values: { ...values, used_share: 1 - share },
    });
  return fine('disk-ok', `${bytes(free)} of ${bytes(total)} is free.`, values);
}

const SOON_DAYS = 30;

/** `days` until the disk is full at the present pace; null when it does not fill or there is too little to go by. */
export function trendFinding(days: number | null, recordedDays: number): Finding {
  if (days === null && recordedDays < 3)
    return fine('trend-unknown', 'Not enough days are recorded yet to say when the disk will be full.');
  if (days === null) return fine('trend-steady', 'The disk is not filling up.');
  const when = span(days);
  if (days > SOON_DAYS) return fine('trend-ok', `At the present pace the disk is full in about ${when}.`, { days });
  return warning('trend-soon', {
    title: `The disk will be full in about ${when}.`,
    detail: 'So it has gone in the last days. When it is full, uploads stop.',
    remedy: atPage('/media', 'Look at the media', 'Make room before then, or put the data on a larger disk.'),
    values: { days },
  });
}

/** Answer of a small write that was flushed, milliseconds, of the last minutes. */
export function fsyncFinding(recent: readonly number[]): Finding {
  if (recent.length < 3) return fine('disk-speed-unknown', 'The speed of the disk is being measured.');
  const middle = recent.toSorted((a, b) => a - b)[recent.length >> 1] as number;
  const values = { ms: Math.round(middle) };
  const remedy = byHand(
    'See to the disk',
    'See whether another program works the disk hard, a copy or a virus scan. A disk that stays slow is often one that is failing; an SSD inside the computer is best.',
  );
  if (middle < 200) return fine('disk-speed-ok', `A small write takes ${milliseconds(middle)}.`, values);
  const words = {
    title: 'The disk is slow.',
    detail: `Every answer that a learner saves waits about ${milliseconds(middle)} for the disk.`,
    remedy,
    values,
  };
  return middle < 1000 ? warning('disk-slow', words) : failing('disk-very-slow', words);
}

export interface Smart {
  passed: boolean | null;
  /** Sectors that were given up or wait to be. */
  badSectors: number;
  /** Share of its life that an SSD has used, 0 to 1 and above. */
  worn: number | null;
  device: string;
}

/** null: the disk was not asked, `why` says the reason. */
export function smartFinding(smart: Smart | null, why: 'no-tool' | 'no-right' | 'no-answer'): Finding {
  if (!smart) {
    const reasons = {
      'no-tool': 'The disk is not asked how it is: smartmontools is not installed.',
      'no-right': 'The disk cannot be asked how it is: this account may not.',
      'no-answer': 'This disk does not tell how it is, as disks of virtual machines and some USB cases do not.',
    };
    return fine(`smart-${why}`, reasons[why]);
  }
  const { device, badSectors, worn } = smart;
  const remedy = atPage(
    '/backups',
    'Make a backup now',
    'Make a backup to another disk now, then replace this disk and restore the backup.',
  );
  if (smart.passed === false)
    return failing('smart-failing', {
      title: 'The disk says that it is failing.',
      detail: `${device} reports a fault of its own and may stop working any day. Everything on it would be lost.`,
      remedy,
      values: { device },
    });
  if (badSectors > 0)
    return warning('smart-sectors', {
      title: 'The disk has bad spots.',
      detail: `${device} has given up ${badSectors} of its sectors. Often this grows.`,
      remedy,
      values: { device, count: badSectors },
    });
  if (worn !== null && worn >= 0.9)
    return warning('smart-worn', {
      title: 'The disk is nearly worn out.',
      detail: `${device} has used ${percent(worn)} of the life its maker gives it.`,
      remedy,
      values: { device, worn_share: worn },
    });
  return fine('smart-ok', `${device} says that it is well.`, { device });
}

const CLOSE_PROGRAMS =
  'Close other programs on this computer. If it stays like this, it has too little memory for so many people at once.';

export function memoryFinding(used: number, total: number): Finding {
  const values = { used_share: used, total_bytes: total };
  if (used < 0.9) return fine('memory-ok', `${percent(used)} of ${bytes(total)} of memory is in use.`, values);
  return warning('memory-short', {
    title: 'This computer is short of memory.',
    detail: `${percent(used)} of ${bytes(total)} is in use. Pages may answer more slowly; nothing is lost.`,
    remedy: byHand('Close other programs', CLOSE_PROGRAMS),
    values,
  });
}

/** `used` is the share of the swap space in use; null where there is none or it is not told. */
export function swapFinding(used: number | null, memoryUsed: number): Finding {
  if (used === null) return fine('swap-none', 'There is no swap space to fill.');
  if (used < 0.5 || memoryUsed < 0.8)
    return fine('swap-ok', `${percent(used)} of the swap space is in use.`, { used_share: used });
  return warning('swap-used', {
    title: 'The computer swaps memory to its disk.',
    detail: `${percent(used)} of the swap space is in use. Everything becomes slow when a computer does that.`,
    remedy: byHand('Close other programs', CLOSE_PROGRAMS),
    values: { used_share: used },
  });
}

/** Means of the last ten minutes, 0 to 1; a few busy minutes are no issue. */
export function cpuFinding(recent: readonly number[]): Finding {
  if (recent.length < 5) return fine('cpu-unknown', 'The processor is being watched.');
  const mean = recent.reduce((sum, value) => sum + value, 0) / recent.length;
  if (mean < 0.9)
    return fine('cpu-ok', `The processor was ${percent(mean)} busy in the last ${recent.length} minutes.`, {
      busy_share: mean,
      minutes: recent.length,
    });
  return warning('cpu-busy', {
    title: 'The processor is fully busy.',
    detail: `It was ${percent(mean)} busy for ${recent.length} minutes. Learners wait longer for every page.`,
    remedy: atPage(
      '/health',
      'See what this computer can carry',
      'Close other programs. Videos being prepared pass by themselves; if it is the learners, the advice on the page Health says what would help.',
    ),
    values: { busy_share: mean, minutes: recent.length },
  });
}

export function temperatureFinding(celsius: number | null): Finding {
  if (celsius === null) return fine('temperature-unknown', 'This computer does not tell its temperature.');
  const values = { celsius: Math.round(celsius) };
  if (celsius < 80) return fine('temperature-ok', `${Math.round(celsius)} °C.`, values);
  const words = {
    title: 'The computer is hot.',
    detail: `${Math.round(celsius)} °C. A hot computer becomes slow to protect itself and lives shorter.`,
    remedy: byHand(
      'Cool it',
      'Give it air: away from the wall and the sun, dust out of the openings, the fan turning.',
    ),
    values,
  };
  return celsius < 90 ? warning('temperature-high', words) : failing('temperature-extreme', words);
}

export interface Ups {
  name: string;
  /** As NUT writes it: `OL`, `OB LB`. */
  status: string;
  /** Per cent. */
  charge: number | null;
  /** Seconds on battery that are left. */
  runtime: number | null;
}

/** null: none is connected, or Network UPS Tools are not installed. */
export function upsFinding(ups: Ups | null): Finding {
  if (!ups) return fine('ups-none', 'No battery (UPS) is connected that tells its state.');
  const states = ups.status.split(/\s+/);
  const left =
    ups.runtime === null ? '' : ` It lasts for about ${Math.max(1, Math.round(ups.runtime / 60))} minutes more.`;
  const charge = ups.charge === null ? '' : ` ${Math.round(ups.charge)} % charged.`;
  const values = { ups: ups.name, charge: ups.charge ?? -1, runtime_seconds: ups.runtime ?? -1 };
  if (states.includes('LB') || (states.includes('OB') && ups.charge !== null && ups.charge < 20))
    return failing('ups-low', {
      title: 'The power is out and the battery is nearly empty.',
      detail: `The computer will go off soon.${left} What was acknowledged as saved is on the disk.`,
      remedy: byHand('Shut it down', 'Stop the server and shut the computer down, or bring the power back.'),
      values,
    });
  if (states.includes('OB'))
    return failing('ups-battery', {
      title: 'The power is out. The computer runs on its battery.',
      detail: `Learners notice nothing yet.${charge}${left}`,
      remedy: byHand(
        'Bring the power back',
        'See whether the plug is in and the fuse is well. Learners on an exam lose nothing that was saved.',
      ),
      values,
    });
  if (states.includes('RB'))
    return warning('ups-replace', {
      title: 'The battery of the UPS wants to be replaced.',
      detail: 'When the power goes, it would not last.',
      remedy: byHand('Replace the battery', `Order a battery for “${ups.name}” and put it in as its maker describes.`),
      values,
    });
  return fine('ups-ok', `“${ups.name}” has power.${charge}`, values);
}

/** Open files of the process that has most, and its limit. */
export function filesFinding(open: number | null, limit: number | null): Finding {
  if (open === null || limit === null)
    return fine('files-unknown', 'This system does not tell how many files are open.');
  const values = { open, limit };
  if (open < limit * 0.8 && limit >= 1024)
    return fine('files-ok', `${open} of ${limit} possible files and connections are open.`, values);
  return warning('files-limit', {
    title: 'The server may soon open no more connections.',
    detail: `${open} of ${limit} possible files and connections are open. At the limit, learners are turned away.`,
    remedy: byHand(
      'Raise the limit',
      'Start the server as a service (Settings, This computer): it then brings a higher limit along. By hand: LimitNOFILE=65536.',
    ),
    values,
  });
}
