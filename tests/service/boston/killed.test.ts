import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import {
  BOSTON_CLOSED,
  BOSTON_NOW,
  BOSTON_ROWS,
  bostonDataExists,
  loadBoston,
} from '../../support/boston.ts';
import { FaultGenerator, noFaults } from '../../support/dialect-server/faults.ts';
import { startDialectServer } from '../../support/dialect-server/server.ts';
import { readDataFolder } from '../../support/inspect.ts';
import { temporaryFolder } from '../../support/serve.ts';

const script = fileURLToPath(new URL('../../support/syncChild.ts', import.meta.url));
const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** Runs until `commits` were acknowledged, then kills without warning; null lets it finish. Tells what it acknowledged. */
async function runAndKill(
  args: string[],
  commits: number | null,
): Promise<{ acknowledged: number; done: boolean }> {
  const child: ChildProcess = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let acknowledged = 0;
  let lines = 0;
  let done = false;
  if (child.stdout === null) throw new Error('no output');
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines += 1;
    if (line === 'done') done = true;
    else acknowledged += Number(line.split(' ')[1]);
    if (commits !== null && lines >= commits) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.on('close', resolve));
  return { acknowledged, done };
}

describe.skipIf(!bostonDataExists)('kill -9 at random moments of the sync of 58,251 rows', () => {
  it('loses nothing acknowledged, stores nothing twice, and ends complete', async () => {
    const faults = { ...noFaults, serverError: 0.05, truncated: 0.05 };
    const server = await startDialectServer({
      rows: loadBoston(),
      dialect: 'plain',
      faults,
      now: () => BOSTON_NOW,
    });
    cleanups.push(() => server.close());
    const dataDir = temporaryFolder();
    cleanups.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const args = [dataDir, server.url, 'plain'];
    const faultGenerator = new FaultGenerator({ ...noFaults, seed: 9 });

    let acknowledged = 0;
    for (let cut = 0; cut < 12; cut += 1) {
      const run = await runAndKill(args, 1 + Math.floor(faultGenerator.next() * 12));
      acknowledged += run.acknowledged;
      expect(readDataFolder(dataDir).count).toBeGreaterThanOrEqual(acknowledged);
      expect(checkIntegrity(dataDir).findings).toEqual([]);
    }
    const last = await runAndKill(args, null);
    const found = readDataFolder(dataDir);
    expect(last.done).toBe(true);
    expect(found.count).toBe(BOSTON_ROWS);
    expect(found.closed).toBe(BOSTON_CLOSED);
    expect(checkIntegrity(dataDir).findings).toEqual([]);
  }, 600_000);
});
