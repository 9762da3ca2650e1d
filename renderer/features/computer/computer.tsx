import { ErrorPanel, type Fact, FactList, PageTitle, SkeletonText } from '../../kit/index.ts';
import { bridge } from '../../platform/bridge.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { usePage } from '../../platform/site.ts';
import { useFacts, useStorage } from './api.ts';
import styles from './computer.module.css';
import { computerMessages } from './messages/index.ts';
import { BootSection } from './parts/boot-section.tsx';
import { LockSection } from './parts/lock-section.tsx';
import { Section } from './parts/section.tsx';
import { WindowSection } from './parts/window-section.tsx';

/** Settings → This computer: what only the machine itself can change, and the lock of this console. */
export function ComputerPage() {
  const t = useMessages(computerMessages);
  usePage(t('computer.title'));
  return (
    <>
      <PageTitle lead={t('computer.lead')}>{t('computer.title')}</PageTitle>
      {bridge ? <OnMachine /> : <InBrowser />}
    </>
  );
}

function OnMachine() {
  const t = useMessages(computerMessages);
  const format = useFormat();
  const { data, error, refetch } = useFacts();
  if (error && !data) return <ErrorPanel onRetry={() => void refetch()}>{error.message}</ErrorPanel>;
  if (!data) return <SkeletonText lines={8} />;
  const { folder, service_user, person, console_version: version, system, host } = data;
  const control = service_user === GROUP ? t('computer.control-group') : t('computer.control-person', { person });
  const space = { free: format.bytes(folder.free_bytes), total: format.bytes(folder.total_bytes) };
  return (
    <>
      <BootSection facts={data} />
      <WindowSection habits={data.window} />
      <LockSection />
      <Facts
        title={t('computer.data')}
        facts={[
          { key: 'folder', name: t('computer.folder'), value: <span className={styles.path}>{folder.path}</span> },
          { key: 'free', name: t('computer.free'), value: t('computer.freeOf', space) },
        ]}
      />
      <Facts
        title={t('computer.about')}
        facts={[
          { key: 'version', name: t('computer.version'), value: t('computer.versionWords', { version, system }) },
          { key: 'host', name: t('computer.host'), value: host },
          { key: 'control', name: t('computer.control'), value: control },
        ]}
      />
    </>
  );
}

/** User and group of the service that the package sets up. */
const GROUP = 'lyceum';

function InBrowser() {
  const t = useMessages(computerMessages);
  const format = useFormat();
  const { data } = useStorage();
  return (
    <>
      <div className={styles.notice}>
        <p className={styles.name}>{t('computer.inBrowser')}</p>
        <p className={styles.quiet}>{t('computer.inBrowserLead')}</p>
      </div>
      <LockSection />
      {data ? (
        <Facts
          title={t('computer.data')}
          facts={[
            {
              key: 'free',
              name: t('computer.free'),
              value: t('computer.freeOf', {
                free: format.bytes(data.storage.free_bytes),
                total: format.bytes(data.storage.total_bytes),
              }),
            },
          ]}
        />
      ) : null}
    </>
  );
}

function Facts({ title, facts }: { title: string; facts: Fact[] }) {
  return (
    <Section title={title}>
      <div className={styles.facts}>
        <FactList nameWidth={200} facts={facts} />
      </div>
    </Section>
  );
}
