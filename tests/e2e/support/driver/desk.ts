import type { Locator } from '@playwright/test';
import { z } from 'zod';
import { chosenOption } from './choose.ts';
import { PrivacyDriver } from './privacy.ts';
import { SignInDriver } from './signIn.ts';
import { SurroundingsDriver } from './surroundings.ts';
import { numberIn, textOrNull, tidy } from './text.ts';

/** A row of the queue: its place in the whole (from 1), its number and its title. */
const Rows = z.array(z.object({ at: z.int(), number: z.string(), title: z.string() }));
type Row = z.infer<typeof Rows>[number];

/** Run in the page, as text: the project's Node side knows no DOM. */
const ROWS_IN_SIGHT = `(() => {
  const track = document.querySelector('[data-part="q-scroll"]')?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  const inSight = (row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > track.top && top < track.bottom;
  };
  const cell = (row, column) => row.querySelector('[aria-colindex="' + column + '"]')?.textContent ?? '';
  return [...document.querySelectorAll('[data-part="q-scroll"] [role=row][aria-busy=false]')].filter(inSight).map((row) => ({
    at: Number(row.getAttribute('aria-rowindex')) - 1,
    number: cell(row, 2),
    title: cell(row, 4),
  }));
})()`;
type Detail = { number: string; title: string; text: string };

/** The case desk (案件台). */
export class DeskDriver extends SignInDriver {
  /** Contact data and export. */
  readonly privacy = new PrivacyDriver(this.page);
  readonly surroundings = new SurroundingsDriver(this.page);
  protected override readonly newCasesSelector = '[data-part="desk-fresh"]';
  private readonly grid = this.page.getByRole('grid', { name: '案件队列' });
  private readonly tools = this.page.getByRole('toolbar', { name: '案件台' });
  private readonly pane = this.page.getByRole('region', { name: '案件详情' });
  private readonly filters = this.page.getByRole('complementary', { name: '筛选' });

  /** How many the queue holds under its filters; NaN while it is being read. */
  async total(): Promise<number> {
    const text = tidy(await this.tools.getByRole('status').innerText());
    return text.includes('正在更新') ? Number.NaN : numberIn(text);
  }

  /** Types into the search field, replacing what stood there. */
  async search(text: string): Promise<void> {
    await this.searchField().fill(text);
  }

  async searchText(): Promise<string> {
    return this.searchField().inputValue();
  }

  /** The rows in sight that have been read, in order. */
  async rows(): Promise<Row[]> {
    const found = Rows.parse(await this.page.evaluate(ROWS_IN_SIGHT));
    return found.sort((a, b) => a.at - b.at);
  }

  /** Place of the cursor in the queue, from 1. */
  async position(): Promise<number> {
    return numberIn(tidy(await this.page.locator('[data-part="desk-position"]').innerText()));
  }

  async scrollToEnd(): Promise<void> {
    await this.page.evaluate(`document.querySelector('[data-part="q-scroll"]').scrollTo(0, 1e9)`);
  }

  /** Opens the case at a place of the queue that is in sight, from 1. */
  async openDetail(at: number): Promise<void> {
    await this.grid.locator(`[role=row][aria-rowindex="${at + 1}"]`).click();
  }

  /** The open case; null when the pane is closed or still being read. */
  async detail(): Promise<Detail | null> {
    const title = await textOrNull(this.pane.getByRole('heading', { level: 2 }));
    const number = await textOrNull(this.pane.locator('[data-part="detail-number"] span'));
    const text = await textOrNull(this.pane);
    return title === null || number === null || text === null ? null : { number, title, text };
  }

  /** Steps by which the limits of the open case were reached. */
  async limitSteps(): Promise<string[]> {
    return (await this.pane.locator('[data-part="limit-steps"] li').allInnerTexts()).map(tidy);
  }

  /** Entries of 变更记录, newest first. */
  async history(): Promise<string[]> {
    return (await this.pane.locator('[data-part="history"] > li').allInnerTexts()).map(tidy);
  }

  /** Presses a choice such as `choose('状态', '在办')`. */
  async choose(list: '状态' | '时限' | '上报时间', value: string): Promise<void> {
    const group = this.filters.getByRole('group', { name: list, exact: true }).first();
    await group.getByRole('button', { name: value, exact: true }).click();
  }

  /** Ticks a value of a list with counts; answers the count that stood beside it. */
  async tick(list: '大类 / 小类' | '街道' | '问题来源', value: string): Promise<number> {
    const name = new RegExp(`^${list}`);
    const head = this.filters.getByRole('button', { name });
    if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
    const label = this.filters
      .getByRole('group', { name })
      .locator('label')
      .filter({ has: this.page.getByText(value, { exact: true }) });
    const count = numberIn(tidy(await label.locator('[data-part="facet-count"]').innerText()));
    // The box that is drawn lies over the field itself.
    await label.click();
    return count;
  }

  async clearAll(): Promise<void> {
    await this.filters.getByRole('button', { name: /^清除全部筛选/ }).click();
  }

  async filtersShown(): Promise<boolean> {
    return this.filters.isVisible();
  }

  async sortedBy(): Promise<string> {
    return chosenOption(this.tools, '排序 S');
  }

  async helpShown(): Promise<boolean> {
    return this.page.getByRole('dialog', { name: '案件台按键' }).isVisible();
  }

  async searchHasFocus(): Promise<boolean> {
    return (await this.tools.locator('input:focus').count()) === 1;
  }

  /** What the last message on screen says, e.g. after copying. */
  async message(): Promise<string | null> {
    return textOrNull(this.page.getByRole('alertdialog').getByRole('alert').last());
  }

  /** What was copied, pasted into a field of the test's own: the page itself may not read the clipboard. */
  async clipboard(): Promise<string> {
    await this.page.evaluate(`{
      const before = document.activeElement;
      const field = document.body.appendChild(document.createElement('textarea'));
      field.id = 'pasted';
      field.onblur = () => before.focus();
      field.focus();
    }`);
    await this.page.keyboard.press('Control+v');
    return this.page.evaluate<string>(`(() => {
      const field = document.getElementById('pasted');
      const text = field.value;
      field.blur();
      field.remove();
      return text;
    })()`);
  }

  /** Has the queue read anew. */
  async refresh(): Promise<void> {
    await this.tools.getByRole('button', { name: /^刷新/ }).click();
  }

  /** 有 n 条新案件, or null. */
  async newCasesNotice(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="desk-fresh"] button'));
  }

  /** What stands where the rows would be when there are none. */
  async emptyText(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="desk-queue"] [data-part="empty"]'));
  }

  private searchField(): Locator {
    return this.tools.getByRole('searchbox');
  }
}
