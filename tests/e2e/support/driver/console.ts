import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Hall } from '../halls.ts';
import { AssessmentDriver } from './assessment.ts';
import { ConnectionsDriver } from './connections.ts';
import { DeskDriver } from './desk.ts';
import { MeetingDriver } from './meeting.ts';
import { OrdersDriver } from './orders.ts';
import { WallDriver } from './wall.ts';
import { WhistlesDriver } from './whistles.ts';
import type { Role } from './window.ts';

type Windows = {
  wall: WallDriver;
  desk: DeskDriver;
  connections: ConnectionsDriver;
  whistles: WhistlesDriver;
  meeting: MeetingDriver;
  orders: OrdersDriver;
  assessment: AssessmentDriver;
};

const drivers: { [R in Role]: new (page: Page, picturesDir: string | null) => Windows[R] } = {
  wall: WallDriver,
  desk: DeskDriver,
  connections: ConnectionsDriver,
  whistles: WhistlesDriver,
  meeting: MeetingDriver,
  orders: OrdersDriver,
  assessment: AssessmentDriver,
};

/** Lets a window's clock be moved ahead. Its timers run on as they are: an hour that is skipped fires none of them. */
const MOVABLE_CLOCK = `(() => {
  const Machine = Date;
  let ahead = 0;
  globalThis.moveClock = (ms) => { ahead += ms; };
  globalThis.Date = class extends Machine {
    constructor(...parts) {
      if (parts.length === 0) super(Machine.now() + ahead);
      else super(...parts);
    }
    static now() { return Machine.now() + ahead; }
  };
})()`;

export type Screen = { width: number; height: number };
export type Settings = {
  hall: Hall;
  screen: Screen;
  theme: 'light' | 'dark' | null;
  /** Where the map of the wall looks; null: at the whole city. */
  view: { longitude: number; latitude: number; zoom: number } | null;
  picturesDir: string | null;
};

/** One browser profile in front of a hall: all its windows share the event stream and the selection. */
export class Console {
  /** Errors of the pages since the last look: exceptions, console errors, requests that left the origin. */
  readonly faults: string[] = [];
  private readonly context: BrowserContext;
  private readonly settings: Settings;
  private readonly windows: { [R in Role]?: Windows[R] } = {};
  private expectedFaults: RegExp[] = [];

  private constructor(context: BrowserContext, settings: Settings) {
    this.context = context;
    this.settings = settings;
    context.on('weberror', (event) =>
      this.recordFault(`exception: ${event.error().stack ?? event.error().message}`),
    );
    context.on('console', (message) => {
      if (message.type() === 'error')
        this.recordFault(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('request', (request) => {
      const url = request.url();
      if (!/^(data|blob):/.test(url) && !url.startsWith(`${settings.hall.origin}/`))
        this.recordFault(`left: ${url}`);
    });
  }

  static async start(browser: Browser, settings: Settings): Promise<Console> {
    const { hall, screen, theme, view } = settings;
    const context =
      hall.shell?.context() ??
      (await browser.newContext({
        viewport: screen,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        permissions: ['clipboard-read', 'clipboard-write', 'geolocation'],
      }));
    const { name, value } = hall.cookie;
    if (hall.shell === undefined)
      await context.addCookies([{ name, value, url: hall.origin, httpOnly: true, sameSite: 'Strict' }]);
    await context.addInitScript(
      ([prefs, map]) => {
        try {
          if (prefs !== null) localStorage.setItem('citywhistle.prefs', prefs);
          if (map !== null) localStorage.setItem('citywhistle.map', map);
        } catch {
          // A tab begins as an empty page, which has no storage.
        }
      },
      [
        theme === null ? null : JSON.stringify({ theme }),
        view === null ? null : JSON.stringify({ view }),
      ] as const,
    );
    const console = new Console(context, settings);
    if (hall.clock !== null) {
      await context.addInitScript(MOVABLE_CLOCK);
      hall.clock.onMove((ms) => console.moveClock(ms));
    }
    return console;
  }

  /** Opens another window of a role and waits until it shows itself connected. */
  async open<R extends Role>(role: R): Promise<Windows[R]> {
    return this.openUntil(role, '已连接');
  }

  /** The same in a hall that shows nothing before somebody has signed in. */
  async openLocked<R extends Role>(role: R): Promise<Windows[R]> {
    return this.openUntil(role, '登录后方可查看');
  }

  private async openUntil<R extends Role>(role: R, shown: string): Promise<Windows[R]> {
    const { hall, screen } = this.settings;
    const page = (await hall.shell?.window(role)) ?? (await this.context.newPage());
    // Before the page asks for anything, so that the driver hears the first answers too.
    const driver = new drivers[role](page, this.settings.picturesDir);
    if (hall.shell === undefined) await page.goto(`${hall.origin}/?role=${role}`);
    else {
      await page.setViewportSize(screen);
      // The window came before what was set for it.
      await page.reload();
    }
    await page.getByText(shown).first().waitFor();
    this.windows[role] = driver;
    return driver;
  }

  /** Opens a wall without chrome, as a layout does on a display of its own. */
  async openKiosk(): Promise<WallDriver> {
    const page = await this.context.newPage();
    const driver = new WallDriver(page, this.settings.picturesDir);
    await page.goto(`${this.settings.hall.origin}/?role=wall&kiosk=1`);
    await page.getByText('已连接').waitFor();
    return driver;
  }

  /** The newest window of a role. */
  windowOf<R extends Role>(role: R): Windows[R] {
    const found = this.windows[role];
    if (found === undefined) throw new Error(`no ${role} is open`);
    return found;
  }

  /** From now on errors that match are part of what is tested. */
  expectFault(fault: RegExp): void {
    this.expectedFaults = [...this.expectedFaults, fault];
  }

  /** Requests that leave the hall's origin are stopped and told. */
  async blockExternalRequests(): Promise<string[]> {
    const blocked: string[] = [];
    const { origin } = this.settings.hall;
    await this.context.route(
      (url) => url.origin !== origin && !['data:', 'blob:'].includes(url.protocol),
      (route) => {
        blocked.push(route.request().url());
        return route.abort();
      },
    );
    return blocked;
  }

  /** Bodies of all answers of the API from now on, as they come. */
  recordResponses(): string[] {
    const bodies: string[] = [];
    this.context.on('response', (answer) => {
      if (new URL(answer.url()).pathname.startsWith('/api/'))
        answer.text().then(
          (text) => bodies.push(text),
          () => undefined,
        );
    });
    return bodies;
  }

  async close(): Promise<void> {
    // The shell ends with its hall.
    if (this.settings.hall.shell === undefined) await this.context.close();
  }

  private async moveClock(ms: number): Promise<void> {
    await Promise.all(this.context.pages().map((page) => page.evaluate(`moveClock(${ms})`)));
  }

  private recordFault(fault: string): void {
    if (!this.expectedFaults.some((pattern) => pattern.test(fault))) this.faults.push(fault);
  }
}
