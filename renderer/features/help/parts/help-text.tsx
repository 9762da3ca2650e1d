import { Empty, ErrorPanel, Link, Prose, SkeletonText } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { helpMessages } from '../messages/index.ts';
import { useHelpText } from '../load.ts';
import styles from '../help.module.css';

type HelpTextProps = {
  name: string;
  /** Where the help pages of this product stand: `/help` or `/console/help`. */
  base: string;
  /** The title is shown by what stands around, a drawer. */
  untitled?: boolean;
};

/** One help page. */
export function HelpText({ name, base, untitled }: HelpTextProps) {
  const t = useMessages(helpMessages);
  const text = useHelpText(name);
  if (text.isError) return <ErrorPanel onRetry={() => void text.refetch()}>{t('help.failed')}</ErrorPanel>;
  if (text.isPending) return <SkeletonText />;
  if (text.data === null)
    return (
      <Empty title={t('help.missing')} actions={<Link href={base}>{t('help.all')}</Link>}>
        {t('help.missingLead')}
      </Empty>
    );
  return (
    <article className={styles.text}>
      {untitled ? null : <h1 className={styles.title}>{text.data.title}</h1>}
      <Prose html={text.data.html.replaceAll('href="help:', `href="${base}/`)} />
    </article>
  );
}
