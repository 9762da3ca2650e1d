import { type RouterHistory, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Verification } from '../../../server/certificates/contract.ts';
import { Brand, Button, classes, ErrorPanel, Link, Skeleton, SkipLink, StateIcon, TextField } from '../../kit/index.ts';
import { CallError } from '../../platform/call.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useText } from '../../platform/page-routes.tsx';
import { usePage, useSite } from '../../platform/site.ts';
import { useVerification } from './api.ts';
import { certificatesMessages } from './messages/index.ts';
import { CertificateCard } from './parts/certificate-card.tsx';
import { DownloadButton } from './parts/download-button.tsx';
import { referenceIn, type Verdict, verdictOf } from './verdict.ts';
import styles from './verify.module.css';

/** Anybody checks a certificate here, signed in or not. */
export function VerifyPage() {
  const t = useMessages(certificatesMessages);
  const site = useSite();
  const reference = useText('hash') || null;
  const check = useVerification(reference);
  usePage(t('certificates.verify'));
  const unknown = check.error instanceof CallError && ['NOT_FOUND', 'VALIDATION_ERROR'].includes(check.error.code);
  return (
    <div className={styles.page}>
      <SkipLink />
      <header className={styles.bar}>
        <Link href="/" className={styles.home}>
          <Brand name={site?.name ?? ''} />
        </Link>
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        {reference === null ? (
          <>
            <h1 className={styles.title}>{t('certificates.verify')}</h1>
            <p className={styles.lead}>{t('certificates.verifyLead')}</p>
          </>
        ) : null}
        {reference !== null && check.isPending ? <Checking /> : null}
        {check.data ? <Checked verification={check.data} /> : null}
        {unknown ? (
          <Banner
            kind="bad"
            title={t('certificates.unknown')}
            lead={t('certificates.unknownLead', { reference: reference ?? '' })}
          />
        ) : null}
        {check.isError && !unknown && !check.data ? (
          <>
            <h1 className={styles.title}>{t('certificates.verify')}</h1>
            <ErrorPanel title={t('certificates.checkFailed')} onRetry={() => void check.refetch()}>
              {check.error.message}
            </ErrorPanel>
          </>
        ) : null}
        <AnotherNumber first={reference === null} />
      </main>
    </div>
  );
}

function Checking() {
  const t = useMessages(certificatesMessages);
  return (
    <div role="status" className={styles.checking}>
      <h1 className={styles.title}>{t('certificates.checking')}</h1>
      <Skeleton height={96} radius={12} />
      <Skeleton height={320} radius={12} />
    </div>
  );
}

const kinds = { valid: 'ok', forged: 'bad', changed: 'bad', withdrawn: 'bad', expired: 'warn' } as const;

function Banner({ kind, title, lead }: { kind: 'ok' | 'warn' | 'bad'; title: string; lead: string }) {
  return (
    <div className={classes(styles.verdict, styles[kind])}>
      <StateIcon kind={kind} size={40} fill />
      <div>
        <h1 className={styles.sentence}>{title}</h1>
        <p className={styles.because}>{lead}</p>
      </div>
    </div>
  );
}

function Checked({ verification }: { verification: Verification }) {
  const t = useMessages(certificatesMessages);
  const format = useFormat();
  const { checked_at: at, certificate } = verification;
  const verdict: Verdict = verdictOf(verification);
  const time = format.time(at);
  const day = (moment: string | null) => (moment ? format.date(moment) : '');
  const lead = {
    valid: t('certificates.checkedAt', { time }),
    forged: t('certificates.forgedLead'),
    changed: t('certificates.changedLead'),
    withdrawn: t('certificates.withdrawnLead', { day: day(certificate.revoked_at) }),
    expired: t('certificates.expiredLead', { day: day(certificate.expires_at) }),
  }[verdict];
  return (
    <>
      <Banner kind={kinds[verdict]} title={t(`certificates.verdict-${verdict}`)} lead={lead} />
      <div className={styles.columns}>
        <CertificateCard content={certificate.content} level={2} />
        <div>
          <Checks verification={verification} />
          {verdict === 'valid' || verdict === 'expired' ? (
            <div className={styles.download}>
              <DownloadButton reference={certificate.verification_hash} fullWidth>
                {t('certificates.pdf')}
              </DownloadButton>
            </div>
          ) : null}
        </div>
      </div>
    </>
  );
}

function Checks({ verification: { checks, key_fingerprint: key, certificate } }: { verification: Verification }) {
  const t = useMessages(certificatesMessages);
  const format = useFormat();
  const { site_name: site } = certificate.content;
  const until = certificate.expires_at;
  const fingerprint = key.match(/.{1,4}/g)?.join(' ') ?? key;
  const rows = [
    {
      key: 'signed',
      ok: checks.signed,
      title: checks.signed ? t('certificates.signedBy', { site }) : t('certificates.notSigned', { site }),
      lead: t('certificates.key', { key: fingerprint }),
    },
    {
      key: 'unchanged',
      ok: checks.unchanged,
      title: checks.unchanged ? t('certificates.unchanged') : t('certificates.wasChanged'),
      lead: checks.unchanged ? t('certificates.unchangedLead') : t('certificates.wasChangedLead'),
    },
    {
      key: 'revoked',
      ok: checks.not_revoked,
      title: checks.not_revoked ? t('certificates.notWithdrawn') : t('certificates.withdrawn'),
      lead: t('certificates.asked'),
    },
    {
      key: 'expired',
      ok: checks.not_expired,
      title: checks.not_expired ? t('certificates.inForce') : t('certificates.verdict-expired'),
      lead: until ? t('certificates.untilDay', { day: format.date(until) }) : t('certificates.noEnd'),
    },
  ];
  return (
    <section aria-labelledby="checks">
      <h2 id="checks" className={styles.heading}>
        {t('certificates.checks')}
      </h2>
      <ul className={styles.checks}>
        {rows.map(({ key: row, ok, title, lead }) => (
          <li key={row}>
            <StateIcon kind={ok ? 'ok' : row === 'expired' ? 'warn' : 'bad'} size={20} />
            <span>
              <span className={styles.check}>{title}</span>
              <span className={styles.why}>{lead}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function AnotherNumber({ first }: { first: boolean }) {
  const t = useMessages(certificatesMessages);
  const history = useRouter().history as RouterHistory;
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const reference = referenceIn(typed);
    setMissing(reference === '');
    if (reference === '') return;
    setTyped('');
    history.push(`/verify/${encodeURIComponent(reference)}`);
  };
  return (
    <form className={classes(styles.another, first && styles.first)} onSubmit={submit} noValidate>
      <TextField
        size="lg"
        label={first ? t('certificates.numberField') : t('certificates.another')}
        description={t('certificates.numberHelp')}
        value={typed}
        maxLength={300}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        error={missing ? t('certificates.numberMissing') : undefined}
        onChange={event => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" size="lg" variant={first ? 'filled' : 'default'}>
        {t('certificates.check')}
      </Button>
    </form>
  );
}
