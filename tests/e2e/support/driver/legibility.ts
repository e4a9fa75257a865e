import type { Page } from '@playwright/test';
import { chooseOption } from './choose.ts';
import { tidy } from './text.ts';

/** The check 看得清, on any window. */
export class LegibilityDriver {
  private readonly page: Page;
  private readonly dialog;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: '看得清' });
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('Alt+k');
    await this.dialog.waitFor();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'hidden' });
  }

  async screen(name: string): Promise<void> {
    await chooseOption(this.dialog, '屏幕', name);
  }

  async distance(metres: string): Promise<void> {
    await this.dialog.getByLabel('观看距离（米）').fill(metres);
  }

  /** What the check concludes, or what is wrong with the figures. */
  async resultText(): Promise<string> {
    return tidy((await this.dialog.locator('[role="status"], [role="alert"]').allInnerTexts()).join(' '));
  }

  /** Lines of the table as read, the smallest text first. */
  async rows(): Promise<string[]> {
    return (await this.dialog.getByRole('row').allInnerTexts()).slice(1).map(tidy);
  }

  /** Takes the text size that the check proposes. */
  async apply(): Promise<void> {
    await this.dialog.getByRole('button', { name: /^调到/ }).click();
  }
}
