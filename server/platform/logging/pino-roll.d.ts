/** The part of the package that is used; it brings no types along. */
declare module 'pino-roll' {
  import type { EventEmitter } from 'node:events';

  interface RollingFile extends EventEmitter {
    write(text: string): boolean;
    flushSync(): void;
    end(): void;
  }
  interface RollOptions {
    file: string;
    extension: string;
    /** Such as `100m`. */
    size: string;
    /** Files kept besides the one in use. */
    limit: {
      count: number;
      /** Counts files of earlier runs too. */
      removeOtherLogFiles: boolean;
    };
    mkdir: boolean;
  }
  export default function roll(options: RollOptions): Promise<RollingFile>;
}
