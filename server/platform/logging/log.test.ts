import { expect, it } from 'vitest';
import { HOSTILE_LINES, NOT_A_LINE } from '../../../tests/factories/hostile-lines.ts';
import { createLog } from './log.ts';

it.each([...HOSTILE_LINES, ...NOT_A_LINE, 'a\n{"level":60,"msg":"forged"}'])(
  'whatever somebody sends is a value in one line of ours: %j',
  text => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', role: 'web', to: { write: line => void lines.push(line) } });
    log.warn({ path: `/courses/${text}`, method: text, err: new Error(text) }, 'not allowed');
    const written = lines.join('');
    expect(written.split('\n')).toHaveLength(2);
    expect(Array.from(written).filter(sign => sign < ' ' && sign !== '\n')).toEqual([]);
    expect(JSON.parse(written)).toMatchObject({ level: 40, role: 'web', msg: 'not allowed' });
  },
);
