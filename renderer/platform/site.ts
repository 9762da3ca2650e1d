/** The academy itself: its name and key, and what the open page is called. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Site } from '../../server/site/contract.ts';
import { call } from './call.ts';
import { usePlace } from './socket.ts';

const KEPT = 'lyceum.site';

/** Name and key of the last visit, so that nothing jumps while they are asked for again. */
export function keptSite(): Site | undefined {
  try {
    const site = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Site | null;
    // An academy that was not set up last time may be by now; its plain page must not flash up.
    return site?.set_up ? site : undefined;
  } catch {
    return undefined; // refused storage or a foreign value: the academy is asked
  }
}

async function fetchSite(): Promise<Site> {
  const site = await call('GET /site', {});
  try {
    localStorage.setItem(KEPT, JSON.stringify(site));
  } catch {
    // refused storage: asked again next time
  }
  return site;
}

/** What everybody may know of this academy; undefined before the first answer. */
export function useSite(): Site | undefined {
  return useQuery({ queryKey: ['site'], queryFn: fetchSite, staleTime: 60_000, placeholderData: keptSite }).data;
}

/** Names the page: in the window's title, and for "who is on now" in the console. Undefined while it is not known yet. */
export function usePage(title: string | undefined): void {
  const name = useSite()?.name ?? 'Lyceum';
  usePlace(title ?? null);
  useEffect(() => {
    document.title = title === undefined || title === name ? name : `${title} – ${name}`;
  }, [title, name]);
}
