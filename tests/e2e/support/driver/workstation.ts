import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { chromiumFlags } from '../../../../build/scripts/chromium.ts';
import type { Hall } from '../halls.ts';
import type { XorgDesktop } from '../xorg.ts';
import {
  EmulatedMonitors,
  type FakeScreen,
  type Monitors,
  outputsOf,
  type PlacedScreen,
} from './monitors.ts';
import { operatorsBrowser } from './operatorsBrowser.ts';
import { WorkspaceWindowDriver } from './workspaceWindow.ts';

type BrowserOptions = { executablePath: string; picturesDir: string | null };

/** A window as a person finds it on the desktop. */
export type WindowState = {
  /** 态势大屏, 案件台 … */
  shows: string;
  /** Label of the display that it lies on. */
  display: string;
  full: boolean;
  /** Without the bar on top. */
  kiosk: boolean;
  linked: boolean;
};

const Measured = z.object({
  shows: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  full: z.boolean(),
  kiosk: z.boolean(),
  linked: z.boolean(),
});

/** A workstation with several monitors, and the console in its browser. */
export class Workstation {
  readonly faults: string[] = [];
  private readonly monitors: Monitors;
  private readonly context: BrowserContext;
  private readonly hall: Hall;
  private readonly endBrowser: () => Promise<void>;
  private readonly picturesDir: string | null;

