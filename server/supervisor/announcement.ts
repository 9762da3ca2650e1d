/** What the terminal shows once the server is ready. The words "Lyceum is ready at" and "Set-up link:" are relied upon. */
import type { ServerReport } from './contract.ts';

export function readyText({ addresses, data_folder, setup_link }: Omit<ServerReport, 'workers'>): string {
  const lines = [`Lyceum is ready at ${addresses.join(' and ')}`, `Data folder: ${data_folder}`];
  if (setup_link) {
    lines.push(
      '',
      'This academy has no administrator yet. Open this address to set it up; it works once:',
      `Set-up link: ${setup_link}`,
    );
  }
  return `\n${lines.join('\n')}\n\n`;
}

/** The set-up page with its one-time code. */
export const setupLink = (address: string, code: string) => `${address}/setup?code=${code}`;
