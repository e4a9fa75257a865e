import type { Page } from '@playwright/test';
import { chooseOption } from './choose.ts';
import { textOrNull, tidy } from './text.ts';

/** Imports that were done, in the wizard and at their source: what each did, its undo, and whole lists (整表). */
export class ImportRecordsDriver {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Chooses the source that a list belongs to. */
  async into(source: string): Promise<void> {
    await chooseOption(this.page.getByRole('article', { name: '导入文件' }), '导入到', source);
  }

  async declareWhole(): Promise<void> {
    await this.page.locator('[data-part="whole"]').click();
  }

  /** How many cases a whole list would close; null while they are counted. */
  async wholeCount(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="whole-count"]'));
  }

  async confirmWhole(): Promise<void> {
    await this.page.locator('[data-part="whole-confirm"]').click();
  }

  /** Whether the import can be started. */
  async canStart(): Promise<boolean> {
    return this.page.getByRole('button', { name: /^开始导入/ }).isEnabled();
  }

  /** The imports on show, newest first. */
  async records(): Promise<string[]> {
    return (
      await this.page.locator('[data-part="import-record"]').filter({ visible: true }).allInnerTexts()
    ).map(tidy);
  }

  /** Lists the cases that the newest import stored with notes. */
  async showNoted(): Promise<void> {
    await this.page.locator('[data-part="noted"]').filter({ visible: true }).first().click();
  }

  /** Lists the rows of the newest import of one kind; the same again closes the list. */
  async showRows(kind: 'clean' | 'unchanged' | 'quarantined'): Promise<void> {
    await this.page.locator(`[data-part="${kind}"]`).filter({ visible: true }).first().click();
  }

  /** The rows on that list. */
  async rows(): Promise<string[]> {
    return (await this.page.locator('[data-part="import-rows"] li').allInnerTexts()).map(tidy);
  }

  /** The cases on the list of those with notes, each with its notes. */
  async noted(): Promise<string[]> {
    return (await this.page.locator('[data-part="noted-cases"] li').allInnerTexts()).map(tidy);
  }

  /** Shows the notes of one kind alone, by words of its sentence. */
  async notedOfKind(words: string): Promise<void> {
    await this.page.locator('[data-part="noted-cases"]').getByRole('button', { name: words }).click();
  }

  /** Opens a case of that list at the desk. */
  async openNoted(number: string): Promise<void> {
    await this.page
      .locator('[data-part="noted-cases"] li')
      .filter({ hasText: number })
      .getByRole('button')
      .click();
  }

  /** What the page of the open case says that was corrected on import; null: nothing. */
  async corrected(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="case-import-notes"]'));
  }

  /** Undoes the newest import that stands. */
  async undo(reason: string): Promise<void> {
    await this.page.getByRole('button', { name: '撤销本次导入…' }).first().click();
    await this.page.getByRole('alertdialog').getByRole('textbox').fill(reason);
    await this.page.getByRole('button', { name: '撤销导入', exact: true }).click();
  }

  /** What the undo of the newest undone import says; null: none is undone. */
  async undone(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="import-undone"]').first());
  }
}
