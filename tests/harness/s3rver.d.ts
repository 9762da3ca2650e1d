declare module 's3rver' {
  interface Context {
    method: string;
    path: string;
    req: { destroy(): void };
  }
  export default class S3rver {
    constructor(options: { address: string; port: number; directory: string; silent: boolean });
    middleware: ((ctx: Context, next: () => Promise<void>) => Promise<void>)[];
    run(): Promise<unknown>;
    close(): Promise<void>;
  }
}
