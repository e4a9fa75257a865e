import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import './settingsFolder.ts';

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
  /** What it has written to stderr so far; all of it once `stop` has resolved. */
  errorOutput(): string;
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
  let errorOutput = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errorOutput += text;
  });
  // `close` comes after the last of its output, `exit` may come before.
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    closed.then((code) => {
      throw new Error(`the web host ended with ${code}: ${errorOutput}`);
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
    errorOutput: () => errorOutput,
    get: async (path) => {
      const answer = await fetch(`${origin}${path}`, { headers: { Authorization: `Bearer ${token}` } });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    stop: () => {
      child.kill('SIGTERM');
      return closed;
    },
    removeData: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}
