/**
 * Marks of devices on which people signed in before ("Device cookies" of the OWASP Authentication Cheat Sheet): tries from such a
 * device are counted apart from those of strangers. A mark names nobody; whose it is shows only to who has the key.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { randomToken } from './secrets.ts';

export interface DeviceMarks {
  /** Name of the device when this person signed in on it before; null for strangers. */
  deviceOf(value: string | undefined, userId: number): string | null;
  /** What the device keeps from now on, so that this person is known on it besides those who were. */
  marked(value: string | undefined, userId: number): string;
}

/** People who share a device are known on it, the last ones who came. */
const MOST_PEOPLE = 8;
const SHAPE = /^([\w-]{20,60})((?:~[\w-]{22}){1,8})$/;

export function createDeviceMarks(key: Uint8Array): DeviceMarks {
  const own = createHmac('sha256', key).update('device marks').digest();
  const markOf = (device: string, userId: number) =>
    createHmac('sha256', own).update(`${device}.${userId}`).digest('base64url').slice(0, 22);
  const read = (value: string | undefined) => {
    const [, device, marks = ''] = SHAPE.exec(value ?? '') ?? [];
    return device === undefined ? null : { device, marks: marks.slice(1).split('~') };
  };
  const holds = (marks: readonly string[], mark: string) =>
    marks.some(one => timingSafeEqual(Buffer.from(one), Buffer.from(mark)));
  return {
    deviceOf(value, userId) {
      const known = read(value);
      return known && holds(known.marks, markOf(known.device, userId)) ? known.device : null;
    },
    marked(value, userId) {
      const { device, marks } = read(value) ?? { device: randomToken(), marks: [] };
      const mark = markOf(device, userId);
      const others = marks.filter(one => one !== mark);
      return [device, ...[mark, ...others].slice(0, MOST_PEOPLE)].join('~');
    },
  };
}
