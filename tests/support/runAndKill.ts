import { spawn } from 'node:child_process';

/**
 * Lets a child script work until it has printed more than `lines` lines and then, `delayMs` later and so at no particular
 * moment of its work, kills it with SIGKILL. Resolves with the whole lines it printed: the last one may be cut off by the
 * kill, and then nobody can have relied on it. Rejects when the child ended by itself.
 */
export function runAndKill(
  script: string,
  args: string[],
  lines: number,
  delayMs: number,
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    let errorOutput = '';
    let killing = false;
    child.stderr.on('data', (text: Buffer) => {
      errorOutput += text.toString();
    });
    child.stdout.on('data', (text: Buffer) => {
      printed += text.toString();
      if (killing || printed.split('\n').length <= lines) return;
      killing = true;
      setTimeout(() => child.kill('SIGKILL'), delayMs);
    });
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`the child ended by itself: ${errorOutput}`));
      resolve(printed.split('\n').slice(0, -1));
    });
  });
}
