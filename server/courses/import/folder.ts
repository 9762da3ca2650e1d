import { admitEntries, type AdmittedFile } from './admit.ts';
import { type LessonFile, planLessonFile, readLessonFile, titleHeading, titleOf } from './lesson-file.ts';
import { MAX_DESCRIPTION_LENGTH, MAX_MODULES, MAX_PROBLEMS, MAX_TITLE_LENGTH } from './limits.ts';
import { isOutline } from './markdown-outline.ts';
import { titleFromName } from './names.ts';
import { folderOf, nameOf, pathKey, stemOf } from './paths.ts';
import type { CoursePlan, FolderEntry, PlannedCaptions, PlannedFile, PlannedModule, Problem } from './plan.ts';
import { inCourseOrder } from './sequence.ts';

const HOME = /^(readme|index)\.(md|markdown)$/i;

/**
 * Plans the course that a dropped folder (or an archive's entries) becomes. Nothing is stored; only Markdown is read.
 * Whatever cannot be taken is in `problems` and never stops the rest; a file that changes or fails while it is read counts
 * as refused.
 */
export async function planFolder(entries: readonly FolderEntry[]): Promise<CoursePlan> {
  const admitted = admitEntries(entries);
  const lessons = await readLessons(admitted.files);
  const home = homeOf(lessons.read, admitted.files);
  const captions = captionsByVideo(admitted.files);
  const course = planModules(admitted.files, lessons.read, home, captions.found);
  const modules = course.modules.slice(0, MAX_MODULES);
  const files = filesOf(modules, admitted.files);
  const problems = [
    ...admitted.problems,
    ...lessons.problems,
    ...captions.problems,
    ...course.problems,
    ...(home ? homeProblems(home) : []),
    ...unusedImages(admitted.files, files),
    ...countProblems(course.modules.length),
  ];
  const named = (home && namedTitle(home)) || course.outlineTitle || titleFromName(admitted.folderName);
  const title = (named || modules[0]?.title || '').slice(0, MAX_TITLE_LENGTH);
  return { title, description: home ? descriptionOf(home).text : '', modules, files, problems: shortened(problems) };
}

type Lessons = Map<string, LessonFile>;

function planModules(
  files: AdmittedFile[],
  lessons: Lessons,
  home: LessonFile | undefined,
  captions: ReadonlyMap<string, PlannedCaptions[]>,
): { modules: PlannedModule[]; problems: Problem[]; outlineTitle: string } {
  const known = new Map(files.map(file => [pathKey(file.path), file.path]));
  const titles = sectionTitles(lessons);
  let problems: Problem[] = [];
  let outlineTitle = '';
  const modules = inCourseOrder(files, lessons).flatMap(file => {
    const lesson = lessons.get(file.path);
    const section = sectionOf(file.path, titles);
    if (lesson === undefined) return mediaModule(file, section, captions.get(file.path) ?? []);
    if (lesson === home) return [];
    const planned = planLessonFile(lesson, section, known);
    outlineTitle ||= planned.outlineTitle ?? '';
    problems = problems.concat(planned.problems);
    return planned.modules;
  });
  return { modules, problems, outlineTitle };
}

function countProblems(count: number): Problem[] {
  if (count === 0) return [nothingFound()];
  if (count <= MAX_MODULES) return [];
  const message = `A course holds at most ${MAX_MODULES} modules; ${count - MAX_MODULES} at the end are left out.`;
  return [{ severity: 'error', path: '', code: 'too_many_modules', message }];
}

// Errors are listed before all else when not everything can be.
function shortened(problems: Problem[]): Problem[] {
  if (problems.length <= MAX_PROBLEMS) return problems;
  const rank = { error: 0, warning: 1, note: 2 };
  const first = problems.toSorted((a, b) => rank[a.severity] - rank[b.severity]).slice(0, MAX_PROBLEMS);
  const message = `${problems.length - MAX_PROBLEMS} more remarks are not listed.`;
  return [...first, { severity: 'warning', path: '', code: 'more_problems', message }];
}

async function readLessons(files: AdmittedFile[]): Promise<{ read: Lessons; problems: Problem[] }> {
  const lessons: Lessons = new Map();
  const problems: Problem[] = [];
  for (const file of files.filter(({ kind }) => kind === 'markdown')) {
    const read = await readLessonFile(file).catch((cause: unknown): Problem => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      return {
        severity: 'error',
        path: file.entry.path,
        code: 'unreadable',
        message: `The file cannot be read: ${reason}`,
      };
    });
    if ('severity' in read) problems.push(read);
    else lessons.set(file.path, read);
  }
  return { read: lessons, problems };
}

// A README that is all there is, or a whole course by itself, is content and not a cover.
function homeOf(lessons: Lessons, files: AdmittedFile[]): LessonFile | undefined {
  const home = [...lessons.values()].find(({ path }) => folderOf(path) === '' && HOME.test(nameOf(path)));
  if (!home || isOutline(home.body, home.scan)) return undefined;
  const others = files.some(({ path, kind }) => path !== home.path && kind !== 'image' && kind !== 'captions');
  return others ? home : undefined;
}

const namedTitle = (home: LessonFile): string => home.values.title ?? titleHeading(home)?.text ?? '';

