/** Tells those who look at the log that there are new lines; they fetch them. At most once a second, however much is written. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SECOND } from '../platform/clock.ts';

/** Answers how to end it. Nothing is read: a file that grew or is new is news. */
export function watchLog(folder: string, tell: () => void): () => void {
  let known = '';
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    const now = await sizes(folder);
    if (known !== '' && now !== known) tell();
    known = now;
    looking = false;
  };
  const timer = setInterval(() => void look(), SECOND);
  return () => clearInterval(timer);
}

async function sizes(folder: string): Promise<string> {
  const names = (await readdir(folder).catch(() => [])).filter(name => /^lyceum\.\d+\.log$/.test(name));
  const each = names.map(name =>
    stat(join(folder, name)).then(
      ({ size }) => `${name} ${size}`,
      () => name,
    ),
  );
  return `of ${(await Promise.all(each)).join(', ')}`;
}
