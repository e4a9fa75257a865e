import type { Page } from '@playwright/test';
import { textOrNull, tidy } from './text.ts';

/** Messages to upstreams (回传) as any window lists them, and the mark on the bar. */
export class OutboxDriver {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** What the bar says of messages that wait or failed; null: nothing. */
  async mark(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="outbox-mark"]'));
  }

  /** The messages in sight, newest first. */
  async list(): Promise<string[]> {
    const rows = await this.page.locator('[data-part="outbox-message"]').allInnerTexts();
    return rows.map(tidy);
  }

  /** Has the refused message sent again with another text. */
  async changeAndResend(text: string, reason: string): Promise<void> {
    await this.page.getByRole('button', { name: '改后重发', exact: true }).click();
    const form = this.page.locator('[data-part="outbox-form"]');
    await form.getByLabel('正文').fill(text);
    await form.getByLabel('理由').fill(reason);
    await form.getByRole('button', { name: '确定' }).click();
    await form.waitFor({ state: 'detached' });
  }
}
