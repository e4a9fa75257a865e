import type { Page } from '@playwright/test';
import { textOrNull, tidy } from './text.ts';

/** The dialog 交接班, on any window. All of it is done by keys, as an operator at the end of a shift does it. */
export class HandoverDriver {
  private readonly page: Page;
  private readonly dialog;
  private readonly list;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: '交接班' });
    this.list = this.dialog.getByRole('listbox', { name: '交接清单' });
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('Alt+j');
    await this.dialog.waitFor();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'hidden' });
  }

  /** What the bar says beside the key; empty where nothing is due. */
  async reminder(): Promise<string> {
    const mark = this.page.getByRole('banner').locator('[data-part="handover-due"]');
    return (await textOrNull(mark.filter({ visible: true }))) ?? '';
  }

  /** Makes the digest from the page that offers it; where somebody of the post made one already, goes on with that. */
  async begin(): Promise<void> {
    const offer = this.dialog.getByRole('button', { name: /^开始交接班/ });
    await offer.or(this.list).first().waitFor();
    if (await offer.isVisible()) await offer.press('Enter');
    await this.waitForList();
  }

  /** The digest is there and listens to keys. */
  async waitForList(): Promise<void> {
    await this.page.locator('[role="listbox"][data-focus="list"]:focus').waitFor();
  }

  /** Names who takes over, going down the list. */
  async choose(name: string): Promise<void> {
    await this.page.keyboard.press('i');
    await this.page.locator('[data-focus="incoming"]:focus').waitFor();
    await this.page.keyboard.press('ArrowDown');
    const names = this.dialog.getByRole('listbox', { name: /接班/ });
    const here = names.locator('[data-focused]').filter({ hasText: `${name} ·` });
    for (let left = await names.getByRole('option').count(); left > 0 && !(await here.isVisible()); left--)
      await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Enter');
    await this.waitForList();
    // Somebody is named once the service has it.
    await this.dialog.locator('[data-invalid] [data-focus="incoming"]').waitFor({ state: 'detached' });
  }

  /** All lines as read, in their order. */
  async lines(): Promise<string[]> {
    return (await this.list.getByRole('option').allInnerTexts()).map(tidy);
  }

  /** The line that keys act on. */
  async cursor(): Promise<string> {
    return tidy(await this.list.locator('[aria-selected="true"]').innerText());
  }

  /** Moves the cursor to the first line that says so, step by step. */
  async goTo(text: string): Promise<void> {
    const lines = await this.lines();
    const at = lines.findIndex((line) => line.includes(text));
    if (at < 0) throw new Error(`no line says ${text}: ${lines.join(' | ')}`);
    await this.page.keyboard.press('Home');
    for (let step = 0; step < at; step++) await this.page.keyboard.press('ArrowDown');
  }

  async progress(): Promise<string> {
    return tidy(await this.dialog.getByRole('status').first().innerText());
  }

  /** 已核, line by line, until nothing is left; each press takes the cursor to the next open line. */
  async checkAll(): Promise<void> {
    const open = this.list.locator('[data-state="unread"]');
    for (let left = await open.count(); left > 0; left = await open.count()) {
      const here = this.list.locator('[aria-selected="true"][data-state="unread"]');
      if ((await here.count()) === 0) await this.goTo(tidy(await open.first().innerText()));
      const id = await here.getAttribute('id');
      await this.page.keyboard.press('Space');
      await this.page.locator(`[id="${id}"]:not([data-state="unread"])`).waitFor();
    }
  }

  /** 有异议 to the line under the cursor. */
  async object(words: string): Promise<void> {
    await this.page.keyboard.press('o');
    await this.page.locator('[data-focus="objection"]:focus').waitFor();
    await this.page.keyboard.type(words);
    await this.page.keyboard.press('Enter');
    await this.waitForList();
  }

  /** Writes under the heading of the line under the cursor, or under the first one. */
  async write(text: string): Promise<void> {
    await this.page.keyboard.press('n');
    await this.page.locator('[data-focus="note"]:focus').waitFor();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Escape');
    await this.waitForList();
  }

  /** The outgoing operator signs. */
  async sign(): Promise<void> {
    await this.page.keyboard.press('s');
    await this.page.locator('button[data-focus="sign"]:focus').waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** The incoming operator's PIN, once it is asked for. */
  async pin(pin: string): Promise<void> {
    await this.page.locator('input[data-focus="sign"]:focus').waitFor();
    await this.page.keyboard.type(pin);
    await this.page.keyboard.press('Enter');
  }

  /** Whether the PIN of who takes over is asked for. */
  async asksForPin(): Promise<boolean> {
    return this.page.locator('input[data-focus="sign"]').isVisible();
  }

  /** What a step was refused with. */
  async refusal(): Promise<string | null> {
    return textOrNull(this.dialog.getByRole('alert'));
  }

  /** The signed record as read; null while there is none in sight. */
  async sheet(): Promise<string | null> {
    const sheet = this.dialog.getByRole('article', { name: '交接班记录' });
    return textOrNull(sheet.filter({ visible: true }));
  }

  async past(): Promise<string[]> {
    await this.dialog.getByRole('button', { name: '历次记录' }).click();
    const list = this.dialog.getByRole('listbox', { name: '历次记录' });
    await list.waitFor();
    return (await list.getByRole('option').allInnerTexts()).map(tidy);
  }

  /** Everything that the dialog says. */
  async text(): Promise<string> {
    return tidy(await this.dialog.innerText());
  }

  /** Puts an alarm off, from the list of what the operator owes. */
  async shelve(subject: string): Promise<void> {
    const row = this.page.locator('[data-part="w-alarm-list"] li').filter({ hasText: subject });
    await row.getByRole('button', { name: '搁置 15 分' }).click();
    await row.getByText('搁置至').waitFor();
  }

  /** Opens what the line under the cursor stands for. */
  async openSubject(): Promise<void> {
    await this.page.keyboard.press('Enter');
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
