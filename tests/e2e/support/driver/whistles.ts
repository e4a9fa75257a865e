import type { Locator } from '@playwright/test';
import { z } from 'zod';
import { numberIn, textOrNull, tidy } from './text.ts';
import { WindowDriver } from './window.ts';

/** What is put into a form: texts and numbers by the name of their field, buttons and boxes by true, files by path. */
export type Fields = Record<string, string | string[] | boolean | Upload>;
export type Upload = { name: string; mimeType: string; buffer: Buffer };
/** 到场、态度、效果 of a department. */
export type Score = { who: string; scores: [number, number, number]; comment: string };

/** A department or leader as it stands on a whistle's page. */
export type Child = { name: string; part: string; stage: string; marks: string; text: string };

/** Where a whistle stands as this window tells it, from its page or its card. */
export type Standing = { stage: string; level: string; arrived: string };

const Moments = z.record(z.string(), z.array(z.object({ seq: z.int(), at: z.number() })));

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
export class WhistlesDriver extends WindowDriver {
  protected override readonly newsPlace = '.whistles';
  private readonly board = this.page.locator('.w-board');
  private readonly whistle = this.page.locator('.w-page');
  private readonly bar = this.page.locator('.w-acts');
  private readonly blowing = this.page.getByRole('dialog', { name: '吹哨' });
  private readonly door = this.page.getByRole('dialog', { name: '操作员登录' });

  /** Signs in by keyboard, in place of whoever was; `operator` is a number or a name. */
  async signIn(operator: string, pin: string): Promise<void> {
    await this.tryPin(operator, pin);
    await this.door.waitFor({ state: 'hidden' });
  }

  /** Offers a PIN at the door without waiting for it to open. */
  async tryPin(operator: string, pin: string): Promise<void> {
    await this.chooseOperator(operator);
    await this.page.keyboard.type(pin);
    await this.page.keyboard.press('Enter');
  }

  /** Opens the door and chooses who comes in; the PIN is asked for next. */
  async chooseOperator(operator: string): Promise<void> {
    if (!(await this.door.isVisible())) await this.page.keyboard.press('Alt+l');
    const find = this.door.getByRole('combobox');
    await find.fill('');
    await this.page.keyboard.type(operator);
    await this.door.getByRole('option').filter({ hasText: operator }).first().waitFor();
    await find.press('Enter');
    await this.page.locator('#sign-in-pin:focus').waitFor();
  }

  /** Another PIN for the operator who is chosen already. */
  async tryAgain(pin: string): Promise<void> {
    await this.page.locator('#sign-in-pin').fill(pin);
    await this.page.keyboard.press('Enter');
    // While the PIN is compared the button says so.
    await this.door.getByRole('button', { name: /^正在核对/ }).waitFor({ state: 'hidden' });
  }

  /** What the door says to a wrong PIN; null while it says nothing. */
  async doorSays(): Promise<string | null> {
    return textOrNull(this.door.getByRole('alert'));
  }

  async leaveDoor(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.door.waitFor({ state: 'hidden' });
  }

  async lock(): Promise<void> {
    await this.page.keyboard.press('Control+l');
  }

  /** Who commands here, as the bar tells. */
  async who(): Promise<string> {
    return tidy(await this.page.locator('.session > :first-child').innerText());
  }

  /** Heads of the columns with their figures, folded ones too; empty while the board is not shown. */
  async columns(): Promise<Record<string, number>> {
    const open = await this.board.locator('.w-column > header').allInnerTexts();
    const folded = await this.board.locator('.w-folded').allInnerTexts();
    return Object.fromEntries(
      [...open, ...folded].map((text) => {
        const parts = text.split('\n').filter((part) => part.trim() !== '');
        const count = parts.find((part) => /^\d+$/.test(part.trim())) ?? '';
        const name = parts.find((part) => !/^\d+$/.test(part.trim())) ?? '';
        return [name.trim(), numberIn(count)];
      }),
    );
  }

