import type { Locator } from '@playwright/test';
import { z } from 'zod';
import { chooseOption } from './choose.ts';
import { SurroundingsDriver } from './surroundings.ts';
import { numberIn, textOrNull, tidy } from './text.ts';
import { BlowDriver } from './whistleBlow.ts';

/** A department or leader as it stands on a whistle's page. */
export type Child = { name: string; part: string; stage: string; marks: string; text: string };

/** Where a whistle stands as this window tells it, from its page or its card. */
export type WhistleStatus = { stage: string; level: string; arrived: string };

const ShownTimes = z.record(z.string(), z.array(z.object({ seq: z.int(), at: z.number() })));

/** Notes when which entry of a whistle's log came on screen; this machine's clock, whatever the hall's says. */
const WATCH = `(() => {
  if (globalThis.shownAt) return;
  globalThis.shownAt = {};
  const note = () => {
    for (const { dataset } of document.querySelectorAll('[data-id][data-seq]')) {
      const moments = (globalThis.shownAt[dataset.id] ??= []);
      const seq = Number(dataset.seq);
      if ((moments.at(-1)?.seq ?? 0) < seq) moments.push({ seq, at: performance.timeOrigin + performance.now() });
    }
  };
  new MutationObserver(note).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ['data-seq'],
  });
  note();
})()`;

/** The whistle board (吹哨台) and the page of a whistle. */
export class WhistlesDriver extends BlowDriver {
  readonly surroundings = new SurroundingsDriver(this.page);
  protected override readonly newCasesSelector = '[data-part="whistles"]';
  private readonly board = this.page.locator('[data-part="w-board"]');
  private readonly whistle = this.page.locator('[data-part="w-page"]');

  /** Heads of the columns with their figures, folded ones too; empty while the board is not shown. */
  async columns(): Promise<Record<string, number>> {
    const open = await this.board.locator('[data-part="w-column"] > header').allInnerTexts();
    const folded = await this.board.locator('[data-part="w-folded"]').allInnerTexts();
    return Object.fromEntries(
      [...open, ...folded].map((text) => {
        const parts = text.split('\n').filter((part) => part.trim() !== '');
        const count = parts.find((part) => /^\d+$/.test(part.trim())) ?? '';
        const name = parts.find((part) => !/^\d+$/.test(part.trim())) ?? '';
        return [name.trim(), numberIn(count)];
      }),
    );
  }

  /** Unfolds a column. */
  async unfold(column: string): Promise<void> {
    await this.board.getByTitle(`展开${column}`).click();
  }

  /** The card of a whistle; null where it is not in sight. */
  async card(subject: string): Promise<string | null> {
    return textOrNull(this.cardOf(subject));
  }

  /** Opens the page of a whistle from its card. */
  async open(subject: string): Promise<void> {
    await this.cardOf(subject).click();
    await this.whistle.getByRole('heading', { level: 2, name: subject }).waitFor();
  }

