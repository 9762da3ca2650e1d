/** What people are asked to agree to, and what they said. */
import { type Clock, instant, SECOND } from '../platform/clock.ts';
import { sha256 } from '../platform/crypto/secrets.ts';
import type { Tx } from '../platform/db/database.ts';
import { canonical } from '../platform/db/act-rules.ts';
import type { Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Answers, Asked, ConsentDocument, ConsentRecord, ConsentVersion, DocumentKind } from './contract.ts';
import { agreedToAll, answerMeant, openQuestions } from './consent-rules.ts';
import type { ConsentsRepository, NewAnswer, PresentRow, VersionRow } from './repository/consents.ts';

export interface ConsentsDeps {
  work: Work;
  clock: Clock;
  consents: ConsentsRepository;
}

export type Texts = Pick<ConsentVersion, 'title_en' | 'text_en' | 'title_es' | 'text_es'>;

/** How long a process may not know of a version that another one published. */
const KEPT_MS = 5 * SECOND;
/** People in one statement. */
const SLICE = 500;
const UNKNOWN = 'There is no such document.';
/** Who one is, what is asked, signing out, and leaving for good. */
const FREE =
  /^(?:\w+ \/auth\/|\w+ \/privacy\/(?:asked|answers|documents)$|GET \/users\/:id$|\w+ \/users\/:id\/privacy(?:\/|$))/;

export type Consents = ReturnType<typeof createConsents>;

export function createConsents(deps: ConsentsDeps) {
  const { work, clock, consents } = deps;
  const missing = missingOf(deps);
  const describe = async (id: number): Promise<ConsentDocument> =>
    found(
      (await describeAll(consents)).find(document => document.id === id),
      UNKNOWN,
    );
  return {
    /** Refuses with CONSENT_NEEDED whoever has not agreed to what is required, except for what the page of consents needs. */
    async hold(route: string, { userId, impersonatedBy }: Actor): Promise<void> {
      if (impersonatedBy || FREE.test(route) || !(await missing(userId))) return;
      refuse('CONSENT_NEEDED', 'Read and agree to what this academy asks for first.');
    },
    documents: async (): Promise<Asked[]> => (await consents.present()).map(row => toAsked(row, false)),
    async asked(actor: Actor): Promise<Asked[]> {
      if (actor.impersonatedBy) return [];
      const [present, said] = await Promise.all([consents.present(), consents.lastAnswers(actor.userId)]);
      return openQuestions(present, said).map(({ row, changed }) => toAsked(row, changed));
    },
    /** Whether anything of this kind is asked at all, and who of these people agreed to all of it as it stands now. */
    async agreedTo(kind: DocumentKind, userIds: readonly number[]): Promise<{ asked: boolean; agreed: Set<number> }> {
      const asked = (await consents.present()).filter(row => row.kind === kind);
      const agreed = new Set<number>();
      for (let from = 0; asked.length > 0 && from < userIds.length; from += SLICE) {
        const said = await consents.lastAnswersOf(userIds.slice(from, from + SLICE));
        for (const userId of agreedToAll(asked, said)) agreed.add(userId);
      }
      return { asked: asked.length > 0, agreed };
    },
    answer: (given: Answers, { userId }: Actor): Promise<void> =>
      work.run(async ({ tx, record }) => {
        const said = await answer(consents, tx, { given, userId, at: instant(clock.now()) });
        if (said.length === 0) return;
        const action = said.includes('withdrawn') ? 'consent.withdraw' : 'consent.answer';
        await record({ userId, action, resourceType: 'user', resourceId: userId });
      }),
    /** For somebody who registers. Refuses with CONSENT_NEEDED unless everything required is agreed to in its present version. */
    async requireAgreed(given: Answers | undefined): Promise<void> {
      const agreed = new Set(given?.answers.filter(one => one.agreed).map(one => one.version_id));
      if ((await consents.requiredVersions()).some(id => !agreed.has(id)))
        refuse('CONSENT_NEEDED', 'Read and agree to what this academy asks for first.');
    },
    /**
     * Inside the transaction that makes the account. What was agreed to while the address waited to be confirmed is recorded with the
     * version that was read, also when there is a newer one: that is asked of the person next, like of everybody.
     */
    async answerAtRegistration(
      tx: Tx,
      userId: number,
      { answers, language }: Answers,
      answered_at: string,
    ): Promise<void> {
      const [versions, asked] = await Promise.all([consents.versions(), consents.documents()]);
      const rows = answers.flatMap(({ version_id, agreed }): NewAnswer[] => {
        const version = versions.find(one => one.id === version_id);
        const document = asked.find(one => one.id === version?.document_id);
        if (!version || !document || (document.required && !agreed)) return [];
        const { document_id, sha256: hash } = version;
        const said = agreed ? ('given' as const) : ('declined' as const);
        return [{ user_id: userId, document_id, version_id, answer: said, language, sha256: hash, answered_at }];
      });
      if (rows.length > 0) await consents.insertAnswers(tx, rows);
    },
    admin: () => describeAll(consents),
    async addDocument(kind: ConsentDocument['kind'], required: boolean, texts: Texts, actor: Actor) {
      const id = await work.run(async ({ tx, record }) => {
        const at = instant(clock.now());
        const document = await consents.addDocument(tx, { kind, required, created_at: at });
        await consents.addVersion(tx, newVersion(document, texts, actor, at));
        await record({
          userId: actor.userId,
          action: 'consent.publish',
          resourceType: 'consent',
          resourceId: document,
        });
        return document;
      });
      missing.forget();
      return describe(id);
    },
    async addVersion(id: number, texts: Texts, actor: Actor) {
      await describe(id);
      await work.run(async ({ tx, record }) => {
        await consents.addVersion(tx, newVersion(id, texts, actor, instant(clock.now())));
        await record({ userId: actor.userId, action: 'consent.publish', resourceType: 'consent', resourceId: id });
      });
      missing.forget();
      return describe(id);
    },
    async changeDocument(
      id: number,
      change: { required?: boolean | undefined; retired?: boolean | undefined },
      actor: Actor,
    ) {
      const before = await describe(id);
      const { required = before.required, retired = before.retired } = change;
      await work.run(async ({ tx, record }) => {
        await consents.change(tx, id, { required, retired_at: retired ? instant(clock.now()) : null });
        await record({
          userId: actor.userId,
          action: 'consent.change',
          resourceType: 'consent',
          resourceId: id,
          details: { required, retired },
        });
      });
      missing.forget();
      return describe(id);
    },
    async history(userId: number): Promise<ConsentRecord[]> {
      const seen = new Set<number>();
      return (await consents.history(userId)).map(({ id: _id, ...row }) => {
        const stands = !seen.has(row.document_id);
        seen.add(row.document_id);
        return { ...row, required: Boolean(row.required), stands };
      });
    },
  };
}

