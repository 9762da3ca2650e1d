/**
 * A double click on a button counts once. Many people double-click everything: the second click would send the same again before the
 * button shows that it works, or meet what took the button's place, such as "Stop" where "Go" was. Keys are not affected, nor buttons marked
 * `data-repeats`, which people press several times in a row: the next page, the question before.
 */
export function countDoubleClicksOnce(page: Document): void {
  page.addEventListener(
    'click',
    event => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.detail < 2 || !target?.closest('button.mantine-Button-root:not([data-repeats])')) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}
