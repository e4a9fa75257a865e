import { rmSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { type Served, serve, temporaryFolder } from './serve.ts';

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
