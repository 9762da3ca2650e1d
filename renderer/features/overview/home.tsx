import type { Overview } from '../../../server/overview/contract.ts';
import { ConsoleAside, ErrorPanel, LineGraph, Skeleton, type, Verdict } from '../../kit/index.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useNow } from '../../platform/server.ts';
import { usePage } from '../../platform/site.ts';
import { useHealthReport } from '../health/api.ts';
import { useOverview } from './api.ts';
import styles from './home.module.css';
import { overviewMessages } from './messages/index.ts';
import { AddressPlate, SmallAddress } from './parts/address.tsx';
import { Facts } from './parts/facts.tsx';
import { OnNow } from './parts/on-now.tsx';
import { SinceYesterday } from './parts/since-yesterday.tsx';
import { Trouble } from './parts/trouble.tsx';
import { graphOf, type Judgement, judge } from './verdict.ts';

/** Is all well, where learners reach the academy, who is here now. */
export function HomePage() {
  const t = useMessages(overviewMessages);
  const { data, error, refetch } = useOverview();
  usePage(t('overview.home'));
  useHealthReport();
  if (data) return <Home overview={data} />;
  if (error) {
    return (
      <ErrorPanel title={t('overview.failed')} onRetry={() => void refetch()}>
        {error.message}
      </ErrorPanel>
    );
  }
  return <HomeSkeleton />;
}

function Home({ overview }: { overview: Overview }) {
  const judgement = judge(overview.health);
  const isWell = !('worst' in judgement);
  return (
    <>
      {isWell ? <AllWell judgement={judgement} health={overview.health} /> : <Trouble judgement={judgement} />}
      {isWell ? <AddressPlate overview={overview} /> : null}
      <div className={isWell ? undefined : styles.beside}>
        <LearningNow overview={overview} alone={isWell} />
        {isWell ? null : <SmallAddress addresses={overview.addresses} />}
      </div>
      <Facts overview={overview} />
      <ConsoleAside>
        <OnNow overview={overview} />
        <SinceYesterday recent={overview.recent} />
      </ConsoleAside>
    </>
  );
}

type Well = Exclude<Judgement, { kind: 'warn' | 'bad' }>;

function AllWell({ judgement, health }: { judgement: Well; health: Overview['health'] }) {
  const t = useMessages(overviewMessages);
  const format = useFormat();
  const now = useNow(10_000);
  if (judgement.kind === 'busy' || health.checked_at === null)
    return (
      <Verdict kind="busy" lead={t('overview.checkingLead')}>
        {t('overview.checking')}
      </Verdict>
    );
  const at = Date.parse(health.checked_at);
  const ago = now - at < 10_000 ? t('overview.justNow') : format.ago(at, now);
  return (
    <Verdict kind="ok" lead={t('overview.wellLead', { count: judgement.passed, ago })}>
      {t('overview.well')}
    </Verdict>
  );
}

function LearningNow({ overview, alone }: { overview: Overview; alone: boolean }) {
  const t = useMessages(overviewMessages);
  const format = useFormat();
  const graph = graphOf(overview.presence_history);
  const { present_count: count, typical_answer_ms: answer } = overview;
  const ms = (value: number) => t('overview.milliseconds', { value: format.number(Math.max(1, Math.round(value))) });
  return (
    <section className={styles.learning}>
      <div className={styles.learningHead}>
        <h2 className={type.pane}>{t('overview.learningNow')}</h2>
        <p className={styles.figures}>
          {alone || overview.health.issues.length > 1 ? null : <span>{t('overview.elseWell')}</span>}
          <span>{t.rich('overview.peopleNow', { count, figure: <strong>{format.number(count)}</strong> })}</span>
          {answer === null ? null : <span>{t.rich('overview.answer', { figure: <strong>{ms(answer)}</strong> })}</span>}
        </p>
      </div>
      {graph ? (
        <LineGraph label={t('overview.graph')} {...graph} />
      ) : (
        <div className={styles.young}>
          <p className={type.strong}>{t('overview.graphYoung')}</p>
          <p>{t('overview.graphYoungLead')}</p>
        </div>
      )}
    </section>
  );
}

function HomeSkeleton() {
  return (
    <>
      <Skeleton width={280} height={44} />
      <div className={styles.skeletonLead}>
        <Skeleton width="60%" height={20} />
      </div>
      <div className={styles.plate}>
        <Skeleton height={232} radius={16} />
      </div>
      <div className={styles.learning}>
        <Skeleton height={222} />
      </div>
    </>
  );
}
