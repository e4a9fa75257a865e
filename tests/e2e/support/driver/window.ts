import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { WINDOW_ROLE_HEADER, type WindowRole } from '../../../../shared/contract/windowRole.ts';
import { CommandLineDriver } from './commandLine.ts';
import { HandoverDriver } from './handover.ts';
import { KeyboardDriver } from './keyboard.ts';
import { LegibilityDriver } from './legibility.ts';
import { OutboxDriver } from './outbox.ts';
import { PeopleDriver } from './people.ts';
import { PresenterDriver } from './presenter.ts';
import { textOrNull, tidy } from './text.ts';

export type Role = WindowRole;

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  wall: '态势大屏',
  desk: '案件台',
  connections: '数据接入',
  whistles: '吹哨台',
  meeting: '调度会',
  orders: '督办台账',
  assessment: '考核',
};

/** Run in the page: looks at the topmost dialog, or at the window itself where none is open. */
const WATERMARK_DRAWN = `(async () => {
  const dialog = [...document.querySelectorAll('dialog:modal')].at(-1);
  const style = dialog
    ? getComputedStyle(dialog, '::after')
    : getComputedStyle(document.querySelector(matchMedia('print').matches ? '[data-part="watermark"]' : '[data-part="watermark"] > i'));
  const address = /^url\\("(blob:[^"]+)"\\)$/.exec(style.backgroundImage)?.[1];
  if (address === undefined || style.visibility !== 'visible' || style.pointerEvents !== 'none') return false;
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const pen = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight).getContext('2d');
  pen.drawImage(picture, 0, 0);
  const { data } = pen.getImageData(0, 0, picture.naturalWidth, picture.naturalHeight);
  const inked = data.filter((value, at) => at % 4 === 3 && value > 0).length / (data.length / 4);
  return inked > 0.01 && inked < 0.7;
})()`;

const MISSING_STYLES = `[...document.querySelectorAll('link[rel="stylesheet"]')].filter(({ sheet }) => sheet === null).length`;

/** Actions and texts of every window, as an operator uses and reads them. */
export class WindowDriver {
  protected readonly page: Page;
  /** Where this window tells of new cases; a selector. */
  protected readonly newCasesSelector: string = 'main';
  /** The dialog 人员与权限 of this window. */
  readonly people: PeopleDriver;
  readonly commandLine: CommandLineDriver;
  readonly keyboard: KeyboardDriver;
  /** The check 看得清 of this window. */
  readonly legibility: LegibilityDriver;
  /** The panel 导播 of this window, and what it shows of being driven. */
  readonly presenter: PresenterDriver;
  /** The dialog 交接班 of this window. */
  readonly handover: HandoverDriver;
  /** Messages to upstreams (回传) in this window. */
  readonly outbox: OutboxDriver;
  private readonly picturesDir: string | null;
  private loads = 0;

  constructor(page: Page, picturesDir: string | null) {
    this.page = page;
    // Held from the beginning: one that opens while Playwright still asks for it is the browser's own, and tells nobody.
    page.on('filechooser', () => undefined);
    this.picturesDir = picturesDir;
    this.people = new PeopleDriver(page);
    this.commandLine = new CommandLineDriver(page);
    this.keyboard = new KeyboardDriver(page);
    this.legibility = new LegibilityDriver(page);
    this.handover = new HandoverDriver(page);
    this.outbox = new OutboxDriver(page);
    this.presenter = new PresenterDriver(page);
    page.on('load', () => {
      this.loads += 1;
    });
  }

  /** Lines of the watermark over this window, and whether a picture of them lies on top of all and in nobody's way. */
  async watermark(): Promise<{ lines: string[]; drawn: boolean }> {
    const lines = (await this.page.locator('[data-part="watermark"]').getAttribute('data-lines')) ?? '';
    return { lines: lines.split('\n'), drawn: z.boolean().parse(await this.page.evaluate(WATERMARK_DRAWN)) };
  }

  /** Whether a statement, run in the page, ends with an error. */
  async throwsInPage(statement: string): Promise<boolean> {
    const tried = `(() => { try { ${statement}; return false; } catch { return true; } })()`;
    return z.boolean().parse(await this.page.evaluate(tried));
  }

