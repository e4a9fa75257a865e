import { SignInDriver } from './signIn.ts';
import { numberIn, textOrNull, tidy } from './text.ts';

/** Assessment (考核). */
export class AssessmentDriver extends SignInDriver {
  private readonly state = this.page.locator('[data-part="assessment-state"]');
  private readonly table = this.page.locator('[data-part="assessment-table"]');
  private readonly explained = this.page.locator('[data-part="assessment-explain"]');
  private readonly process = this.page.getByRole('dialog', { name: /^申诉与发布/ });

  /** What the window says the figures are, e.g. `实时 2026-11-01 — 2026-11-30 …`. */
  async says(): Promise<string> {
    return tidy((await this.state.allInnerTexts()).join(' '));
  }

  /** Column heads of the table. */
  async heads(): Promise<string[]> {
    return (await this.table.locator('thead th').allInnerTexts()).map(tidy);
  }

  /** Rows of units as they are read, one text a cell. */
  async units(): Promise<string[][]> {
    const rows = await this.table.locator('[data-part="assessment-unit"]').all();
    return Promise.all(rows.map(async (row) => (await row.locator('th, td').allInnerTexts()).map(tidy)));
  }

  /** A number at the foot, by the names of row and column. */
  async footer(row: string, column: string): Promise<number> {
    const heads = await this.heads();
    const cells = await this.table.locator('tfoot tr').filter({ hasText: row }).locator('td').allInnerTexts();
    // The name of the row spans the first columns.
    return numberIn(cells[heads.indexOf(column) - (heads.indexOf('单位') + 1)] ?? '');
  }

  /** Puts the focus on the number of the n-th unit in a column, by keys from the first number. */
  async walkTo(unit: number, column: string): Promise<void> {
    const heads = await this.heads();
    await this.table.locator('tbody td button').first().focus();
    for (let step = 0; step < unit; step++) await this.page.keyboard.press('ArrowDown');
    for (let step = heads.indexOf('单位') + 1; step < heads.indexOf(column); step++)
      await this.page.keyboard.press('ArrowRight');
  }

  /** Where the chosen number comes from; null while none is chosen. */
  async explanation(): Promise<string | null> {
    return textOrNull(this.explained);
  }

  async openRows(): Promise<void> {
    await this.page.locator('[data-part="assessment-open-rows"]').press('Enter');
  }

  async choose(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).press('Enter');
  }

  /** Rule sets and scores side by side, as one text. */
  async beside(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="assessment-beside"]'));
  }

  /** Why the period cannot be frozen; null where it can. */
  async freezeRefusal(): Promise<string | null> {
    const button = this.page.locator('[data-part="assessment-freeze"]');
    return (await button.getAttribute('aria-disabled')) === 'true' ? button.getAttribute('title') : null;
  }

  async freeze(): Promise<void> {
    await this.page.locator('[data-part="assessment-freeze"]').press('Enter');
    await this.page.getByRole('button', { name: '冻结并形成征求意见稿' }).press('Enter');
  }

  async openProcess(): Promise<void> {
    await this.choose('申诉与发布');
    await this.process.waitFor();
  }

  /** Why the draft cannot be published yet; null where it can. */
  async publishRefusal(): Promise<string | null> {
    const button = this.process.getByRole('button', { name: '发布', exact: true });
    return (await button.getAttribute('aria-disabled')) === 'true' ? button.getAttribute('title') : null;
  }
}
