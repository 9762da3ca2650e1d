import type { Scan, ScannedHeading } from '../markdown/scan.ts';
import { MAX_OUTLINE_HEADINGS, OUTLINE_MIN_LENGTH } from './limits.ts';
import type { PlannedQuiz, Problem } from './plan.ts';
import { looksLikeEdxQuiz, readEdxQuiz } from './quiz-edx.ts';
import { quizOf } from './quiz-file.ts';
import { LEFT_OUT, readQuizMarkdown } from './quiz-markdown.ts';

/** A run of lines, `end` not included, counted from 0. */
export type Span = { start: number; end: number };

export type OutlineUnit = {
  section: string;
  title: string;
  /** Lines that make the lesson: quizzes inside are cut out. */
  spans: Span[];
  quizzes: { quiz: PlannedQuiz; span: Span }[];
};

export type Outline = { title: string; units: OutlineUnit[]; problems: Problem[] };

/** True when one Markdown file is a course of its own: long, and with several headings of the levels that divide it. */
export function isOutline(body: string, scan: Scan): boolean {
  if (scan.headings.length > MAX_OUTLINE_HEADINGS) return false;
  return body.length >= OUTLINE_MIN_LENGTH && scan.headings.filter(({ level }) => level <= 2).length >= 4;
}

/**
 * Divides a long file: the top heading level names sections, the two levels below name lessons, and headings that start
 * with “Quiz” over something gradable become quizzes after their lesson. With a single top heading that one is the
 * course's title and the levels below move up. Nothing is dropped: what cannot be graded stays as lesson text.
 */
export function readOutline(body: string, scan: Scan, path: string, firstLine: number): Outline {
  const lines = body.split('\n');
  const top = topLevel(scan.headings);
  const cuts = cutsOf(scan.headings, top.level, lines);
  const outline: Outline = { title: top.title, units: [], problems: [] };
  let section = '';
  const bare: ScannedHeading[] = [];
  const first = cuts[0]?.heading.line ?? lines.length;
  if (!isBlank(lines, { start: 0, end: first }))
    outline.units.push(unitOf(section, top.title, { start: 0, end: first }));
  cuts.forEach(({ heading, isQuiz }, at) => {
    const span = { start: heading.endLine, end: cuts[at + 1]?.heading.line ?? lines.length };
    if (heading.level === top.level && !isQuiz) section = heading.text;
    const home = outline.units.at(-1);
    if (isQuiz) addQuiz({ heading, span, lines, path, firstLine, section, outline, home });
    else if (!isBlank(lines, span)) addText(outline, section, heading, span, top.level);
    else bare.push(heading);
  });
  outline.problems = outline.problems.concat(bareHeadings(bare, cuts, top.level, path, firstLine));
  return outline;
}

function topLevel(headings: ScannedHeading[]): { level: number; title: string } {
  const level = headings.reduce((least, heading) => Math.min(least, heading.level), 6);
  const tops = headings.filter(heading => heading.level === level);
  const title = tops[0]?.text ?? '';
  return { level: tops.length === 1 ? level + 1 : level, title };
}

type Cut = { heading: ScannedHeading; isQuiz: boolean };

const GRADABLE = /^[ \t]*(?:[-*+][ \t]+)?(?:\[!?[ xX]?\]|\(!?[ xX]?\))\s|^[ \t]*(?:\*\*)?answer|^[ \t]*\\?>\\?>/im;