  /** As the browser does with windows that nobody sees: nothing in it runs any more, until it is woken. */
  async sleep(asleep: boolean): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('Page.setWebLifecycleState', { state: asleep ? 'frozen' : 'active' });
    await session.detach();
  }

  /**
   * Its page does nothing until it is woken, as one in a loop: the debugger halts it at its next statement, so that it
   * runs no timer and reads no message, and the loop takes no core from the others. Returns how to wake it.
   */
  async hang(): Promise<() => Promise<void>> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('Debugger.enable');
    const halted = new Promise<void>((resolve) => session.once('Debugger.paused', () => resolve()));
    await session.send('Debugger.pause');
    await halted;
    return async () => {
      await session.send('Debugger.disable');
      await session.detach();
    };
  }

  /** As when the operator turns to this window. */
  async toFront(): Promise<void> {
    await this.page.bringToFront();
  }

  address(): string {
    return this.page.url();
  }

  /** As when the service is away: no more code and styles come. Returns how to let them come again. */
  async blockCode(): Promise<() => Promise<void>> {
    await this.page.route('**/assets/**', (route) => route.abort());
    return () => this.page.unroute('**/assets/**');
  }

  /** Answers this read with an error from now on; returns how to let it through again. */
  async failReads(path: string): Promise<() => Promise<void>> {
    const body = JSON.stringify({
      error: { code: 'internal', parameters: {}, message: 'failed on purpose' },
    });
    await this.page.route(`**${path}`, (route) =>
      route.fulfill({ status: 500, contentType: 'application/json', body }),
    );
    return () => this.page.unroute(`**${path}`);
  }

  /** Asks again for a list that could not be read. */
  async readAgain(): Promise<void> {
    await this.page.getByRole('button', { name: '重试', exact: true }).click();
  }

  /** Style sheets that the page asked for and does not have. */
  async missingStyles(): Promise<number> {
    return z.number().parse(await this.page.evaluate(MISSING_STYLES));
  }

  /** What stands where code did not come; null where nothing is missing. */
  async notLoaded(): Promise<string | null> {
    return textOrNull(this.page.getByText('这部分界面没有加载成功').filter({ visible: true }));
  }

  /** The way on from a window that did not open. */
  async reopen(): Promise<void> {
    await this.page.getByRole('button', { name: '重新打开' }).click();
  }

  /** Requests of this window from now on: its role, the address, and what it sends there. */
  recordRequests(): string[] {
    const asked: string[] = [];
    this.page.on('request', (request) => {
      const role = request.headers()[WINDOW_ROLE_HEADER.toLowerCase()] ?? '';
      asked.push(`${role} ${decodeURIComponent(request.url())}${request.postData()}`);
    });
    return asked;
  }

  /** Presses keys one after another, named as Playwright names them. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Name of the window that is shown, from the switch in the bar. */
  async shown(): Promise<string> {
    return (await this.page.locator('main').getAttribute('aria-label')) ?? '';
  }

  async switchTo(role: Role): Promise<void> {
    const name = new RegExp(`^${ROLE_NAMES[role]}`);
    await this.page.getByRole('navigation', { name: '窗口' }).getByRole('button', { name }).click();
  }

  /** 模拟, or null where nothing is simulated. */
  async mode(): Promise<string | null> {
    return textOrNull(this.page.locator('header').getByText('模拟', { exact: true }));
  }

  /** 数据新鲜, 数据偏旧 …, with the age. */
  async dataAge(): Promise<string> {
    return tidy(await this.page.getByRole('banner').getByTitle('数据时间').innerText());
  }

  async connection(): Promise<string> {
    return tidy(await this.page.getByRole('banner').locator('[data-part="connection"]').innerText());
  }

  /** Everything an operator could read in the window. */
  async text(): Promise<string> {
    return this.page.locator('body').innerText();
  }

  /** Types over what stands in the field of this name. */
  async typeInto(field: string, text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: field }).fill(text);
  }

  async typedIn(field: string): Promise<string> {
    return this.page.getByRole('textbox', { name: field }).inputValue();
  }

  /** What a form says of text that an earlier opening left; null where there is none. */
  async keptNote(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="kept-note"]'));
  }

  /** Clears such text. */
  async startAgain(): Promise<void> {
    await this.page.locator('[data-part="kept-note"]').getByRole('button', { name: '清空重填' }).click();
  }

  /** Everything that the browser keeps of this console. */
  async stored(): Promise<string> {
    return String(await this.page.evaluate('JSON.stringify(localStorage) + JSON.stringify(sessionStorage)'));
  }

  async resize(screen: { width: number; height: number }): Promise<void> {
    await this.page.setViewportSize(screen);
  }

  async theme(theme: 'light' | 'dark'): Promise<void> {
    const name = theme === 'dark' ? '深色' : '浅色';
    const button = this.page.getByRole('banner').getByRole('button', { name, exact: true });
    if ((await this.page.locator('html').getAttribute('data-theme')) !== theme) await button.click();
  }

  async language(language: 'zh' | 'en'): Promise<void> {
    const name = language === 'en' ? 'English' : '中文';
    await this.page.getByRole('banner').getByRole('button', { name, exact: true }).click();
  }

  /** How often the page was loaded, the first time included. */
  reloads(): number {
    return this.loads;
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  /** Waits until the window has asked for all it shows; at most 2.5 s, since a live city never rests. */
  async waitForIdle(): Promise<void> {
    await this.page.waitForLoadState('networkidle', { timeout: 2500 }).catch(() => undefined);
  }

  /** A picture of the window under its name, where pictures are wanted. */
  async screenshot(name: string): Promise<void> {
    if (this.picturesDir === null) return;
    await this.page.screenshot({ path: `${this.picturesDir}/${name}.png` });
  }

  /** Serious and critical findings of axe, one line each. */
  async accessibilityFaults(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .options({ resultTypes: ['violations'] })
      .analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  }

  /**
   * From now on notes when the place where this window tells of new cases changes, by the clock of the test: on another day
   * (faketime) only the service and the test have the date of that day, and the browser has the machine's.
   */
  async recordNewCases(): Promise<void> {
    await this.page.evaluate(`(() => {
      const place = document.querySelector('${this.newCasesSelector}');
      const behind = ${Date.now()} - Date.now();
      const otherDay = Math.abs(behind) < 60_000 ? 0 : behind;
      globalThis.newsAt = [];
      new MutationObserver(() => globalThis.newsAt.push(Date.now() + otherDay))
        .observe(place, { subtree: true, childList: true, characterData: true });
    })()`);
  }

  /** The first such change after a moment, UTC ms; null while there is none. */
  async firstNewCaseAfter(moment: number): Promise<number | null> {
    return z
      .number()
      .nullable()
      .parse(await this.page.evaluate(`globalThis.newsAt.find((at) => at >= ${moment}) ?? null`));
  }
}
