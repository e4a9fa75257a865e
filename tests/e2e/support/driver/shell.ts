import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type BrowserContext, type ElectronApplication, type Page } from '@playwright/test';
import { z } from 'zod';
import { xorgObstacle } from '../../../../build/scripts/xorg.ts';
import { XorgDesktop } from '../xorg.ts';
import { findWindow, shellLaunch } from './shellLaunch.ts';

const Answer = z.object({ status: z.int(), text: z.string() });
/** The size of a window that no spec says more about. */
const SCREEN = { width: 1920, height: 1080 };

/** The Electron shell with the service that it starts itself, on a desktop of its own where one can be had. */
export class Shell {
  /** Null: on the desktop that is there, with whatever monitors it has. */
  readonly desktop: XorgDesktop | null;
  private readonly application: ElectronApplication;
  private readonly userData: string;
  private readonly handedOut = new Set<Page>();

  private constructor(application: ElectronApplication, desktop: XorgDesktop | null, userData: string) {
    this.application = application;
    this.desktop = desktop;
    this.userData = userData;
  }

  static async start(flags: readonly string[], dataDir: string): Promise<Shell> {
    const userData = mkdtempSync(join(tmpdir(), 'citywhistle-shell-'));
    const desktop = xorgObstacle() === null ? await XorgDesktop.start([SCREEN]) : null;
    try {
      const env = desktop === null ? environment() : desktop.env();
      const application = await _electron.launch(shellLaunch({ flags, dataDir, userData, env }));
      return new Shell(application, desktop, userData);
    } catch (error) {
      await desktop?.end();
      rmSync(userData, { recursive: true, force: true });
      throw error;
    }
  }

  context(): BrowserContext {
    return this.application.context();
  }

  pages(): Page[] {
    return this.application.windows();
  }

  /** GET, asked through a window as the windows ask: the service has no other door. */
  async get(path: string): Promise<unknown> {
    const page = this.pages()[0] ?? (await this.application.firstWindow());
    await page.waitForURL(/^app:/);
    const read = await page.evaluate(
      `fetch(${JSON.stringify(path)}).then(async (answer) => ({ status: answer.status, text: await answer.text() }))`,
    );
    const { status, text } = Answer.parse(read);
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
    return JSON.parse(text);
  }

  /** A window of a role that the test does not have yet; opened as its button opens it where there is none. */
  async window(role: string): Promise<Page> {
    const found = findWindow(this.pages(), role, this.handedOut) ?? (await this.openWindow(role));
    this.handedOut.add(found);
    return found;
  }

  /** Whether it fills its display, which the page itself does not learn of. */
  async isFull(page: Page): Promise<boolean> {
    const window = await this.application.browserWindow(page);
    return window.evaluate((each) => each.isFullScreen() || each.isKiosk());
  }

  /** The process of a page dies, as it does when memory runs out. */
  async crash(page: Page): Promise<void> {
    const window = await this.application.browserWindow(page);
    await window.evaluate((each) => each.webContents.forcefullyCrashRenderer());
  }

  async end(): Promise<void> {
    await this.application.close();
    await this.desktop?.end();
    rmSync(this.userData, { recursive: true, force: true, maxRetries: 10 });
  }

  private async openWindow(role: string): Promise<Page> {
    const [any] = this.pages();
    if (any === undefined) throw new Error('the shell has no window');
    await any.evaluate(
      `citywhistleHost.openWindow({ role: ${JSON.stringify(role)}, display: null })
        .then(({ opened }) => { if (!opened) throw new Error('no room for another window'); })`,
    );
    for (;;) {
      const found = findWindow(this.pages(), role, this.handedOut);
      if (found !== null) return found;
      // A window has no address yet when it is told of.
      const next = await this.application.waitForEvent('window');
      await next.waitForURL(/^app:/);
    }
  }
}

function environment(): Record<string, string> {
  const known = Object.entries(process.env).filter((each): each is [string, string] => each[1] !== undefined);
  return Object.fromEntries(known);
}
