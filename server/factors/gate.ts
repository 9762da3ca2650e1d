/** What the flow of signing in asks about second factors. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import type { From } from '../platform/http/routes.ts';
import type { FactorMethod, FactorStanding, PasskeyAnswer } from './contract.ts';
import type { PasskeyOwner } from './passkeys.ts';
import type { Prove } from './proving.ts';
import type { FactorFacts, FactorsRepository } from './repository.ts';
import { type FactorRules, isRequired, standingOf } from './standing-rules.ts';

export interface FactorGate {
  /** With what the person may finish signing in; empty where no second factor is due. */
  methods(userId: number): Promise<FactorMethod[]>;
  prove: Prove;
  /** Whose passkey signed; null when it is not known here, or the signature is not right. */
  passkeyOwner(answer: PasskeyAnswer, from: From): Promise<PasskeyOwner | null>;
  standing(userId: number): Promise<FactorStanding>;
  /** Whether somebody with these roles is late in setting one up; reads nothing where none of their roles must have one. */
  isOverdue(userId: number, roles: readonly string[]): Promise<boolean>;
  /** Somebody got in: the time to set up a factor runs from the first time that it was asked. */
  entered(userId: number): Promise<void>;
}

interface GateDeps {
  repository: FactorsRepository;
  work: Work;
  clock: Clock;
  rules: () => Promise<FactorRules>;
  prove: Prove;
  passkeyOwner: FactorGate['passkeyOwner'];
}

const NOBODY: FactorStanding = { required: false, enrolled: false, due_at: null, overdue: false };

export function createGate({ repository, work, clock, rules, prove, passkeyOwner }: GateDeps): FactorGate {
  const judge = async (facts: FactorFacts) =>
    standingOf({ ...facts, enrolled: facts.authenticators + facts.passkeys > 0 }, await rules(), clock.now());
  const read: FactorGate['standing'] = async userId => {
    const facts = await repository.facts(userId);
    return facts ? judge(facts) : NOBODY;
  };
  return {
    prove,
    passkeyOwner,
    standing: read,
    isOverdue: async (userId, roles) => isRequired(roles, await rules()) && (await read(userId)).overdue,
    async methods(userId) {
      // Codes without a factor: the app was lost with the keys of the academy. The password alone must not become enough by that.
      const facts = await repository.facts(userId);
      if (!facts) return [];
      const had: Record<FactorMethod, number> = {
        totp: facts.authenticators,
        passkey: facts.passkeys,
        recovery: facts.recovery,
      };
      return (['totp', 'passkey', 'recovery'] as const).filter(method => had[method] > 0);
    },
    async entered(userId) {
      const facts = await repository.facts(userId);
      if (!facts) return;
      const { required, enrolled } = await judge(facts);
      const isAsked = facts.askedAt !== null;
      if (required && !enrolled && !isAsked)
        await work.run(({ tx }) => repository.setAsked(tx, userId, instant(clock.now())));
      if (!required && isAsked) await work.run(({ tx }) => repository.setAsked(tx, userId, null));
    },
  };
}
