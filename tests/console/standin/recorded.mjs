// What has no window to show itself in is written down here. Tests read it: `electron.recorded`.

/** Every such call in order: `{ what: 'notification', args: [...] }`. */
export const recorded = [];

export function record(what, ...args) {
  recorded.push({ what, args });
}
