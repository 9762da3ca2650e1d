import { startPostgres } from './postgres.ts';

/**
 * Set-up of the whole API run. With LYCEUM_TEST_ENGINE=postgres it starts one PostgreSQL for all files and leaves its
 * maintenance URL in LYCEUM_TEST_POSTGRES (see engine.ts); otherwise there is nothing to start.
 */
export default async function startEngine(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['LYCEUM_TEST_ENGINE'] !== 'postgres') return undefined;
  const postgres = await startPostgres();
  process.env['LYCEUM_TEST_POSTGRES'] = postgres.url;
  return () => postgres.stop();
}
