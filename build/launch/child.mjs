// Starting other programs in the foreground, so that signals and exit codes pass through us unchanged.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The exit code a shell would report for a program that ended with this code or by this signal. */
export function exitCodeOf(code, signal) {
  return signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1);
}

/**
 * Runs a program in our place: same terminal, same signals. Resolves to its exit code; a program that cannot be
 * started is reported in a sentence and counts as 127.
 */
export function passOn(command, args, options = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const forward = signal => {
      // Ctrl-C in a terminal reaches the whole group: sending it again would look like an impatient second one.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    for (const signal of PASSED_ON) process.on(signal, forward);
    const settle = code => {
      for (const signal of PASSED_ON) process.off(signal, forward);
      resolve(code);
    };
    child.once('error', error => {
      process.stderr.write(`${command} cannot be started: ${error.message}\n`);
      settle(127);
    });
    child.once('exit', (code, signal) => settle(exitCodeOf(code, signal)));
  });
}
