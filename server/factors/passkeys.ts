/** Passkeys: WebAuthn Level 3 with discoverable credentials, the person always verified by the device, no attestation. */
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { type Clock, instant } from '../platform/clock.ts';
import { sha256 } from '../platform/crypto/secrets.ts';
import type { Unit } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { From } from '../platform/http/routes.ts';
import { PASSKEY_CHALLENGE_MS, type PasskeyChallenges, type Purpose } from './challenges.ts';
import type { NewPasskey, PasskeyAnswer, PasskeyHindrance } from './contract.ts';
import { HINDRANCE_WORDS, type KnownPlaces, partyAt, type RelyingParty } from './passkey-rules.ts';
import { type Proved, WRONG } from './proving.ts';
import type { FactorsRepository, PasskeyRow } from './repository.ts';

export interface PasskeysDeps {
  repository: FactorsRepository;
  challenges: PasskeyChallenges;
  clock: Clock;
  /** How people reach the academy. */
  places: () => Promise<KnownPlaces>;
  siteName: () => Promise<string>;
}

/** A passkey that signed; `use` counts it, inside the transaction that opens the session. */
export interface PasskeyOwner extends Proved {
  userId: number;
}

/** Loaded with the first passkey: most processes never see one. */
const webauthn = () => import('@simplewebauthn/server');

/** EdDSA, ES256, RS256: what every device has one of. */
const ALGORITHMS = [-8, -7, -257];

type MadePasskey = Omit<PasskeyRow, 'id' | 'last_used_at'>;

export interface Passkeys {
  hindrance(from: From): Promise<PasskeyHindrance | null>;
  enrolOptions(userId: number, from: From): Promise<Record<string, unknown>>;
  signInOptions(from: From): Promise<{ options: Record<string, unknown> | null; hindrance: PasskeyHindrance | null }>;
  /** Refuses unless the browser made it for this person, here and now. */
  made(
    userId: number,
    name: string,
    passkey: NewPasskey,
    from: From,
  ): Promise<{ row: MadePasskey; use: Proved['use'] }>;
  /** Whose passkey signed; null when it is not known here, or the signature is not right. */
  owner(answer: PasskeyAnswer, from: From): Promise<PasskeyOwner | null>;
  /** The same for somebody who is known already. */
  prove(userId: number, answer: PasskeyAnswer, from: From): Promise<Proved>;
}

