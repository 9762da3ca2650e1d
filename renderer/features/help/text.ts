/** A help page as the build makes it from its Markdown. */
export interface HelpText {
  /** The page's first heading. */
  title: string;
  /** What follows it. Links between help pages are `help:name`. */
  html: string;
}
