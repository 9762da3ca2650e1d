import { type MouseEvent, use, useLayoutEffect, useRef } from 'react';
import { copyText } from '../platform/clipboard.ts';
import { useMessages } from '../platform/messages/index.ts';
import { trustedHtml } from '../platform/trusted-html.ts';
import { classes } from './classes.ts';
import { NavigateContext } from './link.tsx';
import { kitMessages } from './messages/index.ts';
import styles from './prose.module.css';

type ProseProps = {
  /** HTML that the server made of an author's Markdown and cleaned: nothing else may come here. */
  html: string;
  /** In the reader's text size, as a lesson; or in the size of the page around it. */
  size?: 'lesson' | 'page';
};

/** An author's text as the server rendered it. Code gets a button that copies it, pictures load when they come near. */
export function Prose({ html, size = 'page' }: ProseProps) {
  const t = useMessages(kitMessages);
  const navigate = use(NavigateContext);
  const place = useRef<HTMLDivElement>(null);
  const copy = t('kit.copy');
  const copied = t('kit.copied');
  useLayoutEffect(() => {
    // Parsed apart, so that nothing loads before the pictures are marked to load late.
    const { body } = new DOMParser().parseFromString(trustedHtml(html), 'text/html');
    for (const picture of body.querySelectorAll('img')) {
      picture.loading = 'lazy';
      picture.decoding = 'async';
    }
    for (const figure of body.querySelectorAll<HTMLElement>('figure.code')) addCopyButton(figure, copy, copied);
    place.current?.replaceChildren(...body.childNodes);
  }, [html, copy, copied]);
  const follow = (event: MouseEvent<HTMLDivElement>) => {
    const link = (event.target as Element).closest('a');
    if (!link || !navigate || link.getAttribute('href')?.startsWith('#')) return;
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    const away = link.origin !== location.origin || link.target === '_blank' || link.pathname.startsWith('/api/');
    if (modified || away) return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
  };
  // The click is the links' own, which are reached by keyboard themselves.
  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
  return <div ref={place} onClick={follow} className={classes(styles.prose, styles[size])} />;
}

function addCopyButton(figure: HTMLElement, copy: string, copied: string): void {
  const code = figure.querySelector('code');
  if (!code) return;
  const bar =
    figure.querySelector('figcaption') ??
    figure.insertAdjacentElement('afterbegin', document.createElement('figcaption'));
  const button = document.createElement('button');
  button.type = 'button';
  button.className = styles.copy ?? '';
  button.textContent = copy;
  button.addEventListener('click', () => {
    void copyText(code.textContent).then(() => {
      button.textContent = copied;
      button.addEventListener('blur', () => (button.textContent = copy), { once: true });
    });
  });
  bar?.classList.add('code-title');
  bar?.append(button);
}
