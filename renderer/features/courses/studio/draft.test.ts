import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraft, type DraftSource } from './draft.ts';

type Lesson = { title: string; content: string };

/** A server that holds one lesson, and a browser's storage. */
function setUp(server: Lesson = { title: 'One', content: 'Text' }) {
  const saves: Partial<Lesson>[] = [];
  const state = { server, offline: false, whileSaving: () => {} };
  const open = (loaded = state.server) => createDraft<Lesson>(source(loaded), () => undefined);
  const source = (loaded: Lesson): DraftSource<Lesson> => ({
    key: 'lesson-1',
    loaded,
    isValid: ({ title }) => title !== '',
    read: async () => {
      if (state.offline) throw new Error('gone');
      return state.server;
    },
    save: async changes => {
      saves.push(changes);
      state.whileSaving();
      state.server = {
        ...state.server,
        ...changes,
      };
      return state.server;
    },
  });
  return { state, saves, open };
}

const stored = new Map<string, string>();

beforeEach(() => {
  stored.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('a draft', () => {
  it('saves only what changed and then keeps nothing behind', async () => {
    const { open, saves } = setUp();
    const draft = open();
    draft.change({ content: 'More' });
    expect(stored.size).toBe(1);
    expect(await draft.flush()).toBe(true);
    expect(saves).toEqual([{ content: 'More' }]);
    expect(draft.view().state).toBe('saved');
    expect(stored.size).toBe(0);
  });

  it('keeps what was typed without a connection, also over a reload', async () => {
    const { open, state, saves } = setUp();
    state.offline = true;
    const draft = open();
    draft.change({ content: 'Typed on the train' });
    expect(await draft.flush()).toBe(false);
    expect(draft.view().state).toBe('kept');
    state.offline = false;
    const again = open();
    expect(again.view()).toMatchObject({ state: 'unsaved', fields: { content: 'Typed on the train' } });
    expect(await again.flush()).toBe(true);
    expect(saves).toEqual([{ content: 'Typed on the train' }]);
  });

  it('takes over what others changed elsewhere', async () => {
    const { open, state } = setUp();
    const draft = open();
    state.server = { ...state.server, title: 'Renamed' };
    draft.change({ content: 'Mine' });
    await draft.flush();
    expect(state.server).toEqual({ title: 'Renamed', content: 'Mine' });
    expect(draft.view().fields).toEqual({ title: 'Renamed', content: 'Mine' });
  });

  it('asks when both changed the same, and saves nothing until answered', async () => {
    const { open, state, saves } = setUp();
    const draft = open();
    state.server = { ...state.server, content: 'Theirs' };
    draft.change({ content: 'Mine' });
    expect(await draft.flush()).toBe(false);
    expect(draft.view().conflict).toEqual({ theirs: { title: 'One', content: 'Theirs' }, names: ['content'] });
    expect(saves).toEqual([]);
    draft.resolve('mine');
    await draft.flush();
    expect(state.server.content).toBe('Mine');
  });

  it('gives up the own text for the other when asked to', async () => {
    const { open, state } = setUp();
    const draft = open();
    state.server = { ...state.server, content: 'Theirs' };
    draft.change({ content: 'Mine' });
    await draft.flush();
    draft.resolve('theirs');
    expect(draft.view()).toMatchObject({ state: 'saved', fields: { content: 'Theirs' } });
    expect(stored.size).toBe(0);
  });

  it('waits for a mistake to be mended', async () => {
    const { open, saves } = setUp();
    const draft = open();
    draft.change({ title: '' });
    expect(await draft.flush()).toBe(false);
    expect(draft.view().state).toBe('wrong');
    draft.change({ title: 'Two' });
    await draft.flush();
    expect(saves).toEqual([{ title: 'Two' }]);
  });

  it('keeps what is typed while the server saves', async () => {
    const { open, state } = setUp();
    const draft = open();
    draft.change({ content: 'First' });
    state.whileSaving = () => draft.change({ content: 'First and second' });
    expect(await draft.flush()).toBe(false);
    state.whileSaving = () => {};
    expect(draft.view()).toMatchObject({ state: 'unsaved', fields: { content: 'First and second' } });
    await draft.flush();
    expect(state.server.content).toBe('First and second');
  });

  it('takes over what a deed elsewhere changed, but not over what is being typed', async () => {
    const { open } = setUp();
    const draft = open();
    draft.change({ content: 'Mine ' });
    await draft.flush();
    draft.adopt({ title: 'From the upload', content: 'Mine' });
    expect(draft.view()).toMatchObject({ state: 'saved', fields: { title: 'From the upload', content: 'Mine ' } });
  });
});
