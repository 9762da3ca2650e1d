import { MAX_QUESTIONS } from './limits.ts';
import type { PlannedOption } from './plan.ts';
import { unreadable } from './quiz-markdown.ts';
import { type DraftQuestion, emptyDraft, finishQuestion, type QuizRead } from './quiz-question.ts';

const PROMPT_START = /^\s*\\?>\\?>(.*)$/;
const OPTION = /^\s*([[(])(!?)([xX]?)\s?[\])]\s+(.*)$/;
const WRITTEN = /^\s*(?:or)?=\s*(\S.*)$/;
const EXPLANATION = /^\s*\[\/?explanation\]\s*$/i;

/** True when some line is in the quiz notation of edX's simple editor. */
export function looksLikeEdxQuiz(lines: string[]): boolean {
  return lines.some(line => PROMPT_START.test(line));
}

/** Reads the questions of such a quiz; text before the first one is its introduction. `firstLine` is where `lines` starts, from 0. */
export function readEdxQuiz(lines: string[], path: string, firstLine: number): QuizRead & { intro: string } {
  const starts = lines.flatMap((line, at) => (PROMPT_START.test(line) ? [at] : []));
  const intro = lines
    .slice(0, starts[0] ?? lines.length)
    .join('\n')
    .trim();
  const read: QuizRead & { intro: string } = { questions: [], problems: [], intro };
  starts.forEach((start, at) => {
    const block = lines.slice(start, starts[at + 1] ?? lines.length);
    const { draft, stray } = readBlock(block, start + firstLine);
    const question = finishQuestion(draft);
    const fault = typeof question === 'string' ? question : (tooMany(read.questions.length) ?? strayFault(stray));
    if (typeof question !== 'string' && fault === null) {
      read.questions.push(question);
      return;
    }
    read.problems.push(unreadable(path, draft.line, fault ?? '', draft.prompt));
  });
  return read;
}

const tooMany = (count: number) => (count < MAX_QUESTIONS ? null : `A quiz holds at most ${MAX_QUESTIONS} questions.`);
const strayFault = (stray: string[]) =>
  stray.length === 0
    ? null
    : `The question holds text that is neither option nor explanation: “${stray[0]?.trim().slice(0, 60)}”.`;

// The notation: `>>question||hint<<`, options as `[x] text {{ selected: feedback }}` or `(x) text`, `!` marks a shuffled
// list, `= text` is a written answer, `[Explanation]` opens and closes the explanation.
// https://docs.openedx.org/en/latest/educators/references/course_development/problem_types.html
function readBlock(lines: string[], line: number): { draft: DraftQuestion; stray: string[] } {
  const draft = emptyDraft(line);
  const stray: string[] = [];
  const prompt = promptOf(lines);
  let place: 'text' | 'option' | 'explanation' = 'text';
  let afterBlank = false;
  for (const text of lines.slice(prompt.lines)) {
    const option = OPTION.exec(text);
    const written = WRITTEN.exec(text);
    if (EXPLANATION.test(text)) place = place === 'explanation' ? 'text' : 'explanation';
    else if (place === 'explanation') draft.explanation += `${text}\n`;
    else if (option) {
      place = 'option';
      draft.boxes ||= option[1] === '[';
      draft.options.push({ text: option[4] ?? '', correct: option[3] !== '' });
    } else if (written) draft.answer = draft.answer === undefined ? written[1] : `${draft.answer} | ${written[1]}`;
    else if (text.trim() !== '') {
      const last = draft.options.at(-1);
      if (last && place === 'option' && !afterBlank) last.text += `\n${text.trim()}`;
      else if (draft.options.length === 0 && draft.answer === undefined)
        prompt.text += `\n${afterBlank ? '\n' : ''}${text}`;
      else stray.push(text);
    }
    afterBlank = text.trim() === '';
  }
  draft.prompt = prompt.text;
  draft.options = draft.options.map(withFeedback);
  if (draft.boxes && draft.options.length > 0) draft.type = 'multiple_choice';
  return { draft, stray };
}

function promptOf(lines: string[]): { text: string; lines: number } {
  let text = PROMPT_START.exec(lines[0] ?? '')?.[1] ?? '';
  let count = 1;
  while (!/<\\?</.test(text) && count < lines.length) {
    text += `\n${lines[count]}`;
    count += 1;
  }
  const [question = '', hint = ''] = text.replace(/\\?<\\?<\s*$/, '').split('||');
  return { text: [question.trim(), hint.trim()].filter(Boolean).join('\n\n'), lines: count };
}

function withFeedback(option: PlannedOption): PlannedOption {
  const notes: string[] = [];
  const text = option.text.replace(/\{\{((?:(?!\{\{)[\s\S])*?)\}\}/g, (_, note: string) => {
    notes.push(note);
    return '';
  });
  const parts = notes.join(' ').split(/\b(unselected|selected)\s*:/);
  const named = (name: string) => parts[parts.indexOf(name) + 1]?.trim().replace(/,$/, '');
  const feedback = parts.includes('selected')
    ? named('selected')
    : parts.includes('unselected')
      ? named('unselected')
      : parts[0]?.trim();
  return { text: text.trim(), correct: option.correct, ...(feedback ? { feedback } : {}) };
}