  /** Cards of a column that stands open, as read. */
  async cards(column: string): Promise<string[]> {
    const cards = this.board.getByRole('region', { name: column, exact: true }).locator('.w-card');
    return (await cards.allInnerTexts()).map(tidy);
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
  async standing(subject: string): Promise<Standing> {
    if (await this.pageShown()) {
      const head = this.whistle.locator('.w-page-title');
      return {
        stage: tidy(await head.locator('.w-stage').innerText()),
        level: tidy(await head.locator('.w-level').innerText()).slice(0, 2),
        arrived: /到 \d+\/\d+/.exec(tidy(await head.innerText()))?.[0] ?? '',
      };
    }
    const card = this.cardOf(subject);
    const text = tidy(await card.innerText());
    const column = this.page.locator('.w-column').filter({ has: card }).getByRole('heading');
    return {
      stage: /已转「(.+)」/.exec(text)?.[1] ?? tidy(await column.innerText()),
      level: /\bL\d/.exec(text)?.[0] ?? 'L0',
      arrived: /到 \d+\/\d+/.exec(text)?.[0] ?? '',
    };
  }

  /** Departments and leaders side by side, in order. */
  async children(): Promise<Child[]> {
    const sections = await this.whistle.locator('.w-child').all();
    return Promise.all(
      sections.map(async (section) => ({
        name: tidy(await section.locator('.w-child-head b').innerText()),
        part: tidy(await section.locator('.w-part').innerText()),
        stage: tidy(await section.locator('.w-child-stage').innerText()),
        marks: tidy(await section.locator('.w-marks').innerText()),
        text: tidy(await section.innerText()),
      })),
    );
  }

  async child(name: string): Promise<Child | null> {
    return (await this.children()).find((child) => child.name === name) ?? null;
  }

  /** Takes a department or leader as the one that acts are about. */
  async chooseChild(name: string): Promise<void> {
    await this.whistle.getByRole('region', { name, exact: true }).locator('.w-child-head').click();
  }

  /** What waits for whom, from the head of the page. */
  async waiting(): Promise<string[]> {
    return (await this.whistle.locator('.w-page-waiting li').allInnerTexts()).map(tidy);
  }

  /** Clocks of the whole whistle. */
  async clocks(): Promise<string[]> {
    return (await this.whistle.locator('.w-own-clock').allInnerTexts()).map(tidy);
  }

  /** The log, newest first. */
  async log(): Promise<string[]> {
    return (await this.whistle.locator('.w-log li').allInnerTexts()).map(tidy);
  }

  /** Text of the matter: place, meeting, ratings, files. */
  async matter(): Promise<string> {
    return tidy(await this.whistle.locator('.w-matter').innerText());
  }

  /** Names of the acts that are offered now. */
  async acts(): Promise<string[]> {
    const texts = await this.bar.locator('.w-act > span').allInnerTexts();
    return texts.map((text) => tidy(text.split('\n')[0] ?? ''));
  }

  /** Opens the form of an act, fills it and sends it; waits until it passed. */
  async act(name: string, fields: Fields): Promise<void> {
    await this.begin(name);
    await this.fill(fields);
    await this.send();
    await this.bar.locator('.w-done').waitFor();
  }

  /** Opens the form of an act. */
  async begin(name: string): Promise<void> {
    const label = this.page.locator('span', { hasText: new RegExp(`^${escaped(name)}`) });
    await this.bar.locator('.w-act').filter({ has: label }).first().click();
    await this.bar.locator('.w-form').waitFor();
  }

  async fill(fields: Fields): Promise<void> {
    for (const [name, value] of Object.entries(fields)) await this.fillOne(name, value);
  }

  /** Marks 1 to 5 in the form 评价各部门. */
  async score(given: readonly Score[]): Promise<void> {
    for (const { who, scores, comment } of given) {
      const group = this.bar.getByRole('group', { name: who });
      const inputs = group.locator('input[type=number]');
      for (const [i, score] of scores.entries()) await inputs.nth(i).fill(String(score));
      await group.getByPlaceholder('评语').fill(comment);
    }
  }

  /** Reads where the machine stands into the open form. */
  async takePosition(): Promise<void> {
    const field = this.field('定位');
    const before = tidy(await field.innerText());
    await field.getByRole('button', { name: '取当前定位' }).click();
    await field.getByText(/\d+\.\d+, \d+\.\d+/).waitFor();
    if (before === tidy(await field.innerText())) await field.getByRole('button').waitFor();
  }

  async send(): Promise<void> {
    await this.bar.getByRole('button', { name: /^(确定|重新发送)/ }).click();
  }

  async leaveForm(): Promise<void> {
    await this.bar.getByRole('button', { name: /^取消/ }).click();
  }

  /** Whether a form is open. */
  async formShown(): Promise<boolean> {
    return this.bar.locator('.w-form').isVisible();
  }

  /** What stands in a text field of the open form. */
  async typed(name: string): Promise<string> {
    return this.field(name).locator('input, textarea').first().inputValue();
  }

  /** Puts a file into the open form by keyboard, from the field before it. */
  async chooseFileByKey(file: Upload): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.keyboard.press('Tab');
    await this.page.keyboard.press('Enter');
    await (await chooser).setFiles(file);
    await this.bar.getByText(`✓ ${file.name}`).waitFor();
  }

