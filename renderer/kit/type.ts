import styles from './type.module.css';

/**
 * The type scale as class names: `<h2 className={type.t4}>`. t6 and t5 are for the one sentence of a page (t6 shrinks to
 * t5 below 900 px), `section` for headings in the academy, `pane` for headings in console and studio.
 */
export const type = styles as Record<
  | 't1'
  | 't2'
  | 't3'
  | 't4'
  | 't5'
  | 't6'
  | 'section'
  | 'pane'
  | 'strong'
  | 'medium'
  | 'ink2'
  | 'ink3'
  | 'mono'
  | 'number'
  | 'ellipsis',
  string
>;
