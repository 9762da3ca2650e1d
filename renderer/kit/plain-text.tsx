import { Fragment } from 'react';
import styles from './prose.module.css';

/** Text that people wrote without marks: a blank line begins a paragraph, lines that begin with “- ” are points. */
export function PlainText({ children }: { children: string }) {
  const blocks = children.split(/\n\s*\n/).map(block => block.trim());
  return (
    <div className={styles.plain}>
      {blocks.map(block => (
        <Fragment key={block}>
          {block.startsWith('- ') ? (
            <ul>
              {block.split(/\n(?=- )/).map(point => (
                <li key={point}>{point.slice(2)}</li>
              ))}
            </ul>
          ) : (
            <p>{block}</p>
          )}
        </Fragment>
      ))}
    </div>
  );
}
