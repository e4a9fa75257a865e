import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { textOrNull, tidy } from './text.ts';

/** Run in the page, as text: the project's Node side knows no DOM. */
const READ_ALL_STORAGE = `(async () => {
  const kept = [location.href, document.cookie, JSON.stringify(history.state)];
  for (const store of [localStorage, sessionStorage]) kept.push(JSON.stringify({ ...store }));
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) kept.push(await (await cache.match(request)).text());
  }
  kept.push(JSON.stringify((await indexedDB.databases()).map(({ name }) => name)));
  kept.push(...performance.getEntries().map(({ name }) => name));
  kept.push(...(globalThis.saidToOthers ?? []));
  return kept;
})()`;

/** Before the page begins: notes what it says to the other windows. */
const RECORD_POSTED_MESSAGES = `(() => {
  globalThis.saidToOthers = [];
  const post = BroadcastChannel.prototype.postMessage;
  BroadcastChannel.prototype.postMessage = function (message) {
    globalThis.saidToOthers.push(JSON.stringify(message));
    return post.call(this, message);
  };
})()`;

/** Contact data on demand, and the export, at a desk. */
export class PrivacyDriver {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Starts the page again and notes from then on what it says to other windows. */
  async recordPostedMessages(): Promise<void> {
    await this.page.addInitScript(RECORD_POSTED_MESSAGES);
    await this.page.reload();
    await this.page.getByText('已连接').waitFor();
  }

  /** Asks for the contact data of the open case. */
  async reveal(reason: string): Promise<void> {
    await this.page.getByRole('button', { name: '查看联系方式' }).click();
    await this.page.keyboard.type(reason);
    await this.page.keyboard.press('Enter');
  }

  /** The contact data on screen; null while none is. */
  async contact(): Promise<string | null> {
    const facts = this.page.locator('[data-part="contact-facts"]');
    return textOrNull(facts.filter({ visible: true }));
  }

  /** The notice that the search text stays in this window; empty without one. */
  async localSearchNotice(): Promise<string> {
    return tidy((await this.page.locator('[data-part="desk-own"]').textContent()) ?? '');
  }

  /** Everything that this page has stored or posted, from every storage and channel of a page. */
  async storedAnywhere(): Promise<string[]> {
    return z.array(z.string()).parse(await this.page.evaluate(READ_ALL_STORAGE));
  }

  /** The window as it would be printed, and back. */
  async inPrintLayout<T>(look: () => Promise<T>): Promise<T> {
    await this.page.emulateMedia({ media: 'print' });
    const seen = await look();
    await this.page.emulateMedia({ media: null });
    return seen;
  }

  /** Lets both clocks of this window be ahead from now on, as after so long. */
  async advanceClocks(ms: number): Promise<void> {
    await this.page.evaluate(`(() => {
      for (const clock of [Date, performance]) {
        const now = clock.now.bind(clock);
        clock.now = () => now() + ${ms};
      }
    })()`);
  }

  /** Opens the dialog 导出案件; what it says. */
  async openExport(): Promise<string> {
    await this.page.getByRole('toolbar', { name: '案件台' }).getByRole('button', { name: /^导出/ }).click();
    return this.exportText();
  }

  async exportText(): Promise<string> {
    return tidy(await this.page.getByRole('dialog', { name: '导出案件' }).innerText());
  }

  /** Gives the reason; the file's name and its text. */
  async export(reason: string): Promise<{ name: string; text: string }> {
    await this.page.keyboard.type(reason);
    const saving = this.page.waitForEvent('download');
    await this.page.keyboard.press('Enter');
    const file = await saving;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  }

  /** The same as a workbook, by its button. */
  async exportWorkbook(reason: string): Promise<{ name: string; bytes: Uint8Array }> {
    await this.page.keyboard.type(reason);
    const saving = this.page.waitForEvent('download');
    await this.page
      .getByRole('dialog', { name: '导出案件' })
      .getByRole('button', { name: '导出 Excel' })
      .click();
    const file = await saving;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }
}