  /** Offers a file that may be refused. */
  async offerFile(file: Upload): Promise<void> {
    await this.bar.locator('input[type=file]').setInputFiles(file);
  }

  /** Why a file was refused; null when none was. */
  async fileRefusal(): Promise<string | null> {
    return textOrNull(this.bar.locator('.w-files-field .w-bad'));
  }

  /** What the bar says of the act that has just passed; null when nothing stands there. */
  async done(): Promise<string | null> {
    return textOrNull(this.bar.locator('.w-done'));
  }

  /** Why the last act or blowing did not pass; null when nothing was refused. */
  async refusal(): Promise<string | null> {
    return textOrNull(this.page.locator('.w-refusal'));
  }

  /** What the form says is still missing; null when nothing is. */
  async complaint(): Promise<string | null> {
    return textOrNull(this.page.locator('p.w-bad[role=alert]'));
  }

  /** Takes note of what happened meanwhile, so that the act can be sent again. */
  async lookedAgain(): Promise<void> {
    await this.page
      .locator('.w-refusal')
      .getByRole('button', { name: /^已看过/ })
      .click();
  }

  /** The code that the street shows on site, from its form 报到. */
  async checkInCode(): Promise<string> {
    return tidy(await this.bar.locator('.w-check-in b').innerText());
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
    const position = this.page.locator('.desk-position');
    for (let i = 0; numberIn(await position.innerText()) < at && i < at; i++)
      await this.page.keyboard.press('j');
    await this.page.keyboard.press('Enter');
    await row.and(this.page.locator('[aria-selected=true]')).waitFor();
  }

  /** Opens the form of an act by its key. */
  async pressAct(key: string): Promise<void> {
    await this.bar
      .locator('.w-act')
      .filter({ has: this.page.locator('kbd', { hasText: key.toUpperCase() }) })
      .first()
      .waitFor();
    await this.page.keyboard.press(key);
    await this.bar.locator('.w-form').waitFor();
  }

