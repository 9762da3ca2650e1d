import { Fragment } from 'react';

/** A line of an author's text: what stands between backticks is code, as in their Markdown. */
export function InlineText({ text }: { text: string }) {
  return text.split(/`([^`]+)`/).map((part, index) =>
    // Parts of one line that never changes its order.
    // oxlint-disable-next-line react/no-array-index-key
    index % 2 === 1 ? <code key={index}>{part}</code> : <Fragment key={index}>{part}</Fragment>,
  );
}
