import type { Page } from '@playwright/test';
import { tidy } from './text.ts';

/** The command line (命令行) of any window. */
export class CommandLineDriver {
  private readonly page: Page;
  private readonly dialog;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: '命令行' });
  }

  /** Opens it and types. */
  async type(text: string): Promise<void> {
    if (!(await this.dialog.isVisible())) await this.page.keyboard.press('Control+k');
    await this.dialog.getByRole('combobox').fill(text);
  }

  /** What is offered, as read, best first. */
  async offers(): Promise<string[]> {
    return (await this.dialog.getByRole('option').allInnerTexts()).map(tidy);
  }

  /** Does the first of what is offered. */
  async run(): Promise<void> {
    await this.page.keyboard.press('Enter');
    await this.dialog.waitFor({ state: 'hidden' });
  }

  async leave(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
