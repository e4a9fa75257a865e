import type { Locator } from '@playwright/test';
import { chooseOption, chosenOption } from './choose.ts';
import { numberIn, textOrNull, tidy } from './text.ts';

/** The check of a list before its import (预检), in the wizard for files. */
export class ImportCheckDriver {
  private readonly wizard: Locator;
  constructor(wizard: Locator) {
    this.wizard = wizard;
  }

  private get step(): Locator {
    return this.wizard.getByRole('region', { name: '预检', exact: true });
  }

  private get categories(): Locator {
    return this.wizard.locator('[data-part="check-categories"]');
  }

  private get words(): Locator {
    return this.wizard.locator('[data-part="check-words"]');
  }

  /** Figures by their words: 共, 将隔离, 在办 … Empty before the first check has ended. */
  async sums(): Promise<Record<string, number>> {
    const terms = await this.step.locator('[data-part="check-sum"]').allInnerTexts();
    return Object.fromEntries(
      terms.map((term) => {
        const text = tidy(term).replace(/^[=+]\s*/, '');
        return [text.replace(/^[\d,]+\s*/, ''), numberIn(text)];
      }),
    );
  }

  /** What is said of the check above the mapping; null: nothing yet, or the mapping has changed since. */
  async summary(): Promise<string | null> {
    return textOrNull(this.wizard.locator('[data-part="check-summary"] > span'));
  }

  /** Whether the result is that of another mapping. */
  async isStale(): Promise<boolean> {
    return (await this.step.locator('[data-part="check-state"]').getAttribute('data-stale')) === 'true';
  }

  async again(): Promise<void> {
    await this.step.getByRole('button', { name: '重新预检' }).click();
  }

  /** What is said of numbers that stand again; null: nothing. */
  async repeated(): Promise<string | null> {
    return textOrNull(this.step.locator('[data-part="check-repeated"]'));
  }

  /** The first alarm about words; null: there is none. */
  async wordAlarm(): Promise<string | null> {
    return textOrNull(this.words.getByRole('alert'));
  }

  /** The words that are asked for, each with its rows and how it is read. */
  async askedWords(): Promise<string[][]> {
    const rows = this.words.locator('tbody').first().getByRole('row');
    return Promise.all(
      (await rows.all()).map(async (row) =>
        (await row.locator('th, td').allInnerTexts()).slice(0, 3).map(tidy),
      ),
    );
  }

  async map(word: string, meaning: string): Promise<void> {
    await chooseOption(this.words, word, meaning);
  }

  async meaning(word: string): Promise<string> {
    return chosenOption(this.words, word);
  }

  /** The categories that the catalogue has not, each with its rows. */
  async strangeCategories(): Promise<string[][]> {
    const rows = this.categories.locator('tbody').getByRole('row');
    return Promise.all(
      (await rows.all()).map(async (row) =>
        (await row.locator('th, td').allInnerTexts()).slice(0, 2).map(tidy),
      ),
    );
  }

  /** What is said of categories that the catalogue has not; null: nothing. */
  async categoryAlarm(): Promise<string | null> {
    return textOrNull(this.categories.getByRole('alert'));
  }

  async mapCategory(word: string, item: string): Promise<void> {
    await chooseOption(this.categories, word, item);
  }

  /** Takes a column of the list for one level of the category, from 1. */
  async takeLevel(level: number, column: string): Promise<void> {
    await chooseOption(this.wizard, `类别第 ${level} 级`, column);
  }

  /** Texts of one list of reasons. */
  async reasons(title: string): Promise<string[]> {
    return (await this.step.getByRole('region', { name: title }).getByRole('listitem').allInnerTexts()).map(
      tidy,
    );
  }

  /** Everything that is shown of single rows. */
  async rowsText(): Promise<string> {
    return tidy(await this.step.locator('[data-part="check-rows"]').innerText());
  }

  /** What is said of the number of the case. */
  async numberText(): Promise<string> {
    return tidy(await this.wizard.locator('[data-part="id-columns"]').innerText());
  }

  /** Takes the columns that are proposed for the number. */
  async takeProposedNumber(): Promise<void> {
    await this.wizard
      .getByRole('button', { name: /组成编号$/ })
      .first()
      .click();
  }

  /** Why a field has its column. */
  async evidence(field: string): Promise<string> {
    const row = this.wizard
      .getByRole('table')
      .first()
      .getByRole('row', { name: new RegExp(`^${field}`) });
    return tidy(await row.locator('td').last().innerText());
  }

  /** Columns that no field takes. */
  async unmapped(): Promise<string> {
    return tidy(await this.wizard.locator('[data-part="unmapped-columns"]').innerText());
  }

  /** Brings a part of the wizard to the top of the window. */
  async show(
    part: 'mapping' | 'id-columns' | 'check-state' | 'check-words' | 'check-categories' | 'check-rows',
  ): Promise<void> {
    const what =
      part === 'mapping'
        ? this.wizard.getByRole('table').first()
        : this.wizard.locator(`[data-part="${part}"]`);
    await what.evaluate((element) =>
      (element as unknown as { scrollIntoView(where: object): void }).scrollIntoView({ block: 'start' }),
    );
  }
}