// A heading below the dividing levels cuts only around a quiz: the text after the quiz goes back to the lesson. Deeper
// headings under a quiz that has no question of its own yet are its questions.
function cutsOf(headings: ScannedHeading[], top: number, lines: string[]): Cut[] {
  const gradableBelow = (at: number): boolean => {
    const next = headings.slice(at + 1).find(other => other.level <= top);
    return GRADABLE.test(lines.slice(headings[at]?.endLine, next?.line ?? lines.length).join('\n'));
  };
  let quiz: { level: number; open: boolean } | null = null;
  const cuts: Cut[] = [];
  headings.forEach((heading, at) => {
    if (quiz?.open && heading.level > quiz.level) return;
    const own = lines.slice(heading.endLine, headings[at + 1]?.line ?? lines.length).join('\n');
    const named = /^quiz\b/i.test(heading.text);
    const isQuiz = named && (heading.level > top || GRADABLE.test(own) || (own.trim() === '' && gradableBelow(at)));
    if (isQuiz || quiz !== null || heading.level <= lowest(top)) cuts.push({ heading, isQuiz });
    quiz = isQuiz ? { level: heading.level, open: !GRADABLE.test(own) } : null;
  });
  return cuts;
}

/** The deepest heading level that makes a lesson of its own. */
const lowest = (top: number): number => Math.max(3, top + 1);

function addText(outline: Outline, section: string, heading: ScannedHeading, span: Span, top: number): void {
  const home = outline.units.at(-1);
  if (home && heading.level > lowest(top)) home.spans.push({ start: heading.line, end: span.end });
  else outline.units.push(unitOf(section, heading.text, span));
}

const unitOf = (section: string, title: string, span: Span): OutlineUnit => ({
  section,
  title,
  spans: [span],
  quizzes: [],
});

// `{:toc}` and comments show nothing in a lesson.
function isBlank(lines: string[], { start, end }: Span): boolean {
  const text = lines
    .slice(start, end)
    .join('\n')
    .replace(/<!--(?:(?!<!--)[\s\S])*?-->/g, '')
    .replace(/^\{:.*\}$/gm, '');
  return text.trim() === '';
}

type QuizPlace = {
  heading: ScannedHeading;
  span: Span;
  lines: string[];
  path: string;
  firstLine: number;
  section: string;
  outline: Outline;
  home: OutlineUnit | undefined;
};

function addQuiz({ heading, span, lines, path, firstLine, section, outline, home }: QuizPlace): void {
  const text = lines.slice(span.start, span.end);
  const read = looksLikeEdxQuiz(text)
    ? readEdxQuiz(text, path, firstLine + span.start)
    : readQuizMarkdown(text.join('\n'), path, firstLine + span.start);
  const unit = home ?? unitOf(section, heading.text, { start: span.start, end: span.start });
  if (!home) outline.units.push(unit);
  if (read.questions.length > 0) {
    unit.quizzes.push({ quiz: quizOf(heading.text, read), span });
    outline.problems = outline.problems.concat(read.problems);
    return;
  }
  unit.spans.push({ start: heading.line, end: span.end });
  const message = `“${heading.text}” has no question that can be graded, so it stays as text in the lesson “${unit.title}”.`;
  const reasons = read.problems.map(problem => ({ ...problem, message: problem.message.replace(LEFT_OUT, '') }));
  outline.problems = outline.problems.concat(reasons, {
    severity: 'warning',
    path,
    line: firstLine + heading.line + 1,
    code: 'quiz_unreadable',
    message,
  });
}

function bareHeadings(bare: ScannedHeading[], cuts: Cut[], top: number, path: string, firstLine: number): Problem[] {
  const lonely = bare.filter(heading => !hasChildren(heading, cuts));
  const grouping = bare.filter(heading => hasChildren(heading, cuts) && heading.level > top);
  const problems: Problem[] = lonely.map(heading => ({
    severity: 'note',
    path,
    line: firstLine + heading.line + 1,
    code: 'heading_without_text',
    message: `“${heading.text}” has no text under it and becomes nothing.`,
  }));
  if (grouping.length > 0) {
    const names = grouping.map(heading => `“${heading.text}”`).join(', ');
    const message = `${grouping.length} headings only group lessons inside a section and are not shown: ${names}.`;
    problems.push({ severity: 'note', path, code: 'heading_grouping', message });
  }
  return problems;
}

function hasChildren(heading: ScannedHeading, cuts: Cut[]): boolean {
  const at = cuts.findIndex(cut => cut.heading === heading);
  return (cuts[at + 1]?.heading.level ?? 0) > heading.level;
}
