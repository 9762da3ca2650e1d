import { minutesToRead } from '../markdown/reading-time.ts';
import { type Scan, scanMarkdown } from '../markdown/scan.ts';
import type { AdmittedFile } from './admit.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { MAX_TITLE_LENGTH } from './limits.ts';
import { isOutline, readOutline, type Span } from './markdown-outline.ts';
import { titleFromName } from './names.ts';
import { nameOf, stemOf } from './paths.ts';
import type { PlannedModule, Problem } from './plan.ts';
import { isQuizFile, readQuizFile } from './quiz-file.ts';
import { resolveReferences } from './references.ts';

export type LessonFile = {
  path: string;
  values: FrontMatter;
  body: string;
  /** Line of the file (from 0) on which `body` starts. */
  firstLine: number;
  scan: Scan;
  problems: Problem[];
};

/** Reads and scans one Markdown file. Bytes that are no text are reported and give null. */
export async function readLessonFile({ path, entry }: AdmittedFile): Promise<LessonFile | Problem> {
  const { text, problem } = decodeText(await entry.read(), path);
  if (text === null) return problem as Problem;
  const front = readFrontMatter(text.replace(/\r\n?/g, '\n'), path);
  const problems = [...(problem ? [problem] : []), ...front.problems];
  return {
    path,
    values: front.values,
    body: front.body,
    firstLine: front.bodyLine,
    scan: scanMarkdown(front.body),
    problems,
  };
}

function decodeText(bytes: Uint8Array, path: string): { text: string | null; problem?: Problem } {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const binary: Problem = {
    severity: 'error',
    path,
    code: 'not_text',
    message: 'The file holds binary data and is no Markdown text.',
  };
  if (utf16) return { text: new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes) };
  if (bytes.includes(0)) return { text: null, problem: binary };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const message = 'The file is not in UTF-8. It was read as Windows-1252: check its accents and quotation marks.';
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      problem: { severity: 'warning', path, code: 'encoding', message },
    };
  }
}

/** The title of a file: front matter, else its first heading when that is the top one, else its name. */
export function titleOf(file: LessonFile): string {
  const heading = titleHeading(file);
  const title = file.values.title ?? heading?.text ?? '';
  return (title === '' ? titleFromName(stemOf(file.path).replace(/\.quiz$/i, '')) : title).slice(0, MAX_TITLE_LENGTH);
}

/** The level-1 heading that names the file, when it stands before any other heading. */
export function titleHeading(file: LessonFile): Scan['headings'][number] | undefined {
  const first = file.scan.headings[0];
  return first?.level === 1 ? first : undefined;
}

export type LessonPlan = { modules: PlannedModule[]; problems: Problem[]; outlineTitle?: string };

/** The modules that one Markdown file becomes: a lesson, a quiz, or a whole outline of both. */
export function planLessonFile(file: LessonFile, section: string, known: ReadonlyMap<string, string>): LessonPlan {
  const base = baseModule(file, file.values.section ?? section);
  if (isQuizFile(nameOf(file.path), file.values)) return planQuiz(file, base, known);
  if (isOutline(file.body, file.scan)) return planOutline(file, base, known);
  const { markdown, line } = withoutTitle(file);
  return planLesson(file, { ...base, markdown }, known, line);
}

function baseModule({ path, values }: LessonFile, section: string): Omit<PlannedModule, 'title' | 'kind'> {
  return {
    section: section.slice(0, MAX_TITLE_LENGTH),
    description: values.description ?? '',
    mandatory: values.mandatory ?? true,
    estimatedMinutes: values.duration ?? null,
    source: path,
    images: [],
    links: [],
  };
}

type Base = ReturnType<typeof baseModule>;

function planLesson(file: LessonFile, base: Base, known: ReadonlyMap<string, string>, line: number): LessonPlan {
  const { images, links, problems } = resolveReferences({ ...file, references: file.scan.references }, known);
  const markdown = base.markdown ?? '';
  if (markdown.trim() === '') {
    problems.push({
      severity: 'warning',
      path: file.path,
      line: line + 1,
      code: 'lesson_empty',
      message: 'The lesson has a title but no text.',
    });
  }
  const minutes = base.estimatedMinutes ?? minutesToRead(markdown);
  const module: PlannedModule = {
    ...base,
    title: titleOf(file),
    kind: 'markdown',
    images,
    links,
    estimatedMinutes: minutes,
  };
  return { modules: [module], problems: [...file.problems, ...problems] };
}