function descriptionOf(home: LessonFile): { text: string; complete: boolean } {
  if (home.values.description !== undefined) return { text: home.values.description, complete: true };
  const second = home.scan.headings.find(heading => heading !== titleHeading(home));
  const opening = home.scan.paragraphs.filter(({ line }) => line < (second?.line ?? Number.POSITIVE_INFINITY));
  const text = opening.map(paragraph => paragraph.text).join('\n\n');
  return {
    text: text.slice(0, MAX_DESCRIPTION_LENGTH),
    complete: text.length <= MAX_DESCRIPTION_LENGTH && second === undefined,
  };
}

function homeProblems(home: LessonFile): Problem[] {
  const { complete } = descriptionOf(home);
  const message =
    'Only the opening paragraphs become the description of the course; the rest is not shown to learners.';
  const cut: Problem[] = complete ? [] : [{ severity: 'note', path: home.path, code: 'description_cut', message }];
  return [...home.problems, ...cut];
}

// A README inside a folder names the section; every other folder is named after itself.
function sectionTitles(lessons: Lessons): Map<string, string> {
  const titles = new Map<string, string>();
  for (const lesson of lessons.values()) {
    const folder = folderOf(lesson.path);
    if (folder !== '' && HOME.test(nameOf(lesson.path))) titles.set(folder, lesson.values.section ?? titleOf(lesson));
  }
  return titles;
}

function sectionOf(path: string, titles: ReadonlyMap<string, string>): string {
  const names = folderOf(path).split('/').filter(Boolean);
  return names
    .map((name, at) => titles.get(names.slice(0, at + 1).join('/')) ?? titleFromName(name))
    .join(': ')
    .slice(0, MAX_TITLE_LENGTH);
}

function mediaModule(file: AdmittedFile, section: string, captions: PlannedCaptions[]): PlannedModule[] {
  const { path, kind } = file;
  if (kind === 'markdown' || kind === 'image' || kind === 'captions') return [];
  return [
    {
      section,
      title: titleFromName(stemOf(path)).slice(0, MAX_TITLE_LENGTH),
      kind,
      description: '',
      mandatory: kind !== 'file',
      estimatedMinutes: null,
      source: path,
      filePath: path,
      ...(captions.length > 0 ? { captions } : {}),
      images: [],
      links: [],
    },
  ];
}

// `talk.vtt`, `talk.en.vtt`, `talk-pt-BR.vtt` and `talk_sv.vtt` belong to `talk.mp4` in the same folder.
function captionsByVideo(files: AdmittedFile[]): { found: Map<string, PlannedCaptions[]>; problems: Problem[] } {
  const problems: Problem[] = [];
  const media = files.filter(({ kind }) => kind === 'video' || kind === 'audio');
  const found = new Map<string, PlannedCaptions[]>();
  for (const { path, kind } of files) {
    if (kind !== 'captions') continue;
    const owner = media
      .filter(video => folderOf(video.path) === folderOf(path) && languageOf(stemOf(path), stemOf(video.path)) !== null)
      .sort((a, b) => stemOf(b.path).length - stemOf(a.path).length)[0];
    if (owner) {
      const language = languageOf(stemOf(path), stemOf(owner.path)) ?? 'und';
      found.set(owner.path, [...(found.get(owner.path) ?? []), { path, language }]);
    } else {
      const message = 'No video or sound in this folder has the same name, so these captions are left out.';
      problems.push({ severity: 'warning', path, code: 'captions_alone', message });
    }
  }
  return { found, problems };
}

function languageOf(stem: string, videoStem: string): string | null {
  if (pathKey(stem) === pathKey(videoStem)) return 'und';
  const rest = stem.slice(videoStem.length);
  if (pathKey(stem.slice(0, videoStem.length)) !== pathKey(videoStem)) return null;
  const tag = /^[._-]([a-z]{2,3}(?:[_-][a-z0-9]{2,8})*)$/i.exec(rest)?.[1]?.replaceAll('_', '-');
  if (tag === undefined) return null;
  try {
    return new Intl.Locale(tag).toString();
  } catch {
    return 'und';
  }
}

function filesOf(modules: PlannedModule[], admitted: AdmittedFile[]): PlannedFile[] {
  const roles = new Map<string, PlannedFile['role']>();
  for (const module of modules) {
    for (const image of module.images) roles.set(image.path, 'image');
    for (const caption of module.captions ?? []) roles.set(caption.path, 'captions');
    if (module.filePath !== undefined) roles.set(module.filePath, 'content');
  }
  return admitted.flatMap(({ path, entry }) => {
    const role = roles.get(path);
    return role ? [{ path, entryPath: entry.path, size: entry.size, role }] : [];
  });
}

function unusedImages(admitted: AdmittedFile[], files: PlannedFile[]): Problem[] {
  const used = new Set(files.map(file => file.path));
  return admitted
    .filter(({ path, kind }) => kind === 'image' && !used.has(path))
    .map(({ path }) => ({
      severity: 'note',
      path,
      code: 'image_unused',
      message: 'No lesson shows this picture. It is left out.',
    }));
}

const nothingFound = (): Problem => ({
  severity: 'error',
  path: '',
  code: 'nothing_to_import',
  message:
    'Nothing here can become a lesson. A course folder holds Markdown files (.md), videos, sound, PDFs or other documents.',
});
