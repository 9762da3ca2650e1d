import { afterAll, describe, expect, it } from 'vitest';
import { createPasswords } from './passwords.ts';

const passwords = createPasswords();
afterAll(() => passwords.close());

describe('passwords', () => {
  it('are kept as argon2id with 19 MiB and 2 passes, each with its own salt', async () => {
    const [one, two] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });
  it('match themselves and nothing else', async () => {
    const stored = await passwords.hash('correct horse');
    expect(await passwords.matches('correct horse', stored)).toBe(true);
    expect(await passwords.matches('Correct horse', stored)).toBe(false);
  });
  it('match however the letters are composed', async () => {
    const stored = await passwords.hash('Pa\u00DFwort caf\u00E9');
    expect(await passwords.matches('Pa\u00DFwort cafe\u0301', stored)).toBe(true);
  });
  it('match the hashes of other systems', async () => {
    const { hashSync } = await import('bcryptjs');
    const stored = hashSync('correct horse', 4);
    for (const kind of ['$2a$', '$2b$', '$2y$']) {
      const other = kind + stored.slice(4);
      expect(await passwords.matches('correct horse', other), kind).toBe(true);
      expect(await passwords.matches('Correct horse', other), kind).toBe(false);
    }
  });
  it('never match for nobody, not even the decoy', async () => {
    expect(await passwords.matches('nobody has this password', null)).toBe(false);
  });
  it('say so when a stored hash is damaged', async () => {
    await expect(passwords.matches('x', 'not a hash')).rejects.toThrow(/decod/i);
  });
  it('work again after the process has gone', async () => {
    passwords.close();
    expect(await passwords.hash('again')).toMatch(/^\$argon2id/);
  });
});
