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

  /** Opens it and types by an input method (输入法): `letters` are composed, Enter is pressed, then `text` is taken. */
  async compose(letters: string, text: string): Promise<void> {
    if (!(await this.dialog.isVisible())) await this.page.keyboard.press('Control+k');
    await this.dialog.getByRole('combobox').and(this.page.locator(':focus')).waitFor();
    const session = await this.page.context().newCDPSession(this.page);
    const { length } = letters;
    await session.send('Input.imeSetComposition', {
      text: letters,
      selectionStart: length,
      selectionEnd: length,
    });
    await this.page.keyboard.press('Enter');
    await session.send('Input.insertText', { text });
    await session.detach();
  }

  /** What stands in the field; null while the command line is closed. */
  async typed(): Promise<string | null> {
    return (await this.dialog.isVisible()) ? this.dialog.getByRole('combobox').inputValue() : null;
  }

  /** What is offered, as read, best first. */
  async commands(): Promise<string[]> {
    return (await this.dialog.getByRole('option').allInnerTexts()).map(tidy);
  }

  /** Does the first of what is offered. */
  async run(): Promise<void> {
    await this.page.keyboard.press('Enter');
    await this.dialog.waitFor({ state: 'hidden' });
  }

  /** Does the one whose text begins so. */
  async choose(title: string): Promise<void> {
    await this.dialog.getByRole('option', { name: title }).first().click();
    await this.dialog.waitFor({ state: 'hidden' });
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
