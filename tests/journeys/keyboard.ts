/** Walking a page by the Tab key alone, as somebody does who has no mouse. */
import { expect, type Page } from '@playwright/test';

/** Marks what a person can act on here, and answers how many things that are. */
function markControls(): number {
  const selector = 'a[href], button, input, select, textarea, [tabindex="0"], [role="slider"]';
  const visible = (element: Element) =>
    element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true }) && element.getClientRects().length > 0;
  const radioSeen = new Set<string>();
  let count = 0;
  for (const element of document.querySelectorAll<HTMLElement>(selector)) {
    const { disabled, type, name } = element as HTMLInputElement;
    if (disabled || type === 'hidden' || type === 'file' || element.tabIndex < 0 || !visible(element)) continue;
    if (element.closest('[inert], [aria-hidden="true"]')) continue;
    // Tab enters a group of radios once; arrows move inside it.
    if (type === 'radio') {
      if (radioSeen.has(name)) continue;
      radioSeen.add(name);
      element.dataset['walkGroup'] = name;
    }
    element.dataset['walk'] = String(count++);
    element.dataset['walkBorder'] = getComputedStyle(element).borderColor;
  }
  return count;
}

interface Stop {
  /** Number given by `markControls`; null for the page itself. */
  mark: string | null;
  what: string;
  /** A ring, an outline or a shadow says where we are. */
  shown: boolean;
}

function whereAmI(): Stop {
  const element = document.activeElement as HTMLElement | null;
  if (!element || element === document.body) return { mark: null, what: 'the page', shown: true };
  const group = element.getAttribute('name');
  const first = group ? document.querySelector<HTMLElement>(`[data-walk-group="${CSS.escape(group)}"]`) : null;
  const marked = element.dataset['walk'] ? element : first;
  // Inputs that are drawn by their neighbour (switches, radios) show their focus there.
  const candidates = [element, element.nextElementSibling, element.parentElement, element.closest('label')];
  const shown = candidates.some(candidate => {
    if (!candidate) return false;
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(candidate);
    const ring = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
    const before = (candidate as HTMLElement).dataset['walkBorder'];
    return ring || boxShadow !== 'none' || (before !== undefined && before !== borderColor);
  });
  const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
  return {
    mark: marked?.dataset['walk'] ?? null,
    what: `<${element.tagName.toLowerCase()}> ${name.trim().slice(0, 40)}`,
    shown,
  };
}

/** Presses Tab until every control was reached; each must show that it has the focus. */
export async function walk(page: Page, screen: string): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const count = await page.evaluate(markControls);
  const reached = new Set<string>();
  const unseen: string[] = [];
  for (let presses = 0; presses < count * 2 + 20 && reached.size < count; presses++) {
    await page.keyboard.press('Tab');
    const { mark, what, shown } = await page.evaluate(whereAmI);
    if (mark !== null) reached.add(mark);
    if (!shown) unseen.push(what);
  }
  const missed = await page.evaluate(
    marks =>
      [...document.querySelectorAll<HTMLElement>('[data-walk]')]
        .filter(element => element.isConnected && !marks.includes(element.dataset['walk'] ?? ''))
        .map(element => element.outerHTML.slice(0, 160)),
    [...reached],
  );
  expect(count, `${screen} has something to do`).toBeGreaterThan(0);
  expect(missed, `${screen}: not reached by Tab`).toEqual([]);
  expect(unseen, `${screen}: focus does not show`).toEqual([]);
}
