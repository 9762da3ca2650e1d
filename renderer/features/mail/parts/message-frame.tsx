import { useMemo, useState } from 'react';
import type { Preview } from '../../../../server/mail/contract.ts';
import { Segmented } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { trustedHtml } from '../../../platform/trusted-html.ts';
import styles from '../mail.module.css';
import { mailMessages } from '../messages/index.ts';

/** A message as people see it, and as plain text. */
export function MessageFrame({ preview: { subject, html, text } }: { preview: Preview }) {
  const t = useMessages(mailMessages);
  const [look, setLook] = useState<'html' | 'text'>('html');
  return (
    <div className={styles.preview}>
      <div className={styles.previewHead}>
        <p className={styles.previewSubject}>{subject}</p>
        <Segmented
          size="xs"
          aria-label={t('mail.preview')}
          value={look}
          data={[
            { value: 'html', label: t('mail.previewHtml') },
            { value: 'text', label: t('mail.previewText') },
          ]}
          onChange={value => setLook(value === 'text' ? 'text' : 'html')}
        />
      </div>
      {look === 'html' ? (
        <Look html={html} />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        <pre className={styles.plain} tabIndex={0}>
          {text}
        </pre>
      )}
    </div>
  );
}

/**
 * The message, drawn. One that changes is loaded behind the one on show, and takes its place when it is there: Chromium sometimes
 * draws nothing in a frame that is given another document before it has loaded the first.
 */
function Look({ html }: { html: string }) {
  const [shown, setShown] = useState(html);
  return (
    <div className={styles.look}>
      {[...new Set([shown, html])].map(one => (
        <Frame key={one} html={one} isShown={one === shown} onLoad={() => setShown(one)} />
      ))}
    </div>
  );
}

type FrameProps = { html: string; isShown: boolean; onLoad: () => void };

/**
 * A frame that runs nothing and leads nowhere. The page's policy allows style elements only with its nonce, which the frame inherits.
 */
function Frame({ html, isShown, onLoad }: FrameProps) {
  const t = useMessages(mailMessages);
  // Made once: another object with the same text would be loaded again.
  const content = useMemo(() => {
    const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
    return trustedHtml(html.replace('<style>', `<style nonce="${nonce}">`));
  }, [html]);
  return (
    <iframe
      title={isShown ? t('mail.preview') : undefined}
      aria-hidden={!isShown}
      sandbox=""
      srcDoc={content}
      className={styles.frame}
      onLoad={onLoad}
    />
  );
}
