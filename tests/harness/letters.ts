/** What tests of people and their addresses share: signing in, what the ledger says, and what stands in their mails. */
import { type Answer, type Caller, caller, PASSWORD, type TestAcademy } from './academy.ts';
import { eventually } from './eventually.ts';

export const codeOf = ({ errors }: Answer) => errors[0]?.code;
export const tokenIn = (text: string) => /#([\w-]{40,})/.exec(text)?.[1] as string;

export const signIn = (site: TestAcademy, email: string, password: string) =>
  site.visitor.post('/auth/login', { email, password });

/** Somebody who has the password of all test people, with a new session. */
export async function signedInAs(site: TestAcademy, email: string): Promise<Caller> {
  const { data } = await signIn(site, email, PASSWORD);
  return caller(site.origin, data.user.id as number, data.token as string);
}

/** Acts on something, the oldest first, with their details. */
export async function actsOn(site: TestAcademy, resource: string, id: number) {
  const rows = await site.academy.db.read.all<{ action: string; details: string | null }>(
    'select action, details from user_activity_logs where resource_type = ? and resource_id = ? order by id',
    [resource, id],
  );
  return rows.map(({ action, details }) => ({
    action,
    details: details === null ? null : (JSON.parse(details) as unknown),
  }));
}

/** The text of the newest message of a kind to somebody, as the outbox shows it to the administrator; waits for it. */
export async function mailTo(admin: Caller, address: string, template: string): Promise<string> {
  const wanted = async () => {
    const { data } = await admin.get(`/mail/messages?search=${encodeURIComponent(address)}`);
    return (data as { id: number; template: string }[]).find(one => one.template === template);
  };
  await eventually(`a message ${template} to ${address}`, async () => (await wanted()) !== undefined);
  const { data } = await admin.get(`/mail/messages/${(await wanted())?.id}/preview`);
  return data.text as string;
}
