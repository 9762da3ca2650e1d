/** Providers, as administrators set them up. */
import { type Clock, instant } from '../platform/clock.ts';
import { isUniqueViolation } from '../platform/db/dialect.ts';
import type { Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import { troubleWithUrl } from '../platform/net/address-rules.ts';
import { changesOf } from '../platform/settings/change-rules.ts';
import type { NewProvider, Provider, ProviderChange, ProviderTrial } from './contract.ts';
import { hasBlank } from './issuer-rules.ts';
import type { Protocol } from './protocol.ts';
import type { SsoRepository } from './repository.ts';
import { partyOf } from './signing-in.ts';

export interface ManagingDeps {
  work: Work;
  clock: Clock;
  repository: SsoRepository;
  protocol: Pick<Protocol, 'examine'>;
}

const JOINED =
  'People are joined with accounts at this issuer. Set the new one up as another provider, and remove this one when nobody needs it.';
const UNKNOWN = 'There is no such provider.';

export type Managing = ReturnType<typeof createManaging>;

export function createManaging({ work, clock, repository, protocol }: ManagingDeps) {
  const shown = async (id: number): Promise<Provider> =>
    found(
      (await repository.list()).find(provider => provider.id === id),
      UNKNOWN,
    );
  return {
    list: () => repository.list(),
    async create(wish: NewProvider, actor: Actor): Promise<Provider> {
      requireUsable(wish.issuer);
      const id = await work.run(async ({ tx, record }) => {
        const made = await repository.insert(tx, wish, instant(clock.now())).catch((cause: unknown) => {
          if (isUniqueViolation(cause))
            refuse('CONFLICT', 'There is a provider with this short name already.', { field: 'key', cause });
          throw cause;
        });
        await record({ ...act(actor, 'provider.create', made), details: { label: wish.label, issuer: wish.issuer } });
        return made;
      });
      return shown(id);
    },
    async update(id: number, change: ProviderChange, actor: Actor): Promise<Provider> {
      if (change.issuer !== undefined) requireUsable(change.issuer);
      await work.run(async ({ tx, record }) => {
        const before = found(await repository.byId(id, tx), UNKNOWN);
        // The number that somebody has at one issuer may be somebody else's at another (OpenID Connect Core 1.0 §5.7).
        if (change.issuer !== undefined && change.issuer !== before.issuer && (await repository.hasJoined(tx, id)))
          refuse('CONFLICT', JOINED, { field: 'issuer' });
        await repository.update(tx, before, change, instant(clock.now()));
        await record({ ...act(actor, 'provider.update', id), details: changesOf(before, change, ['client_secret']) });
      });
      return shown(id);
    },
    remove: (id: number, actor: Actor) =>
      work.run(async ({ tx, record }) => {
        const { label } = found(await repository.byId(id, tx), UNKNOWN);
        await repository.remove(tx, id);
        await record({ ...act(actor, 'provider.remove', id), details: { label } });
      }),
    test: async (id: number): Promise<ProviderTrial> =>
      protocol.examine(partyOf(found(await repository.byId(id), UNKNOWN))),
  };
}

const act = (actor: Actor, action: string, id: number) => ({
  userId: actor.userId,
  action,
  resourceType: 'provider',
  resourceId: id,
});

function requireUsable(issuer: string): void {
  if (hasBlank(issuer)) refuse('VALIDATION_ERROR', `Fill in the part in braces: ${issuer}`, { field: 'issuer' });
  const trouble = troubleWithUrl(issuer);
  if (trouble) refuse('VALIDATION_ERROR', trouble, { field: 'issuer' });
}
