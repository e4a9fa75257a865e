import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type BrowserContext, chromium } from '@playwright/test';
import { chromiumFlags } from '../../../../build/scripts/chromium.ts';

/**
 * A browser as an operator starts it: windows that are to be seen, a profile of its own, pop-ups held back. Those that
 * Playwright starts hold on to their pages' focus, and then pages fill their window where they are to fill the display.
 */
export async function operatorsBrowser(
  executablePath: string,
  env: Record<string, string>,
): Promise<{ context: BrowserContext; end(): Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'citywhistle-profile-'));
  const child = spawn(
    executablePath,
    [
      ...chromiumFlags,
      ...['--ozone-platform=x11', '--no-default-browser-check', '--password-store=basic', '--test-type'],
      ...['--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    ],
    { env: { ...env, LANG: 'zh_CN.UTF-8', TZ: 'Asia/Shanghai' }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await over;
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    const said: string[] = [];
    const address = await new Promise<string>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`the browser ended: ${said.join('\n')}`)));
      createInterface({ input: child.stderr }).on('line', (line) => {
        said.push(line);
        const found = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    const browser = await chromium.connectOverCDP(address, { noDefaults: true, isLocal: true });
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('the browser has no profile');
    return {
      context,
      end: async () => {
        await browser.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