function planQuiz(file: LessonFile, base: Base, known: ReadonlyMap<string, string>): LessonPlan {
  const title = titleOf(file);
  const { markdown, line } = withoutTitle(file);
  const { quiz, problems } = readQuizFile(markdown, file.path, line, title, file.values);
  if (quiz === null) {
    const lesson = planLesson(file, { ...base, markdown }, known, line);
    return { modules: lesson.modules, problems: [...lesson.problems, ...problems] };
  }
  const references = resolveReferences({ ...file, references: file.scan.references }, known);
  const module: PlannedModule = {
    ...base,
    title,
    kind: 'quiz',
    quiz,
    images: references.images,
    links: references.links,
    estimatedMinutes: base.estimatedMinutes ?? quiz.time_limit ?? quiz.questions.length,
  };
  return { modules: [module], problems: [...file.problems, ...references.problems, ...problems] };
}

function planOutline(file: LessonFile, base: Base, known: ReadonlyMap<string, string>): LessonPlan {
  const outline = readOutline(file.body, file.scan, file.path, file.firstLine);
  const lines = file.body.split('\n');
  const all = resolveReferences({ ...file, references: file.scan.references }, known);
  const pieces = outline.units.flatMap(unit => [unit.spans, ...unit.quizzes.map(({ span }) => [span])]);
  const used = sourcesByPiece(pieces, file.scan, lines.length).values();
  const modules = outline.units.flatMap(unit => {
    const section = (unit.section || base.section).slice(0, MAX_TITLE_LENGTH);
    const common = () => ({ ...base, section, description: '', ...among(all, used.next().value) });
    const markdown = unit.spans.map(span => lines.slice(span.start, span.end).join('\n').trim()).join('\n\n');
    const lesson: PlannedModule = {
      ...common(),
      title: unit.title.slice(0, MAX_TITLE_LENGTH),
      kind: 'markdown',
      markdown,
      estimatedMinutes: minutesToRead(markdown),
    };
    const quizzes = unit.quizzes.map(
      ({ quiz }): PlannedModule => ({
        ...common(),
        title: quiz.title.slice(0, MAX_TITLE_LENGTH),
        kind: 'quiz',
        quiz,
        estimatedMinutes: quiz.questions.length,
      }),
    );
    return [...(markdown === '' ? [] : [lesson]), ...quizzes];
  });
  return { modules, problems: [...file.problems, ...all.problems, ...outline.problems], outlineTitle: outline.title };
}

/** The sources that the lines of each piece refer to, in the order of the pieces. */
function sourcesByPiece(pieces: Span[][], scan: Scan, lineCount: number): Set<string>[] {
  const owner = new Int32Array(lineCount).fill(-1);
  pieces.forEach((spans, at) => {
    for (const span of spans) owner.fill(at, span.start, span.end);
  });
  const sources = pieces.map(() => new Set<string>());
  for (const { line, src } of scan.references) sources[owner[line] ?? -1]?.add(src);
  return sources;
}

type References = Pick<PlannedModule, 'images' | 'links'>;

function among({ images, links }: References, used: ReadonlySet<string> = new Set()): References {
  return { images: images.filter(({ src }) => used.has(src)), links: links.filter(({ src }) => used.has(src)) };
}

// The page shows the title by itself, so the heading that says the same is taken out of the text.
function withoutTitle(file: LessonFile): { markdown: string; line: number } {
  const heading = titleHeading(file);
  const lines = file.body.split('\n');
  const opens = heading?.text === titleOf(file) && lines.slice(0, heading.line).every(line => line.trim() === '');
  if (!opens) return { markdown: file.body.trim(), line: file.firstLine };
  const start = lines.findIndex((line, at) => at >= heading.endLine && line.trim() !== '');
  const from = start < 0 ? lines.length : start;
  return { markdown: lines.slice(from).join('\n').trimEnd(), line: file.firstLine + from };
}
