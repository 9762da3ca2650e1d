/** Imports of people as an administrator asks for them, each waited for. */
import { expect } from 'vitest';
import type { Import, ImportRow } from '../../server/accounts/import/contract.ts';
import type { Caller } from './academy.ts';
import { eventually } from './eventually.ts';

export const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64');
export const troubles = (rows: ImportRow[]) =>
  rows.flatMap(({ line, problems }) => problems.map(p => `${line} ${p.code}`));

/** `admin` is asked for anew each time: an academy makes it before the first test. */
export function peopleImports(admin: () => Caller) {
  const settled = (id: number): Promise<Import> =>
    eventually('the import rests', async () => {
      const { data } = await admin().get(`/users/imports/${id}`);
      return !(data.state as string).endsWith('ing') && (data as Import);
    });
  return {
    settled,
    async read(content: string | Buffer, options = {}): Promise<Import> {
      const file = { name: 'p.csv', content: base64(content), options };
      const { data, status } = await admin().post('/users/imports', file);
      expect(status).toBe(201);
      return settled(data.id as number);
    },
    async rowsOf({ id }: Pick<Import, 'id'>, query = ''): Promise<ImportRow[]> {
      return (await admin().get(`/users/imports/${id}/rows?per_page=100${query}`)).data as ImportRow[];
    },
    async apply({ id }: Import): Promise<Import> {
      expect((await admin().post(`/users/imports/${id}/apply`)).status).toBe(200);
      return settled(id);
    },
    find: async (email: string) => (await admin().get(`/users?search=${encodeURIComponent(email)}`)).data,
  };
}
