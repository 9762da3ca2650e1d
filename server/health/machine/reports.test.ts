import { expect, test } from 'vitest';
import { readChrony, readSmart, readTimedatectl, readUps } from './reports.ts';

test('a disk of either kind is read out of smartctl’s JSON', () => {
  const ata = {
    device: { name: '/dev/sda' },
    model_name: 'WDC WD40EFRX',
    smart_status: { passed: true },
    ata_smart_attributes: {
      table: [
        { id: 5, raw: { value: 3 } },
        { id: 9, raw: { value: 31_000 } },
        { id: 197, raw: { value: 2 } },
      ],
    },
  };
  expect(readSmart(JSON.stringify(ata))).toEqual({ passed: true, badSectors: 5, worn: null, device: 'WDC WD40EFRX' });
  const nvme = {
    device: { name: '/dev/nvme0' },
    smart_status: { passed: false },
    nvme_smart_health_information_log: { percentage_used: 93, media_errors: 1 },
  };
  expect(readSmart(JSON.stringify(nvme))).toEqual({ passed: false, badSectors: 1, worn: 0.93, device: '/dev/nvme0' });
  expect([readSmart('{}'), readSmart('not json')]).toEqual([null, null]);
});

test('a battery is read out of upsc’s lines', () => {
  const text = 'battery.charge: 87\nbattery.runtime: 1540\nups.status: OB DISCHRG\n';
  expect(readUps('desk', text)).toEqual({ name: 'desk', status: 'OB DISCHRG', charge: 87, runtime: 1540 });
  expect(readUps('desk', 'Error: Data stale')).toBeNull();
});

test('who keeps the time is read out of timedatectl and chronyc', () => {
  expect(readTimedatectl('Timezone=UTC\nNTP=yes\nNTPSynchronized=no\n')).toEqual({
    enabled: true,
    synchronised: false,
    offset: null,
  });
  expect(readTimedatectl('Failed to connect to bus')).toBeNull();
  const tracking = '7F7F0101,host,2,1700000000.1,-0.250000000,0.0,0.0,1,0,0,0.1,0.2,64.0,Normal';
  expect(readChrony(tracking)).toEqual({ enabled: true, synchronised: true, offset: -250 });
  expect(readChrony('506 Cannot talk to daemon')).toBeNull();
});
