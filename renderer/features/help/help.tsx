import { useState } from 'react';
import { Breadcrumb, Empty, Link, PageTitle, SearchField, type as text } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useText } from '../../platform/page-routes.tsx';
import { usePage } from '../../platform/site.ts';
import { type Audience, HELP_PAGES } from './pages.ts';
import { helpMessages } from './messages/index.ts';
import { HelpText } from './parts/help-text.tsx';
import { useHelpTitles } from './load.ts';
import styles from './help.module.css';

type HelpIndexProps = { base: string; audiences: readonly Audience[] };

/** Every help page for those who come here, by what they do. */
export function HelpIndex({ base, audiences }: HelpIndexProps) {
  const t = useMessages(helpMessages);
  const [search, setSearch] = useState('');
  const pages = HELP_PAGES.filter(({ audience }) => audiences.includes(audience));
  const { data: titles = [] } = useHelpTitles(pages.map(({ name }) => name));
  usePage(t('help.help'));
  const wanted = search.toLocaleLowerCase();
  const shown = pages
    .map((page, at) => ({ ...page, title: titles[at] ?? '' }))
    .filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
  return (
    <>
      <PageTitle lead={t('help.lead')}>{t('help.help')}</PageTitle>
      <SearchField className={styles.search} label={t('help.search')} value={search} onChange={setSearch} />
      {shown.length === 0 && titles.length > 0 ? <Empty title={t('help.none')}>{t('help.noneLead')}</Empty> : null}
      <div className={styles.groups}>
        {audiences
          .map(audience => ({ audience, group: shown.filter(page => page.audience === audience) }))
          .filter(({ group }) => group.length > 0)
          .map(({ audience, group }) => (
            <section key={audience}>
              <h2 className={text.pane}>{t(`help.for-${audience}`)}</h2>
              <ul className={styles.titles}>
                {group.map(({ name, title }) => (
                  <li key={name}>
                    <Link href={`${base}/${name}`}>{title}</Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </div>
    </>
  );
}

/** One help page with the way back to all of them. */
export function HelpPageScreen({ base }: { base: string }) {
  const t = useMessages(helpMessages);
  const name = useText('page');
  const { data: titles } = useHelpTitles([name]);
  const title = titles?.[0] ?? '';
  usePage(title);
  return (
    <div className={styles.page}>
      <Breadcrumb crumbs={[{ label: t('help.help'), href: base }, { label: title }]} />
      <HelpText name={name} base={base} />
    </div>
  );
}
