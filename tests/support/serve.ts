import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const entry = fileURLToPath(new URL('../../electron/host/serve.ts', import.meta.url));
const FirstLine = z.object({ url: z.string(), token: z.string(), pid: z.int() });

export type Served = {
  /** With the one-time code: opens the console in a browser. */
  url: string;
  /** Scheme, host and port for programs: `http://127.0.0.1:PORT`. */
  origin: string;
  token: string;
  dataDir: string;
  child: ChildProcess;
  /** GET with the token, parsed as JSON. */
  get(path: string): Promise<unknown>;
  /** Sends SIGTERM and resolves with the exit code; `removeData` deletes the data folder. */
  stop(): Promise<number | null>;
  removeData(): void;
};

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'citywhistle-'));
}

/** Starts the web host as a separate process, as a script would. */
export async function serve(flags: string[], dataDir: string): Promise<Served> {
  const child = spawn(process.execPath, [entry, '--no-open', '--port', '0', '--data', dataDir, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errorOutput: string[] = [];
  child.stderr?.on('data', (bytes: Buffer) => errorOutput.push(bytes.toString()));
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    exit.then((code) => {
      throw new Error(`the web host ended with ${code}: ${errorOutput.join('')}`);
    }),
  ]);
  const { url, token } = FirstLine.parse(JSON.parse(line));
  const origin = new URL(url).origin;
  return {
    url,
    origin,
    token,
    dataDir,
    child,
    get: async (path) => {
      const answer = await fetch(`${origin}${path}`, { headers: { Authorization: `Bearer ${token}` } });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    stop: () => {
      child.kill('SIGTERM');
      return exit;
    },
    removeData: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}
