import { MAX_QUESTIONS } from './limits.ts';
import type { Problem, QuestionType } from './plan.ts';
import { type DraftQuestion, emptyDraft, finishQuestion, type QuizRead } from './quiz-question.ts';

/**
 * Reads the questions of a quiz written in Markdown:
 *
 *     ## Which protocols encrypt what you send?     a heading (or `1.` at the left edge) opens a question
 *     More text belongs to the question.
 *     - [x] HTTPS                                   right; several right ones make it a multiple choice
 *     - [ ] Telnet                                  wrong; True and False alone make it a true/false
 *       > It sends passwords in the clear.          feedback of the option above
 *     Points: 2                                     1 when absent
 *     Explanation: Only HTTPS does.                 shown after answering, may go on over lines
 *
 *     ## At which port does HTTPS listen?
 *     Answer: 443                                   number; `42 ± 0.5` accepts what lies within 0.5
 *     ## What does DNS stand for?
 *     Answer: Domain Name System | domain names     text; accepted answers are divided by |
 *     Type: short_answer                            only needed to take a number as text, or one tick as multiple choice
 *
 * `firstLine` is the line of the dropped file (from 0) on which `body` starts.
 */
export function readQuizMarkdown(body: string, path: string, firstLine: number): QuizRead & { intro: string } {
  const lines = body.split('\n');
  const starts = questionStarts(lines);
  const read: QuizRead = { questions: [], problems: [] };
  starts.forEach((start, at) => {
    const reader = createReader(path, start + firstLine, read.problems);
    const block = lines.slice(start, starts[at + 1] ?? lines.length);
    reader.open(block[0] ?? '');
    block.slice(1).forEach((line, offset) => reader.line(line, start + firstLine + 1 + offset));
    const draft = reader.close();
    const question = finishQuestion(draft);
    if (typeof question !== 'string' && read.questions.length < MAX_QUESTIONS) read.questions.push(question);
    else {
      const reason = typeof question === 'string' ? question : `A quiz holds at most ${MAX_QUESTIONS} questions.`;
      read.problems.push(unreadable(path, draft.line, reason, draft.prompt));
    }
  });
  return {
    ...read,
    intro: lines
      .slice(0, starts[0] ?? lines.length)
      .join('\n')
      .trim(),
  };
}

export const LEFT_OUT = ' It was left out of the quiz.';

/** The warning for a question that was left out: it names the line and quotes the question's first words. */
export function unreadable(path: string, line: number, reason: string, quoted: string): Problem {
  const words = quoted.trim().replace(/\s+/g, ' ').slice(0, 60);
  const message = `${reason}${words === '' ? '' : ` It begins “${words}”.`}${LEFT_OUT}`;
  return { severity: 'warning', path, line: line + 1, code: 'quiz_question', message };
}

const HEADING = /^ {0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$/;
const NUMBERED = /^\d{1,3}[.)]\s+(.*)$/;
const FENCE = /^\s{0,3}(```+|~~~+)/;
const OPTION = /^\s*(?:[-*+]\s+)?(?:\[([ xX])\]|\(([ xX])\))\s+(.*)$/;
const DIRECTIVE = /^\s*(?:\*\*)?(answers?|explanation|points?|type)(?:\*\*)?:(?:\*\*)?\s*(.*)$/i;
const FEEDBACK = /^\s+>\s?(.*)$/;

/** Lines that hold code and must not be read as anything else. */
function codeLines(lines: string[]): boolean[] {
  let fence: string | null = null;
  return lines.map(line => {
    const mark = FENCE.exec(line)?.[1];
    if (fence === null) {
      if (mark) fence = mark;
      return mark !== undefined;
    }
    if (mark?.startsWith(fence) && line.trim() === mark) fence = null;
    return true;
  });
}

function questionStarts(lines: string[]): number[] {
  const code = codeLines(lines);
  const matching = (pattern: RegExp) => lines.flatMap((line, at) => (!code[at] && pattern.test(line) ? [at] : []));
  const headings = matching(HEADING);
  return headings.length > 0 ? headings : matching(NUMBERED);
}

type Place = 'prompt' | 'options' | 'explanation' | 'done';

function createReader(path: string, startLine: number, problems: Problem[]) {
  const draft = emptyDraft(startLine);
  let place: Place = 'prompt';
  let title = '';
  let fence: string | null = null;

  function plain(line: string, at: number): void {
    const last = draft.options.at(-1);
    const feedback = FEEDBACK.exec(line)?.[1];
    if (place === 'prompt') draft.prompt += `${line}\n`;
    else if (place === 'explanation') draft.explanation += `${line}\n`;
    else if (last && place === 'options' && feedback !== undefined)
      last.feedback = `${last.feedback ?? ''} ${feedback}`.trim();
    else if (last && place === 'options' && /^\s+/.test(line)) last.text += `\n${line.trim()}`;
    else if (line.trim() !== '') problems.push(stray(path, at, line));
  }

  return {
    open(first: string): void {
      title = (HEADING.exec(first)?.[1] ?? NUMBERED.exec(first)?.[1] ?? '').trim();
    },
    line(line: string, at: number): void {
      const mark = FENCE.exec(line)?.[1];
      const inCode = fence !== null || mark !== undefined;
      if (fence === null) fence = mark ?? null;
      else if (mark?.startsWith(fence) && line.trim() === mark) fence = null;
      const option = inCode ? null : OPTION.exec(line);
      const directive = inCode ? null : DIRECTIVE.exec(line);
      if (option) {
        place = 'options';
        draft.boxes ||= option[1] !== undefined;
        draft.options.push({ text: option[3]?.trim() ?? '', correct: (option[1] ?? option[2])?.toLowerCase() === 'x' });
      } else if (directive) {
        place = directive[1]?.toLowerCase() === 'explanation' ? 'explanation' : 'done';
        const fault = obey(draft, directive[1] ?? '', directive[2]?.trim() ?? '');
        if (fault) problems.push({ severity: 'warning', path, line: at + 1, code: 'quiz_setting', message: fault });
      } else plain(line, at);
    },
    close(): DraftQuestion {
      const body = draft.prompt.trim();
      // “Question 3” over the real text is a label, not a question.
      const label = /^(question\s*)?\d*[.:]?$/i.test(title);
      draft.prompt = label && body !== '' ? body : [title, body].filter(Boolean).join('\n\n');
      return draft;
    },
  };
}

function obey(draft: DraftQuestion, name: string, value: string): string | null {
  const word = name.toLowerCase();
  if (word === 'explanation') draft.explanation += `${value}\n`;
  else if (word.startsWith('answer')) draft.answer = draft.answer === undefined ? value : `${draft.answer} | ${value}`;
  else if (word.startsWith('point')) {
    const points = Number(value);
    if (!(points > 0 && points <= 1000)) return `“${value}” is not a number of points; the question counts 1.`;
    draft.points = points;
  } else {
    const type = TYPES[value.toLowerCase().replace(/[\s-]+/g, '_')];
    if (!type) return `“${value}” is not a type of question; the type is taken from the answers.`;
    draft.type = type;
  }
  return null;
}

const TYPES: Record<string, QuestionType> = {
  single_choice: 'single_choice',
  multiple_choice: 'multiple_choice',
  true_false: 'true_false',
  short_answer: 'short_answer',
  numeric: 'numeric',
};

function stray(path: string, at: number, line: string): Problem {
  const message = `This line belongs to no question, option or answer and was left out: “${line.trim().slice(0, 80)}”.`;
  return { severity: 'warning', path, line: at + 1, code: 'quiz_line', message };
}
