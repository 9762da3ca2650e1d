import type { Overview } from '../../../server/overview/contract.ts';
import { ConsoleAside, ErrorPanel, LineGraph, Skeleton, type, Verdict } from '../../kit/index.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useNow } from '../../platform/server.ts';
import { usePage } from '../../platform/site.ts';
import { useOverview } from './api.ts';
import styles from './home.module.css';
import { overviewMessages } from './messages/index.ts';
import { AddressPlate, SmallAddress } from './parts/address.tsx';
import { Facts } from './parts/facts.tsx';
import { OnNow } from './parts/on-now.tsx';
import { Trouble } from './parts/trouble.tsx';
import { graphOf, judge } from './verdict.ts';

/** Is all well, where learners reach the academy, who is here now. */
export function HomePage() {
  const t = useMessages(overviewMessages);
  const { data, error, refetch, dataUpdatedAt } = useOverview();
  usePage(t('overview.home'));
  if (data) return <Home overview={data} at={dataUpdatedAt} />;
  if (error) {
    return (
      <ErrorPanel title={t('overview.failed')} onRetry={() => void refetch()}>
        {error.message}
      </ErrorPanel>
    );
  }
  return <HomeSkeleton />;
}

function Home({ overview, at }: { overview: Overview; at: number }) {
  const judgement = judge(overview.health);
  const isWell = judgement.kind === 'ok';
  return (
    <>
      {isWell ? <AllWell passed={judgement.passed} at={at} /> : <Trouble judgement={judgement} overview={overview} />}
      {isWell ? <AddressPlate addresses={overview.addresses} /> : null}
      <div className={isWell ? undefined : styles.beside}>
        <LearningNow overview={overview} />
        {isWell ? null : <SmallAddress addresses={overview.addresses} />}
      </div>
      <Facts overview={overview} />
      <ConsoleAside>
        <OnNow overview={overview} />
      </ConsoleAside>
    </>
  );
}

function AllWell({ passed, at }: { passed: number; at: number }) {
  const t = useMessages(overviewMessages);
  const format = useFormat();
  const now = useNow(10_000);
  const ago = now - at < 10_000 ? t('overview.justNow') : format.relative(at, now);
  return (
    <Verdict kind="ok" lead={t('overview.wellLead', { count: passed, ago })}>
      {t('overview.well')}
    </Verdict>
  );
}

function LearningNow({ overview }: { overview: Overview }) {
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
