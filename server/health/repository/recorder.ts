/**
 * The flight recorder's file, `db/recorder.db`: apart from the academy's data, so that it goes on while the database is away, and
 * bounded by construction: every row has a slot that a later one takes over.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Minute, Standing } from '../contract.ts';

/** 72 hours of minutes. */
export const MINUTES_KEPT = 72 * 60;
const DAYS_KEPT = 400;
const EVENTS_KEPT = 500;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** One day, for trends that take longer than three days to show. */
export interface Day {
  /** Begin of the day (UTC), milliseconds since 1970. */
  at: number;
  disk_free: number;
  disk_total: number;
}

export interface StoredEvent {
  at: number;
  code: string;
  values: Record<string, string | number>;
}

/** What is remembered of a check between two runs of the server. */
export interface Kept {
  standing: Omit<Standing, 'silenced_until'>;
  /** States that it had lately, oldest first. */
  history: { at: number; state: Standing['finding']['state'] }[];
  /** What was told to people last; null when they know of nothing. */
  told: { state: Standing['finding']['state']; at: number; title: string } | null;
}

export interface Recorder {
  /** All of them in one transaction. */
  addMinutes(minutes: readonly Minute[]): void;
  /** Minutes from `from` up to `to` (milliseconds), oldest first. */
  minutes(from: number, to: number): Minute[];
  addDay(day: Day): void;
  days(): Day[];
  addEvent(event: StoredEvent): void;
  events(from: number, to: number): StoredEvent[];
  keep(name: string, kept: Kept): void;
  kept(): Map<string, Kept>;
  /** Forgets checks that exist no more. */
  forgetOthers(names: readonly string[]): void;
  note(key: string, value: unknown): void;
  noted<T>(key: string): T | null;
  /** Size of everything kept, bytes. */
  bytes(): number;
  close(): void;
}

const SCHEMA = `
  create table if not exists minutes (slot integer primary key, at integer not null, body text not null);
  create index if not exists minutes_at on minutes (at);
  create table if not exists days (slot integer primary key, at integer not null, body text not null);
  create table if not exists events (slot integer primary key, number integer not null, at integer not null, body text not null);
  create table if not exists standings (name text primary key, body text not null);
  create table if not exists notes (key text primary key, value text not null);
`;
const FILES = ['', '-wal', '-shm'];

/** Opens the file of this folder. One that is damaged is begun anew: nothing in it is worth a server that does not start. */
export function openRecorder(folder: string): Recorder {
  const path = join(folder, 'recorder.db');
  try {
    return recorderOver(opened(path));
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(code)) throw error;
    for (const ending of FILES) rmSync(path + ending, { force: true });
    return recorderOver(opened(path));
  }
}

function opened(path: string): Sqlite.Database {
  const db = new Sqlite(path);
  db.pragma('journal_mode = WAL');
  // What happened is worth a flush now and then, not one for every minute.
  db.pragma('synchronous = NORMAL');
  db.pragma('busy_timeout = 1000');
  db.pragma('journal_size_limit = 1000000');
  db.exec(SCHEMA);
  return db;
}

/** A slot of the ring for a moment; also for moments before 1970, which a wrong clock may tell. */
const slotOf = (number: number, size: number) => ((number % size) + size) % size;

function recorderOver(db: Sqlite.Database): Recorder {
  const sql = {
    addMinute: db.prepare('insert or replace into minutes (slot, at, body) values (?, ?, ?)'),
    minutes: db.prepare('select body from minutes where at >= ? and at <= ? order by at'),
    addDay: db.prepare('insert or replace into days (slot, at, body) values (?, ?, ?)'),
    days: db.prepare('select body from days order by at'),
    newest: db.prepare('select max(number) as number from events'),
    addEvent: db.prepare('insert or replace into events (slot, number, at, body) values (?, ?, ?, ?)'),
    events: db.prepare('select body from events where at >= ? and at <= ? order by number'),
    keep: db.prepare('insert or replace into standings (name, body) values (?, ?)'),
    kept: db.prepare('select name, body from standings'),
    forget: db.prepare('delete from standings where name = ?'),
    note: db.prepare('insert or replace into notes (key, value) values (?, ?)'),
    noted: db.prepare('select value from notes where key = ?'),
  };
  const bodies = <T>(rows: unknown[]) => rows.map(row => JSON.parse((row as { body: string }).body) as T);
  return {
    addMinutes: db.transaction((minutes: readonly Minute[]) => {
      for (const minute of minutes)
        sql.addMinute.run(slotOf(Math.floor(minute.at / MINUTE_MS), MINUTES_KEPT), minute.at, JSON.stringify(minute));
    }),
    minutes: (from, to) => bodies<Minute>(sql.minutes.all(from, to)),
    addDay(day) {
      sql.addDay.run(slotOf(Math.floor(day.at / DAY_MS), DAYS_KEPT), day.at, JSON.stringify(day));
    },
    days: () => bodies<Day>(sql.days.all()),
    addEvent(event) {
      const { number } = sql.newest.get() as { number: number | null };
      const next = (number ?? 0) + 1;
      sql.addEvent.run(next % EVENTS_KEPT, next, event.at, JSON.stringify(event));
    },
    events: (from, to) => bodies<StoredEvent>(sql.events.all(from, to)),
    keep: (name, kept) => void sql.keep.run(name, JSON.stringify(kept)),
    kept: () =>
      new Map(
        (sql.kept.all() as { name: string; body: string }[]).map(row => [row.name, JSON.parse(row.body) as Kept]),
      ),
    forgetOthers(names) {
      for (const { name } of sql.kept.all() as { name: string }[]) if (!names.includes(name)) sql.forget.run(name);
    },
    note: (key, value) => void sql.note.run(key, JSON.stringify(value)),
    noted<T>(key: string) {
      const row = sql.noted.get(key) as { value: string } | undefined;
      return row ? (JSON.parse(row.value) as T) : null;
    },
    bytes() {
      const pages = db.pragma('page_count', { simple: true }) as number;
      return pages * (db.pragma('page_size', { simple: true }) as number);
    },
    close: () => void db.close(),
  };
}
