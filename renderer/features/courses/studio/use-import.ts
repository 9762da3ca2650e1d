/** The steps of an import: read, plan, upload, make. Nothing is stored before the person says so, but a ZIP archive, which only the server can open. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ContentFile } from '../../../../server/media/contract.ts';
import type { ImportPlan } from '../../../../server/courses/contract.ts';
import type { DroppedFile } from '../../../kit/index.ts';
import { isSettled, type Upload } from '../../media/upload-rules.ts';
import { addUploads, cancelUpload, clearUploads, currentUploads } from '../../media/uploads.ts';
import { useUploads } from '../../media/use-uploads.ts';
import { type ImportListing, type ImportResult, planImport, useRunImport } from './api.ts';
import { archiveOf, filesOfPlan, listingOf } from './listing.ts';

export type Stage =
  | { name: 'empty' }
  /** `uploads`: the archive on its way, or refused. */
  | { name: 'reading'; uploads: readonly Upload[] }
  | { name: 'planned'; plan: ImportPlan; files: ReadonlyMap<string, File> }
  | {
      name: 'making';
      title: string;
      uploads: readonly Upload[];
      isMaking: boolean;
      error: unknown;
      result: ImportResult | null;
    }
  | { name: 'failed'; error: unknown };

interface Work {
  dropped: readonly DroppedFile[];
  listing: ImportListing;
  plan: ImportPlan;
  files: ReadonlyMap<string, File>;
}

let made = 0;

export function useImport(onMade: (courseId: number) => void) {
  const [group] = useState(() => `import-${++made}`);
  const [step, setStep] = useState<'empty' | 'reading' | 'planned' | 'making' | 'failed'>('empty');
  const [work, setWork] = useState<Work | null>(null);
  const [dropped, setDropped] = useState<readonly DroppedFile[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [title, setTitle] = useState('');
  const uploads = useUploads(group);
  const run = useRunImport();
  const stored = useRef(new Map<string, ContentFile>());

  const take = useCallback(
    (files: readonly DroppedFile[]) => {
      setDropped(files);
      setStep('reading');
      planOf(files, group).then(
        next => {
          setWork(next);
          setStep('planned');
        },
        (reason: unknown) => {
          setError(reason);
          setStep('failed');
        },
      );
    },
    [group],
  );
  const startOver = useCallback(() => {
    for (const { id } of currentUploads().filter(upload => upload.group === group)) cancelUpload(id);
    stored.current.clear();
    run.reset();
    setStep('empty');
  }, [group, run]);
  const make = useCallback(
    (wanted: string) => {
      if (!work) return;
      clearUploads(group);
      setTitle(wanted);
      setStep('making');
      const wishes = [...work.files].map(([path, file]) => ({
        file,
        name: file.name,
        onStored: (content: ContentFile) => void stored.current.set(path, content),
      }));
      addUploads(group, wishes);
    },
    [work, group],
  );
  const finish = useCallback(() => {
    if (!work) return;
    const files = Object.fromEntries([...stored.current].map(([path, { id }]) => [path, id]));
    run.mutate(
      { ...work.listing, ...(title ? { title } : {}), files },
      {
        onSuccess: ({ course, problems }) => {
          clearUploads(group);
          if (problems.every(({ severity }) => severity !== 'error')) onMade(course.id);
        },
      },
    );
  }, [work, run, title, group, onMade]);

  // Without refusals the course is made as soon as the last file is there; with refusals the person decides.
  const ready = step === 'making' && isSettled(uploads) && uploads.every(({ state }) => state === 'stored');
  const begun = useRef(false);
  useEffect(() => {
    if (!ready) begun.current = false;
    else if (!begun.current && run.isIdle) {
      begun.current = true;
      finish();
    }
  }, [ready, run.isIdle, finish]);

  // Whoever cancels the upload of the archive begins anew.
  const isTakenBack = archiveOf(dropped) !== undefined && uploads.length === 0;
  const stage: Stage =
    step === 'planned' && work
      ? { name: 'planned', plan: work.plan, files: work.files }
      : step === 'making'
        ? { name: 'making', title, uploads, isMaking: run.isPending, error: run.error, result: run.data ?? null }
        : step === 'failed'
          ? { name: 'failed', error }
          : step === 'reading' && !isTakenBack
            ? { name: 'reading', uploads }
            : { name: 'empty' };
  return { stage, take, startOver, make, finish, retry: () => take(dropped) };
}

async function planOf(dropped: readonly DroppedFile[], group: string): Promise<Work> {
  const archive = archiveOf(dropped);
  const listing = archive ? { archive: (await uploaded(archive, group)).id } : await listingOf(dropped);
  const plan = await planImport(listing);
  return { dropped, listing, plan, files: archive ? new Map() : filesOfPlan(plan.files, dropped) };
}

const uploaded = (file: File, group: string): Promise<ContentFile> =>
  new Promise(resolve => addUploads(group, [{ file, name: file.name, onStored: resolve }]));
