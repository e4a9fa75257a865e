import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const hostFile = (name: string) =>
  fileURLToPath(new URL(`../../electron/host/${name}`, import.meta.url));

/** Runs a command of electron/host to its end. */
export function run(name: string, args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [hostFile(name), ...args], (_, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });
}
