import type { ConsentVersion } from '../../../../server/privacy/contract.ts';
import { useLanguage } from '../../../platform/messages/index.ts';
import styles from '../privacy.module.css';

/** A text as its author wrote it, in the reader's language: paragraphs, and headings where a line begins with #. */
export function DocumentText({ version }: { version: Pick<ConsentVersion, 'text_en' | 'text_es'> }) {
  const language = useLanguage();
  const blocks = version[`text_${language}`].split(/\n\s*\n/).filter(block => block.trim() !== '');
  return (
    <div className={styles.text} lang={language}>
      {blocks.map((block, at) => {
        const key = `${at} ${block.slice(0, 20)}`;
        const heading = /^#+\s*([^\n]+)(?:\n([^]*))?$/.exec(block.trim());
        if (!heading) return <p key={key}>{block.trim()}</p>;
        return (
          <div key={key}>
            <h3>{heading[1]}</h3>
            {heading[2] ? <p>{heading[2].trim()}</p> : null}
          </div>
        );
      })}
    </div>
  );
}

/** Its title in the reader's language. */
export function useTitle(): (version: { title_en: string; title_es: string }) => string {
  const language = useLanguage();
  return version => version[`title_${language}`];
}