  /** What the bar on top says of what the pack has no more; null where nothing is. */
  async packNotice(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="pack-lacks"]'));
  }

  /** Opens the dialog that hands over what dissolved organisations leave (划转). */
  async openSuccession(): Promise<void> {
    await this.page.locator('[data-part="succession-open"]').click();
    await this.page.getByRole('dialog', { name: /^划转/ }).waitFor();
  }

  async succession(): Promise<string> {
    return tidy(await this.page.getByRole('dialog', { name: /^划转/ }).innerText());
  }

  /** Hands over the first organisation of the dialog. */
  async handOver(to: string, reason: string): Promise<void> {
    const form = this.page.locator('[data-part="dissolved-org"]').first();
    await chooseOption(form, '承接单位', to);
    await form.getByRole('textbox', { name: '划转理由' }).fill(reason);
    await form.locator('[data-part="succession-send"]').click();
  }

  /** Back to the board. */
  async back(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.board.waitFor();
  }

  async pageShown(): Promise<boolean> {
    return this.whistle.getByRole('heading', { level: 2 }).isVisible();
  }

  /** Id of the whistle whose page is open. */
  async opened(): Promise<string> {
    return (await this.whistle.getAttribute('data-id')) ?? '';
  }

  async heading(): Promise<string> {
    return tidy(await this.whistle.getByRole('heading', { level: 2 }).innerText());
  }

  /** Stage, level and arrivals as this window tells them. */
  async status(subject: string): Promise<WhistleStatus> {
    if (await this.pageShown()) {
      const head = this.whistle.locator('[data-part="w-page-title"]');
      return {
        stage: tidy(await head.locator('[data-part="w-stage"]').innerText()),
        level: tidy(await head.locator('[data-part="w-level"]').innerText()).slice(0, 2),
        arrived: /到 \d+\/\d+/.exec(tidy(await head.innerText()))?.[0] ?? '',
      };
    }
    const card = this.cardOf(subject);
    const text = tidy(await card.innerText());
    const column = this.page.locator('[data-part="w-column"]').filter({ has: card }).getByRole('heading');
    return {
      stage: /已转「(.+)」/.exec(text)?.[1] ?? tidy(await column.innerText()),
      level: /\bL\d/.exec(text)?.[0] ?? 'L0',
      arrived: /到 \d+\/\d+/.exec(text)?.[0] ?? '',
    };
  }

  /** Departments and leaders side by side, in order. */
  async children(): Promise<Child[]> {
    const sections = await this.whistle.locator('[data-part="w-child"]').all();
    return Promise.all(
      sections.map(async (section) => ({
        name: tidy(await section.locator('[data-part="w-child-head"] b').innerText()),
        part: tidy(await section.locator('[data-part="w-part"]').innerText()),
        stage: tidy(await section.locator('[data-part="w-child-stage"]').innerText()),
        marks: tidy(await section.locator('[data-part="w-marks"]').innerText()),
        text: tidy(await section.innerText()),
      })),
    );
  }

  async child(name: string): Promise<Child | null> {
    return (await this.children()).find((child) => child.name === name) ?? null;
  }

  /** Takes a department or leader as the one that acts are about. */
  async chooseChild(name: string): Promise<void> {
    await this.whistle
      .getByRole('region', { name, exact: true })
      .locator('[data-part="w-child-head"]')
      .click();
  }

  /** What waits for whom, from the head of the page. */
  async waiting(): Promise<string[]> {
    return (await this.whistle.locator('[data-part="w-page-waiting"] li').allInnerTexts()).map(tidy);
  }

  /** The log, newest first. */
  async log(): Promise<string[]> {
    return (await this.whistle.locator('[data-part="w-log"] li').allInnerTexts()).map(tidy);
  }

  /** Text of the matter: place, meeting, ratings, files. */
  async details(): Promise<string> {
    return tidy(await this.whistle.locator('[data-part="w-matter"]').innerText());
  }

  /** Selects a case of the desk shown in this window, by words of its title. */
  async selectCase(title: string): Promise<void> {
    const row = this.page
      .getByRole('grid', { name: '案件队列' })
      .getByRole('row')
      .filter({ hasText: title })
      .first();
    await row.click();
    await row.and(this.page.locator('[aria-selected=true]')).waitFor();
  }

  /** The same by keys: down the queue to the case, then Enter. */
  async selectCaseByKeys(title: string): Promise<void> {
    const row = this.page
      .getByRole('grid', { name: '案件队列' })
      .getByRole('row')
      .filter({ hasText: title })
      .first();
    const at = Number(await row.getAttribute('aria-rowindex')) - 1;
    const position = this.page.locator('[data-part="desk-position"]');
    for (let i = 0; numberIn(await position.innerText()) < at && i < at; i++)
      await this.page.keyboard.press('j');
    await this.page.keyboard.press('Enter');
    await row.and(this.page.locator('[aria-selected=true]')).waitFor();
  }

  /** Opens the indicators (吹哨指标) from the board. */
  async openFigures(): Promise<void> {
    await this.page.keyboard.press('i');
    await this.page.getByRole('region', { name: '吹哨指标' }).waitFor();
  }

  /** The line of an indicator: its name, value, both parts and rule. */
  async figure(name: string): Promise<string> {
    return tidy(await this.page.getByRole('row').filter({ hasText: name }).first().innerText());
  }

  /** How much the operator owes, as the bar tells. */
  async alarms(): Promise<string> {
    return tidy(await this.page.locator('[data-part="w-alarms"] button').first().innerText());
  }

  /** The list of what the operator owes. */
  async alarmList(): Promise<string[]> {
    return (await this.page.locator('[data-part="w-alarm-list"] li').allInnerTexts()).map(tidy);
  }

  /** Selects the first card of the board, where the keys then go on. */
  async selectFirst(): Promise<void> {
    await this.board.locator('[data-part="w-card"]').first().waitFor();
    await this.page.keyboard.press('ArrowDown');
    await this.board.locator('[data-part="w-card"][aria-current="true"]').waitFor();
  }

  /** What the bar of a bulk act says; null while nothing is marked. */
  async bulkBar(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="w-bulk-bar"]'));
  }

  /** What a bulk act will do, before it is confirmed. */
  async bulkPossible(): Promise<string[]> {
    return (await this.page.locator('[data-part="w-bulk-possible"] li').allInnerTexts()).map(tidy);
  }

  /** How many of a bulk act were done; null before. */
  async bulkCount(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="w-bulk-count"]'));
  }

  /** What came of each. */
  async bulkResults(): Promise<string[]> {
    return (await this.page.locator('[data-part="w-bulk-results"] li').allInnerTexts()).map(tidy);
  }

  /** From now on notes when which entry of which whistle came on screen. */
  async recordShownTimes(): Promise<void> {
    await this.page.evaluate(WATCH);
  }

  /** When the window first showed a whistle as it was after an entry of its log; null while it does not. */
  async shownAt(whistle: string, seq: number): Promise<number | null> {
    const moments = ShownTimes.parse(await this.page.evaluate('globalThis.shownAt ?? {}'));
    return moments[whistle]?.find((moment) => moment.seq >= seq)?.at ?? null;
  }

  private cardOf(subject: string): Locator {
    return this.page
      .locator('[data-part="w-card"], [data-part="w-side-row"]')
      .filter({ hasText: subject })
      .first();
  }
}
