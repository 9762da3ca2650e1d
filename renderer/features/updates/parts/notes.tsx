import type { Offer } from '../../../../server/updates/contract.ts';
import { useLanguage } from '../../../platform/messages/index.ts';
import { type NoteBlock, notesOf } from '../notes-rules.ts';
import styles from '../updates.module.css';

/** What is new, in the person's language where the publisher wrote in it. */
export function Notes({ notes, version }: Pick<Offer, 'notes' | 'version'>) {
  const language = useLanguage();
  const inOwn = language === 'es' && notes.es ? notes.es : null;
  const blocks = notesOf(inOwn ?? notes.en, version);
  return (
    <div className={styles.notes} lang={inOwn ? 'es' : 'en'}>
      {blocks.map(block => (
        <Block key={JSON.stringify(block)} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { block: NoteBlock }) {
  if (block.kind === 'list')
    return (
      <ul>
        {block.items.map(item => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    );
  return block.kind === 'heading' ? <h3 className={styles.notesHeading}>{block.text}</h3> : <p>{block.text}</p>;
}
