import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type Served, serve, temporaryFolder } from './serve.ts';

export const hostFile = (name: string) =>
  fileURLToPath(new URL(`../../electron/host/${name}`, import.meta.url));

/** An empty folder. It is deleted when the test ends. */
export function folder(): string {
  const dir = temporaryFolder();
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** The web host in a process of its own. It is killed when the test ends. */
export async function running(flags: string[], dataDir: string): Promise<Served> {
  const served = await serve(flags, dataDir);
  onTestFinished(() => {
    served.child.kill('SIGKILL');
  });
  return served;
}

/** Runs a command of electron/host to its end. */
export function run(name: string, args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [hostFile(name), ...args], (_, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });
}