const newVersion = (document_id: number, texts: Texts, actor: Actor, at: string) => ({
  ...texts,
  document_id,
  sha256: sha256(canonical(texts)),
  published_at: at,
  published_by: actor.userId,
});

function toAsked({ document_id, kind, required, ...version }: PresentRow, changed: boolean): Asked {
  return { document_id, kind, required: Boolean(required), version, changed };
}

/** Answers what was recorded: nothing for what was said already. */
async function answer(
  consents: ConsentsRepository,
  tx: Tx,
  { given, userId, at }: { given: Answers; userId: number; at: string },
): Promise<ConsentRecord['answer'][]> {
  const [present, said] = await Promise.all([consents.present(), consents.lastAnswers(userId)]);
  const rows = given.answers.flatMap(({ version_id, agreed }): NewAnswer[] => {
    const row = found(
      present.find(one => one.id === version_id),
      'This is not the present version. Load the page again.',
    );
    const before = said.find(one => one.document_id === row.document_id);
    const meant = answerMeant({ agreed, required: Boolean(row.required), before, version: version_id });
    if (meant === 'refused')
      refuse(
        'CONSENT_NEEDED',
        `“${row.title_en}” is needed to use this academy. Whoever does not agree can have their account erased.`,
      );
    if (meant === null) return [];
    const { document_id, sha256: hash } = row;
    return [
      {
        user_id: userId,
        document_id,
        version_id,
        answer: meant,
        language: given.language,
        sha256: hash,
        answered_at: at,
      },
    ];
  });
  if (rows.length > 0) await consents.insertAnswers(tx, rows);
  return rows.map(row => row.answer);
}

async function describeAll(consents: ConsentsRepository): Promise<ConsentDocument[]> {
  const [documents, versions, counts] = await Promise.all([
    consents.documents(),
    consents.versions(),
    consents.counts(),
  ]);
  return documents.map(({ id, kind, required, retired_at }) => {
    const own = versions.filter(version => version.document_id === id);
    const present = own[0]?.id;
    const sum = (fits: (one: (typeof counts)[number]) => boolean) =>
      counts.filter(one => one.document_id === id && fits(one)).reduce((n, one) => n + Number(one.n), 0);
    return {
      id,
      kind,
      required: Boolean(required),
      retired: retired_at !== null,
      versions: own.map(({ document_id: _document, ...version }: VersionRow) => version),
      agreed: sum(one => one.answer === 'given' && one.version_id === present),
      agreed_older: sum(one => one.answer === 'given' && one.version_id !== present),
      declined: sum(one => one.answer !== 'given'),
    };
  });
}

/**
 * Whether somebody has yet to agree to what is required: asked with every request of a browser, so people who have are remembered
 * until other versions are required.
 */
function missingOf({ clock, consents }: ConsentsDeps) {
  let required: { ids: readonly number[]; until: number } | null = null;
  let settled = new Set<number>();
  const wanted = async (): Promise<readonly number[]> => {
    const now = clock.now();
    if (required && now < required.until) return required.ids;
    const ids = await consents.requiredVersions();
    if (required?.ids.join() !== ids.join()) settled = new Set();
    required = { ids, until: now + KEPT_MS };
    return ids;
  };
  const missing = async (userId: number): Promise<boolean> => {
    const ids = await wanted();
    if (ids.length === 0 || settled.has(userId)) return false;
    const said = await consents.lastAnswers(userId);
    const given = new Set(said.filter(one => one.answer === 'given').map(one => Number(one.version_id)));
    if (ids.some(id => !given.has(id))) return true;
    settled.add(userId);
    return false;
  };
  return Object.assign(missing, {
    forget() {
      required = null;
      settled = new Set();
    },
  });
}