export function createPasskeys(deps: PasskeysDeps): Passkeys {
  const { repository, challenges, clock, places, siteName } = deps;
  const party = async (from: From): Promise<RelyingParty> => {
    const here = partyAt(from.origin, await places());
    return typeof here === 'string' ? refuse('PASSKEYS_NOT_HERE', HINDRANCE_WORDS[here]) : here;
  };
  return {
    async hindrance(from) {
      const here = partyAt(from.origin, await places());
      return typeof here === 'string' ? here : null;
    },
    async enrolOptions(userId, from) {
      const [{ id: rpID }, person, own] = [
        await party(from),
        await repository.person(userId),
        await repository.passkeys(userId),
      ];
      const options = await (await webauthn()).generateRegistrationOptions({
        supportedAlgorithmIDs: ALGORITHMS,
        rpName: await siteName(),
        rpID,
        userName: person?.email ?? '',
        userDisplayName: person ? `${person.first_name} ${person.last_name}` : '',
        userID: handleOf(userId),
        challenge: challenges.make(`enrol ${userId}`, clock.now()),
        timeout: PASSKEY_CHALLENGE_MS,
        attestationType: 'none',
        excludeCredentials: own.filter(row => row.rp_id === rpID).map(row => ({ id: row.credential_id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      return { ...options };
    },
    async signInOptions(from) {
      const here = partyAt(from.origin, await places());
      if (typeof here === 'string') return { options: null, hindrance: here };
      const challenge = challenges.make('sign-in', clock.now());
      const options = await (await webauthn()).generateAuthenticationOptions({
        rpID: here.id,
        challenge,
        timeout: PASSKEY_CHALLENGE_MS,
        userVerification: 'required',
      });
      return { options: { ...options }, hindrance: null };
    },
    made: async (userId, name, passkey, from) => made(deps, await party(from), { userId, name, passkey }),
    owner: async (answer, from) => owner(deps, await party(from), answer),
    async prove(userId, answer, from) {
      const found = await owner(deps, await party(from), answer);
      return found?.userId === userId ? found : WRONG;
    },
  };
}

/** What the device keeps with the passkey and tells us again: which person it is. */
const handleOf = (userId: number) => Uint8Array.from(Buffer.from(`person ${userId}`));

interface Making {
  userId: number;
  name: string;
  passkey: NewPasskey;
}

async function made({ challenges, clock, repository }: PasskeysDeps, { id, origin }: RelyingParty, making: Making) {
  const { userId, name, passkey } = making;
  const purpose: Purpose = `enrol ${userId}`;
  const { verifyRegistrationResponse } = await webauthn();
  const verified = await verifyRegistrationResponse({
    supportedAlgorithmIDs: ALGORITHMS,
    response: { ...passkey, clientExtensionResults: {} },
    expectedChallenge: challenge => challenges.isGood(challenge, purpose, clock.now()),
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  }).catch((cause: unknown) => notMade(cause));
  if (!verified.verified) return notMade();
  const { credential, credentialBackedUp } = verified.registrationInfo;
  const row: MadePasskey = {
    user_id: userId,
    name,
    credential_id: credential.id,
    public_key: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: JSON.stringify(passkey.response.transports ?? []),
    rp_id: id,
    synced: credentialBackedUp,
    created_at: instant(clock.now()),
  };
  return { row, use: once(repository, clock, passkey.response.clientDataJSON, purpose) };
}

function notMade(cause?: unknown): never {
  refuse('PASSKEY_REFUSED', 'This passkey was not made here and now. Please try again.', { cause });
}

async function owner(deps: PasskeysDeps, party: RelyingParty, answer: PasskeyAnswer): Promise<PasskeyOwner | null> {
  const { repository, clock } = deps;
  const row = await repository.passkeyBy(answer.id);
  if (!row || row.rp_id !== party.id) return null;
  const userId = Number(row.user_id);
  const counter = await counterOf(deps, party, answer, row);
  if (counter === null) return null;
  const unused = once(repository, clock, answer.response.clientDataJSON, 'sign-in');
  return {
    ...WRONG,
    userId,
    use: async unit =>
      (await unused(unit)) && (await repository.usePasskey(unit.tx, row.id, counter, instant(clock.now()))),
  };
}

/** The counter that the device tells with a right signature; null for any other. A counter that does not rise is a copied passkey. */
async function counterOf(
  { challenges, clock }: PasskeysDeps,
  { id, origin }: RelyingParty,
  answer: PasskeyAnswer,
  row: PasskeyRow,
): Promise<number | null> {
  const publicKey = Uint8Array.from(Buffer.from(row.public_key, 'base64url'));
  const { verifyAuthenticationResponse } = await webauthn();
  const verified = await verifyAuthenticationResponse({
    response: { ...answer, clientExtensionResults: {} } as AuthenticationResponseJSON,
    expectedChallenge: challenge => challenges.isGood(challenge, 'sign-in', clock.now()),
    expectedOrigin: origin,
    expectedRPID: id,
    credential: { id: row.credential_id, publicKey, counter: Number(row.counter) },
    requireUserVerification: true,
  }).catch(() => null);
  return verified?.verified ? verified.authenticationInfo.newCounter : null;
}

/** Uses a challenge up, which a right signature vouches for. */
function once(repository: FactorsRepository, clock: Clock, clientData: string, purpose: Purpose) {
  return ({ tx }: Unit): Promise<boolean> => {
    const { challenge } = JSON.parse(Buffer.from(clientData, 'base64url').toString()) as { challenge: string };
    const now = clock.now();
    return repository.useChallenge(tx, {
      challenge_hash: sha256(challenge),
      purpose,
      created_at: instant(now),
      expires_at: instant(now + PASSKEY_CHALLENGE_MS),
    });
  };
}
