import type { Readable } from 'node:stream';

/** One dropped file as the browser, a folder walk or an archive names it. Only Markdown is read while planning. */
export type FolderEntry = {
  path: string;
  /** Bytes. */
  size: number;
  read(): Promise<Uint8Array>;
  /** The same bytes without holding them in memory; archives and folder walks offer it for large media. */
  stream?(): Promise<Readable>;
};

export type ProblemSeverity = 'error' | 'warning' | 'note';

/** Something the instructor should know. An `error` means this entry was left out; the rest of the drop goes on. */
export type Problem = {
  severity: ProblemSeverity;
  /** Path inside the course; for a refused entry the path as it was dropped; empty when the drop as a whole is meant. */
  path: string;
  /** Counted from 1 in the file as it was dropped. */
  line?: number;
  code: string;
  message: string;
};

export type QuestionType = 'single_choice' | 'multiple_choice' | 'true_false' | 'short_answer' | 'numeric';

export type PlannedOption = { text: string; correct: boolean; feedback?: string };

export type PlannedQuestion = {
  type: QuestionType;
  /** Markdown. */
  prompt: string;
  points: number;
  options?: PlannedOption[];
  /** Accepted answers of a short answer, compared by the grader. */
  answers?: string[];
  /** Right value of a numeric question, accepted when within `tolerance` of it. */
  value?: number;
  tolerance?: number;
  /** Markdown shown after answering. */
  explanation?: string;
};

export type PlannedQuiz = {
  title: string;
  /** Markdown shown before the first question. */
  description?: string;
  /** Percent, 0 to 100. */
  passing_score: number;
  /** Minutes; null is no limit. */
  time_limit: number | null;
  max_attempts: number;
  questions: PlannedQuestion[];
};

export type ModuleKind = 'markdown' | 'video' | 'audio' | 'pdf' | 'file' | 'quiz';

/** A picture or link target named in a lesson. `src` is as the renderer asks for it, `path` is where the file lies. */
export type LocalReference = { src: string; path: string };

export type PlannedCaptions = {
  path: string;
  /** BCP 47 tag from the file name (`talk.pt-BR.vtt`), `und` when it has none. */
  language: string;
};

export type PlannedModule = {
  /** Empty for modules before the first section. */
  section: string;
  title: string;
  kind: ModuleKind;
  description: string;
  mandatory: boolean;
  /** Whole minutes; null when only the file itself can tell, as for a video. */
  estimatedMinutes: number | null;
  /** The file this module comes from, as a cleaned path. */
  source: string;
  /** Lesson text without front matter and without the title heading. */
  markdown?: string;
  /** The file to upload for video, audio, pdf and file. */
  filePath?: string;
  captions?: PlannedCaptions[];
  quiz?: PlannedQuiz;
  images: LocalReference[];
  links: LocalReference[];
};

export type PlannedFile = {
  /** Cleaned path inside the course, used as the key everywhere in the plan. */
  path: string;
  /** Path as it was dropped: what the browser must look up to upload the bytes. */
  entryPath: string;
  /** Bytes. */
  size: number;
  role: 'content' | 'captions' | 'image';
};

/** What a drop will become, shown before anything is stored. */
export type CoursePlan = {
  title: string;
  description: string;
  modules: PlannedModule[];
  /** Every file a module needs, once. */
  files: PlannedFile[];
  problems: Problem[];
};
