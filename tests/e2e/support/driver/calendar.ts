import type { Locator, Page } from '@playwright/test';
import { tidy } from './text.ts';

/** The working calendar (工作日历) in the connections window. */
export class CalendarDriver {
  private readonly page: Page;
  private readonly root: Locator;
  private readonly preview: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator('[data-part="calendar"]');
    this.preview = this.root.locator('[data-part="calendar-preview"]');
  }

  async chooseYear(year: number): Promise<void> {
    await this.root.getByRole('button', { name: /年份$/ }).click();
    await this.page.getByRole('option', { name: new RegExp(`^${year}`) }).click();
    await this.root.locator(`[data-part="day-${year}-01-01"]`).waitFor();
  }

  /** The year that is chosen, with its state: `2027 年 · 暂定`. */
  async year(): Promise<string> {
    return tidy(await this.root.getByRole('button', { name: /年份$/ }).innerText()).replace(' ▼', '');
  }

  /** What is said of a day when the pointer rests on it. */
  async day(date: string): Promise<string | null> {
    return this.root.locator(`[data-part="day-${date}"]`).getAttribute('title');
  }

  /** Opens the form for a year's table. */
  async openImport(): Promise<void> {
    await this.root.getByRole('button', { name: '导入年度安排' }).click();
  }

  async previewImport(text: string): Promise<void> {
    const form = this.root.locator('[data-part="calendar-import"]');
    if (!(await form.isVisible())) await this.root.getByRole('button', { name: '导入年度安排' }).click();
    await form.getByRole('textbox', { name: '安排内容' }).fill(text);
    await form.getByRole('button', { name: '预览' }).click();
  }

  async previewImportOfFile(name: string, bytes: Buffer): Promise<void> {
    const form = this.root.locator('[data-part="calendar-import"]');
    if (!(await form.isVisible())) await this.root.getByRole('button', { name: '导入年度安排' }).click();
    const choosing = this.page.waitForEvent('filechooser');
    await form.getByRole('button', { name: '选择文件' }).click();
    await (await choosing).setFiles({ name, mimeType: 'text/csv', buffer: bytes });
    await form.getByRole('button', { name: '预览' }).click();
  }

  /** Days off from the proposed day, which is today. */
  async previewDaysOff(reason: string): Promise<void> {
    await this.root.getByRole('button', { name: '添加停工日' }).click();
    const form = this.root.locator('[data-part="calendar-days-off"]');
    await form.getByRole('textbox', { name: '停工原因' }).fill(reason);
    await form.getByRole('button', { name: '预览' }).click();
  }

  /** `2 天的计时会变，1 个在办的哨时限变动`. */
  async effect(): Promise<string> {
    return tidy(await this.preview.locator('[data-part="calendar-effect"]').innerText());
  }

  /** Rows of the limits that would move. */
  async moved(): Promise<string[]> {
    return (await this.preview.locator('[data-part="calendar-moved"] tbody tr').allInnerTexts()).map(tidy);
  }

  async problems(): Promise<string[]> {
    return (await this.preview.locator('[data-part="calendar-problems"] li').allInnerTexts()).map(tidy);
  }

  async confirm(): Promise<void> {
    await this.preview.getByRole('button', { name: '确认并立即生效' }).click();
    await this.preview.waitFor({ state: 'hidden' });
  }

  async cancel(): Promise<void> {
    await this.preview.getByRole('button', { name: '取消' }).click();
  }

  async log(): Promise<string[]> {
    return (await this.root.locator('[data-part="calendar-log"] li').allInnerTexts()).map(tidy);
  }

  async offersChanges(): Promise<boolean> {
    return this.root.getByRole('button', { name: '导入年度安排' }).isVisible();
  }
}