  /** Writes where the cursor stands. */
  async write(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** Begins to blow from what is selected. */
  async blow(): Promise<void> {
    await this.page.keyboard.press('b');
    await this.blowing.waitFor();
  }

  async leaveBlow(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.blowing.waitFor({ state: 'hidden' });
  }

  async blowShown(): Promise<boolean> {
    return this.blowing.isVisible();
  }

  /** The form for blowing as read, its proposals included. */
  async blowText(): Promise<string> {
    return tidy(await this.blowing.innerText());
  }

  /** What stands in the field 事由. */
  async subject(): Promise<string> {
    return this.blowing.locator('[data-subject]').inputValue();
  }

  async fillBlow(name: '事由' | '说明' | '本级可办：仍须吹哨的理由', text: string): Promise<void> {
    await this.blowing
      .locator('.w-field')
      .filter({ hasText: name })
      .locator('input, textarea')
      .first()
      .fill(text);
  }

  async chooseKind(name: string): Promise<void> {
    await this.blowing
      .getByRole('button', { name: new RegExp(escaped(name)) })
      .first()
      .click();
  }

  /** Departments in the form for blowing, with their parts. */
  async departments(): Promise<string[]> {
    return (await this.blowing.locator('.w-department').allInnerTexts()).map(tidy);
  }

  async addDepartment(name: string): Promise<void> {
    await this.blowing.locator('.w-departments .w-org select').selectOption({ label: name });
  }

  async dropDepartment(name: string): Promise<void> {
    await this.blowing.getByRole('button', { name: `移除 ${name}` }).click();
  }

  /** Sends the form for blowing without waiting for what comes of it. */
  async sendBlow(): Promise<void> {
    await this.blowing.getByRole('button', { name: /^(提交审签|立即吹哨)/ }).click();
  }

  /** Puts the refused whistle into the one near by. */
  async mergeIntoFound(): Promise<void> {
    await this.page.getByRole('button', { name: '并入此哨' }).click();
  }

  async notADuplicate(): Promise<void> {
    await this.page.getByRole('button', { name: /不是同一件事/ }).click();
  }

  /** What the console says against blowing, before anything is sent. */
  async warnings(): Promise<string[]> {
    return (await this.blowing.locator('.w-suggested .w-warn').allInnerTexts()).map(tidy);
  }

  /** How much the operator owes, as the bar tells. */
  async alarms(): Promise<string> {
    return tidy(await this.page.locator('.w-alarms button').first().innerText());
  }

  /** The list of what the operator owes. */
  async alarmList(): Promise<string[]> {
    return (await this.page.locator('.w-alarm-list li').allInnerTexts()).map(tidy);
  }

  /** 有 n 处变化, or null: what has changed on a board that is held still. */
  async drift(): Promise<string | null> {
    return textOrNull(this.page.locator('.w-drift'));
  }

  /** From now on notes when which entry of which whistle came on screen. */
  async watch(): Promise<void> {
    await this.page.evaluate(WATCH);
  }

  /** When the window first showed a whistle as it was after an entry of its log; null while it does not. */
  async shownAt(whistle: string, seq: number): Promise<number | null> {
    const moments = Moments.parse(await this.page.evaluate('globalThis.shownAt ?? {}'));
    return moments[whistle]?.find((moment) => moment.seq >= seq)?.at ?? null;
  }

  /** Where the machine stands, for 定位报到. */
  async standAt(place: { lon: number; lat: number }): Promise<void> {
    await this.page.context().setGeolocation({ longitude: place.lon, latitude: place.lat });
  }

  private cardOf(subject: string): Locator {
    return this.page.locator('.w-card, .w-side-row').filter({ hasText: subject }).first();
  }

  private field(name: string): Locator {
    const label = new RegExp(`^\\s*${escaped(name)}`);
    return this.bar.locator('.w-field').filter({ hasText: label }).first();
  }

  private async fillOne(name: string, value: Fields[string]): Promise<void> {
    if (typeof value === 'boolean') {
      const box = this.bar.locator('.w-check').filter({ hasText: name }).getByRole('checkbox');
      if (await box.count()) await box.setChecked(value);
      else await this.bar.getByRole('button', { name, exact: true }).click();
      return;
    }
    const field = this.field(name);
    if (typeof value === 'object' && 'buffer' in value) {
      await field.locator('input[type=file]').setInputFiles(value);
      await field.getByText(`✓ ${value.name}`).waitFor();
    } else if (Array.isArray(value)) {
      for (const each of value) await field.getByRole('button', { name: String(each), exact: true }).click();
    } else if (await field.locator('.w-choice').count())
      await field.getByRole('button', { name: String(value), exact: true }).click();
    else if (await field.locator('select').count())
      await field.locator('select').selectOption({ label: String(value) });
    else await field.locator('input, textarea').first().fill(String(value));
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