  private constructor(
    hall: Hall,
    monitors: Monitors,
    context: BrowserContext,
    picturesDir: string | null,
    endBrowser: () => Promise<void>,
  ) {
    this.hall = hall;
    this.monitors = monitors;
    this.context = context;
    this.picturesDir = picturesDir;
    this.endBrowser = endBrowser;
    context.on('weberror', (event) => this.faults.push(`exception: ${event.error().message}`));
    context.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(`console: ${message.text()}`);
    });
  }

  /** A browser of its own, since the screens are a matter of its start; the shell's desktop gets them as its monitors. */
  static async start(
    hall: Hall,
    screens: readonly FakeScreen[],
    browserOptions: BrowserOptions,
  ): Promise<Workstation> {
    const { shell } = hall;
    if (shell !== undefined) {
      const monitors = await outputsOf(shell, screens);
      return new Workstation(
        hall,
        monitors,
        shell.context(),
        browserOptions.picturesDir,
        async () => undefined,
      );
    }
    const screenInfo = screens
      .map(({ width, height, label }) => `{${width}x${height} label=${label}}`)
      .join('');
    const { executablePath } = browserOptions;
    const browser = await chromium.launch({
      executablePath,
      args: [...chromiumFlags, `--screen-info=${screenInfo}`],
    });
    const context = await browser.newContext({
      viewport: null,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    const monitors = new EmulatedMonitors(screens, context);
    return Workstation.open(context, hall, monitors, browserOptions, () => browser.close());
  }

  /** A browser with windows that are to be seen, on the monitors of a desktop. */
  static async on(desktop: XorgDesktop, hall: Hall, browserOptions: BrowserOptions): Promise<Workstation> {
    const { context, end } = await operatorsBrowser(browserOptions.executablePath, desktop.env());
    return Workstation.open(context, hall, desktop, browserOptions, end);
  }

  private static async open(
    context: BrowserContext,
    hall: Hall,
    monitors: Monitors,
    { picturesDir }: BrowserOptions,
    endBrowser: () => Promise<void>,
  ): Promise<Workstation> {
    const { name, value } = hall.cookie;
    await context.addCookies([{ name, value, url: hall.origin, httpOnly: true, sameSite: 'Strict' }]);
    return new Workstation(hall, monitors, context, picturesDir, endBrowser);
  }

  /** Tabs, which no page may move: where a profile has them elsewhere, another window is opened. */
  get keepsTabs(): boolean {
    return this.hall.shell === undefined;
  }

  /** The operator allows windows on other displays, as the browser's own question would. */
  async allowPlacing(): Promise<void> {
    await this.allow({ name: 'window-management' });
  }

  /** The same, and windows may fill their displays without a press in them: as a hall's policy for its browsers has it. */
  async allowWindows(): Promise<void> {
    await this.allowPlacing();
    await this.allow({ name: 'fullscreen', allowWithoutGesture: true });
  }

  private async allow(permission: { name: string; allowWithoutGesture?: true }): Promise<void> {
    if (this.hall.shell !== undefined) return;
    const page = await this.context.newPage();
    const session = await this.context.newCDPSession(page);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    const browser = this.context.browser();
    if (browser === null || targetInfo.browserContextId === undefined) throw new Error('no browser context');
    const whole = await browser.newBrowserCDPSession();
    await whole.send('Browser.setPermission', {
      ...{ permission, setting: 'granted', origin: this.hall.origin },
      browserContextId: targetInfo.browserContextId,
    });
    await page.close();
  }

  /** Pulls the cable of a display. */
  async unplug(label: string): Promise<void> {
    await this.monitors.unplug(label);
  }

  /** Connects a display, its left edge at `x`; its id is a new one. */
  async plug(screen: FakeScreen, x: number): Promise<void> {
    await this.monitors.plug(screen, x);
  }

  /** The page of a window dies, as it does when memory runs out. */
  async crash(shows: string): Promise<void> {
    for (const page of this.context.pages()) {
      if ((await this.windowState(page))?.shows !== shows) continue;
      if (this.hall.shell !== undefined) return this.hall.shell.crash(page);
      const session = await this.context.newCDPSession(page);
      const crashed = page.waitForEvent('crash');
      session.send('Page.crash').catch(() => undefined);
      await crashed;
      return;
    }
  }

  /** The page of a window does nothing any more, as one in an endless loop. */
  async hang(shows: string): Promise<void> {
    for (const page of this.context.pages())
      if ((await this.windowState(page))?.shows === shows) {
        page.evaluate('for (;;);').catch(() => undefined);
        return;
      }
  }

  /** Opens an address in a tab of its own, e.g. the link of a service that was started again. */
  async visit(url: string): Promise<void> {
    const page = await this.context.newPage();
    await page.goto(url);
  }

  /** Closes a window as its cross does. */
  async closeWindow(shows: string): Promise<void> {
    for (const page of this.context.pages())
      if ((await this.windowState(page))?.shows === shows) return page.close();
  }

  /** Closes every window, as a restart of the machine does; what the browser keeps stays. */
  async closeAll(): Promise<void> {
    for (const page of this.context.pages()) await page.close();
  }

  /** Opens the console in a tab, as its link does. */
  async open(role: string): Promise<WorkspaceWindowDriver> {
    const own = await this.hall.shell?.window(role);
    if (own !== undefined) {
      await own.getByText('已连接').waitFor();
      return new WorkspaceWindowDriver(own, this.picturesDir);
    }
    const empty = this.context.pages().find((page) => page.url() === 'about:blank');
    const page = empty ?? (await this.context.newPage());
    await page.goto(`${this.hall.origin}/?role=${role}`);
    await page.getByText('已连接').waitFor();
    return new WorkspaceWindowDriver(page, this.picturesDir);
  }

  /** Every window that is open, in words; sorted. */
  async windows(): Promise<WindowState[]> {
    const found = await Promise.all(this.context.pages().map((page) => this.windowState(page)));
    return found
      .filter((each) => each !== null)
      .sort((a, b) => (a.shows + a.display < b.shows + b.display ? -1 : 1));
  }

  /** The one window that shows a role. */
  async windowOf(shows: string): Promise<WorkspaceWindowDriver> {
    for (const page of this.context.pages())
      if ((await this.windowState(page))?.shows === shows)
        return new WorkspaceWindowDriver(page, this.picturesDir);
    throw new Error(`no window shows ${shows}`);
  }

  /** Where the one window that shows a role lies, px of the desktop. */
  async boundsOf(shows: string): Promise<{ x: number; y: number; width: number; height: number } | null> {
    for (const page of this.context.pages()) {
      const at = await measure(page);
      if (at?.shows === shows) return { x: at.x, y: at.y, width: at.width, height: at.height };
    }
    return null;
  }

  /** Where a window reaches over the edges of its display; empty when none does. */
  async outside(): Promise<string[]> {
    const all: string[] = [];
    for (const page of this.context.pages()) {
      const at = await measure(page);
      if (at === null) continue;
      const screen = this.screenAt(at.x + at.width / 2, at.y + at.height / 2);
      const inside =
        screen !== null &&
        at.x >= screen.x &&
        at.y >= 0 &&
        at.x + at.width <= screen.x + screen.width &&
        at.y + at.height <= screen.height;
      if (!inside) all.push(`${at.shows} ${at.x},${at.y} ${at.width}×${at.height}`);
    }
    return all;
  }

  async close(): Promise<void> {
    // The shell ends with its hall.
    if (this.hall.shell !== undefined) return;
    await this.context.close();
    await this.endBrowser();
  }

  private async windowState(page: Page): Promise<WindowState | null> {
    const at = await measure(page);
    if (at === null) return null;
    const screen = this.screenAt(at.x + at.width / 2, at.y + at.height / 2);
    const { shows, kiosk, linked } = at;
    const full = (await this.hall.shell?.isFull(page)) ?? at.full;
    return { shows, display: screen?.label ?? 'none', full, kiosk, linked };
  }

  private screenAt(x: number, y: number): PlacedScreen | null {
    const found = this.monitors
      .connected()
      .find((screen) => x >= screen.x && x < screen.x + screen.width && y >= 0 && y < screen.height);
    return found ?? null;
  }
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();
/** Pages that died: they answer no question any more. */
const dead = new WeakSet<Page>();

/**
 * Reads in a page without `evaluate`, which the browser takes for a press of the operator in that window: for as long as
 * somebody looks, windows would be let into full screen.
 */
async function read(page: Page, expression: string): Promise<unknown> {
  let session = sessions.get(page);
  if (session === undefined) {
    session = page.context().newCDPSession(page);
    sessions.set(page, session);
    page.once('crash', () => dead.add(page));
  }
  if (dead.has(page)) return null;
  const { result } = await (await session).send('Runtime.evaluate', { expression, returnByValue: true });
  return result.value;
}

/** Null while a page is loading or closing. */
async function measure(page: Page): Promise<z.infer<typeof Measured> | null> {
  const found = await read(
    page,
    `({
        shows: document.querySelector('main')?.getAttribute('aria-label') ?? '',
        x: screenX, y: screenY, width: outerWidth, height: outerHeight,
        full: document.fullscreenElement !== null,
        kiosk: document.querySelector('[data-part="shell"]')?.getAttribute('data-kiosk') === 'true',
        linked: !new URLSearchParams(location.search).has('pinned'),
      })`,
  ).catch(() => null);
  const measured = Measured.safeParse(found);
  return measured.success && measured.data.shows !== '' ? measured.data : null;
}
