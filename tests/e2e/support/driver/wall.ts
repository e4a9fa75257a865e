import type { Locator, Page } from '@playwright/test';
import { readPng } from '../png.ts';
import { BasemapDriver } from './basemap.ts';
import { chooseOption } from './choose.ts';
import { OwnLayersDriver } from './ownLayers.ts';
import { numberIn, textOrNull, tidy } from './text.ts';
import { WALL_FIT, WallFit } from './wallFit.ts';
import { WindowDriver } from './window.ts';

/** How a picture of the map looks: how many colours, and a number that changes with any pixel. */
type Picture = { colours: number; print: string };

/** The wall (态势大屏). */
export class WallDriver extends WindowDriver {
  protected override readonly newCasesSelector = '[data-part="kpis"]';
  private readonly map = this.page.getByRole('region', { name: '案件地图' });
  private readonly line = this.page.getByRole('region', { name: '时间轴' });
  private asked: string[] = [];
  readonly basemap = new BasemapDriver(this.page);
  readonly ownLayers = new OwnLayersDriver(this.page);

  constructor(page: Page, picturesDir: string | null) {
    super(page, picturesDir);
    page.on('request', (request) => this.asked.push(new URL(request.url()).pathname));
  }

  /** The card of a meeting's item beside the map; null: the wall shows none. */
  meetingCard(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="m-wall"]'));
  }

  /** The decision that is being written there; null: none is. */
  meetingDraft(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="m-wall-draft"]'));
  }

  /** Number of a figure, e.g. `kpi('今日上报')`; NaN while it is not there. */
  async kpi(name: string): Promise<number> {
    return numberIn((await this.figureText(name)).value);
  }

  /** Value and small print of a figure as written. */
  async figureText(name: string): Promise<{ value: string; detail: string }> {
    const strip = this.page.getByRole('region', { name: '指标' });
    const text = await strip.getByRole('button', { name: new RegExp(`^${name}`) }).innerText();
    const [, value = '', detail = ''] = text.split('\n').filter((line) => line.trim() !== '');
    return { value, detail };
  }

  /** The rows behind a figure. */
  async openFigure(name: string): Promise<void> {
    await this.page
      .getByRole('region', { name: '指标' })
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click();
  }

  /** Chooses from a filter list by its visible text, e.g. `filterBy('街道', '五老村街道')`. */
  async filterBy(list: '状态' | '类别' | '街道' | '来源' | '接口', value: string): Promise<void> {
    await chooseOption(this.page.getByRole('group', { name: '筛选' }), list, value);
  }

  async filterByStreet(name: string): Promise<void> {
    await this.filterBy('街道', name);
  }

  /** What is said of the place that was looked for; null: none was. */
  async placeCard(): Promise<string | null> {
    const found = this.page.locator('[data-part="map-place-card"]');
    return (await found.count()) === 0 ? null : tidy(await found.innerText());
  }

  /** What is said while something is measured; null: nothing is. */
  async measured(): Promise<string | null> {
    const found = this.page.locator('[data-part="map-measure"]');
    return (await found.count()) === 0 ? null : tidy(await found.innerText());
  }

  /** Whether that place is marked within the map. */
  async placeMark(): Promise<boolean> {
    const [mark, map] = [
      await this.page.locator('[data-part="map-place"]').boundingBox(),
      await this.map.boundingBox(),
    ];
    if (mark === null || map === null) return false;
    const [x, y] = [mark.x + mark.width / 2, mark.y + mark.height / 2];
    return x > map.x && y > map.y && x < map.x + map.width && y < map.y + map.height;
  }

  /** Pins the window to its own filters, or links it again. */
  async pin(): Promise<void> {
    await this.page.locator('[data-part="filter-pin"]').click();
  }

  async clearFilters(): Promise<void> {
    await this.page.getByRole('group', { name: '筛选' }).getByRole('button', { name: '清除筛选' }).click();
  }

  /** Streets in the ranking, in order, with their counts. */
  async streets(): Promise<{ name: string; count: number }[]> {
    // All at once: a row that goes in between would be waited for.
    const texts = await this.panel('街道排名').getByRole('row').allInnerTexts();
    return texts.slice(1).map((text) => {
      const [name = '', count = ''] = text.split(/[\n\t]+/).filter((part) => part.trim() !== '');
      return { name: name.trim(), count: numberIn(count) };
    });
  }

  async period(name: '今日' | '24 小时' | '7 天' | '30 天' | '全部'): Promise<void> {
    await this.line.getByRole('button', { name, exact: true }).click();
  }

  /** The chosen stretch of time as written: `11-15 00:00 至 11-22 10:30`. */
  async timeWindow(): Promise<string> {
    return (await this.line.getByRole('slider').getAttribute('aria-valuetext')) ?? '';
  }

  async reportedInWindow(): Promise<number> {
    return numberIn(tidy(await this.line.getByText(/^上报 [\d,]+ 件$/).innerText()));
  }

  /** Drags over the time line; shares of its width from the left. */
  async scrub(from: number, to: number): Promise<void> {
    const box = await this.line.getByRole('slider').boundingBox();
    if (box === null) throw new Error('the time line is not on screen');
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width * from, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width * ((from + to) / 2), y);
    await this.page.mouse.move(box.x + box.width * to, y);
    await this.page.mouse.up();
  }

  async play(): Promise<void> {
    await this.line.getByRole('button', { name: '播放' }).click();
  }

  async pause(): Promise<void> {
    await this.line.getByRole('button', { name: '暂停' }).click();
  }

  /** Layers that are switched on, in the order of their keys. */
  async layers(): Promise<string[]> {
    const pressed = await this.map.getByRole('button', { pressed: true }).allInnerTexts();
    return pressed.map((text) => tidy(text).split(' ')[0] ?? '');
  }

  async legend(): Promise<string> {
    return tidy(await this.map.getByRole('complementary').innerText());
  }

  /** Cases that the drawn density counts; null before the first. */
  async densityCount(): Promise<number | null> {
    const count = await this.map.getAttribute('data-cases');
    return count === null ? null : Number(count);
  }

  /** How often the page has asked for this path so far. */
  timesAsked(path: string): number {
    return this.asked.filter((each) => each === path).length;
  }

  /** Moves the chosen stretch along the time line by the arrow key, one bar a press, as fast as it is drawn. */
  async stepAlong(bars: number): Promise<void> {
    await this.page.locator('[data-part="scrubber-line"]').focus();
    for (let i = 0; i < bars; i++) await this.page.keyboard.press('ArrowRight');
  }

  /** What the map draws, without names, legend and buttons. */
  async picture(): Promise<Picture> {
    await this.overlays('hidden');
    const { rgba } = readPng(await this.map.screenshot());
    await this.overlays('');
    let print = 0;
    for (const pixel of rgba) print = (Math.imul(print, 31) + pixel) | 0;
    return { colours: new Set(rgba).size, print: print.toString(16) };
  }

  /**
   * Clicks on the map (shares of its width and height) and gives a card the time to open: the map waits with a click
   * until it knows that it is no double one.
   */
  async clickMap(x: number, y: number): Promise<void> {
    const box = await this.map.boundingBox();
    if (box === null) throw new Error('the map is not on screen');
    await this.page.mouse.click(box.x + box.width * x, box.y + box.height * y);
    const card = this.map.getByRole('region').getByRole('button', { name: '在案件台打开' });
    await card.waitFor({ timeout: 3000 }).catch(() => undefined);
  }

  /** The card of the selected case, null when none is open. */
  async card(): Promise<string | null> {
    return textOrNull(this.map.getByRole('region'));
  }

  /** Names of streets that stand on the map. */
  async streetNames(): Promise<string[]> {
    return (await this.map.locator('[data-part="map-labels"] > *').allInnerTexts()).map(tidy).sort();
  }

  /** Where the ring around what is looked at stands, in shares of the map from the left and the top; null: nowhere. */
  async ring(): Promise<{ x: number; y: number } | null> {
    const ring = this.map.locator('[data-part="map-selected"]').last();
    if ((await ring.count()) === 0) return null;
    const [map, box] = [await this.map.boundingBox(), await ring.boundingBox()];
    if (map === null || box === null) return null;
    const share = (at: number, from: number, whole: number): number =>
      Math.round(((at - from) / whole) * 100) / 100;
    return {
      x: share(box.x + box.width / 2, map.x, map.width),
      y: share(box.y + box.height / 2, map.y, map.height),
    };
  }

  async closeCard(): Promise<void> {
    await this.map.getByRole('button', { name: '关闭', exact: true }).click();
  }

  /** Titles of the last cases in, newest first. */
  async lastCases(): Promise<string[]> {
    return this.panel('最新案件').locator('[data-part="last-title"]').allInnerTexts();
  }

  async selectLast(index: number): Promise<void> {
    await this.panel('最新案件').getByRole('listitem').nth(index).getByRole('button').click();
  }

  async hoverLastCases(): Promise<void> {
    await this.panel('最新案件').getByRole('listitem').nth(1).hover();
  }

  async leaveLastCases(): Promise<void> {
    await this.page.mouse.move(5, 5);
  }

  /** 有 n 条新案件: shown while the list is held still. */
  async newCasesNotice(): Promise<string | null> {
    return textOrNull(this.panel('最新案件').getByRole('button', { name: /新案件/ }));
  }

  /** Sources with state and age, one line each. */
  async sources(): Promise<string[]> {
    const items = await this.panel('数据来源').locator('li[data-state]').allInnerTexts();
    return items.map(tidy);
  }

  /** Lists in sight with their rows, and everything that is cut, covered or out of place. */
  async fit(): Promise<WallFit> {
    return WallFit.parse(await this.page.evaluate(WALL_FIT));
  }

  /** Names of streets of which the ranking shows the whole row now. */
  async streetsInSight(): Promise<string[]> {
    const list = await this.panel('街道排名').locator('[data-part="street-rows"]').boundingBox();
    const rows = await this.panel('街道排名').locator('tbody tr').all();
    const head = await this.panel('街道排名').locator('thead').boundingBox();
    const names: string[] = [];
    for (const row of rows) {
      const box = await row.boundingBox();
      if (box === null || list === null || head === null) continue;
      if (box.y >= head.y + head.height - 1 && box.y + box.height <= list.y + list.height + 1)
        names.push(await row.getByRole('button').innerText());
    }
    return names;
  }

  /** Goes with Shift+Tab from what follows the ranking to its last street. */
  async tabBackToLastStreet(): Promise<void> {
    await this.panel('数据来源').getByRole('button').focus();
    await this.page.keyboard.press('Shift+Tab');
  }

  async banner(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="banner"]'));
  }

  /** What stands over the map when there is nothing to draw. */
  async emptyText(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="no-cases"]'));
  }

  async openConnectionsFromEmpty(): Promise<void> {
    await this.page.locator('[data-part="no-cases"]').getByRole('button', { name: '打开数据接入' }).click();
  }

  private panel(title: string): Locator {
    return this.page.getByRole('region', { name: title });
  }

  private async overlays(visibility: 'hidden' | ''): Promise<void> {
    const found =
      '[data-part="map-labels"], [data-part="map-legend"], [data-part="map-switches"], [data-part="map-zoom"], [data-part="map-card"], [data-part="no-cases"], [data-part="watermark"], .presenter-marks';
    await this.page.evaluate(
      `for (const each of document.querySelectorAll('${found}')) each.style.visibility = '${visibility}'`,
    );
  }
}
