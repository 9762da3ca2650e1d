/**
 * What a piece of work costs the processor, in milliseconds, and what comes of it: by the clock the same work takes ten times as long
 * on a busy machine. All of this process is counted, so nothing else should go on in it.
 */
export async function effortOf<T>(use: () => T | Promise<T>): Promise<{ ms: number; result: T }> {
  const before = process.cpuUsage();
  const result = await use();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
}
