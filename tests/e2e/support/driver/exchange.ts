import type { Locator, Page } from '@playwright/test';
import { chooseOption, chosenOption } from './choose.ts';
import { textOrNull, tidy } from './text.ts';

/** The wizards for exchange databases (中间库) and for pushed sources (推送), in the connections window. */
export class ExchangeDriver {
  private readonly page: Page;
  private readonly database: Locator;
  private readonly pushing: Locator;

  constructor(page: Page) {
    this.page = page;
    this.database = page.getByRole('article', { name: '接入中间库' });
    this.pushing = page.getByRole('article', { name: '接收推送' });
  }

  async addDatabase(): Promise<void> {
    await this.page.getByRole('button', { name: /接入中间库/ }).click();
  }

  async typeDatabase(
    typed: Record<'主机' | '端口' | '库名' | '用户名', string>,
    password: string,
  ): Promise<void> {
    for (const [field, text] of Object.entries(typed))
      await this.database.getByRole('textbox', { name: field, exact: true }).fill(text);
    await this.database.getByLabel('口令', { exact: true }).fill(password);
    await chooseOption(this.database, '加密', '不加密');
  }

  async probe(): Promise<void> {
    await this.database.getByRole('button', { name: /^(重新)?探测$/ }).click();
  }

  async lookAt(view: string): Promise<void> {
    await chooseOption(this.database, '视图或表', view);
    await this.database.getByRole('button', { name: '查看这个视图' }).click();
  }

  /** Lines of the report, each with its tick or cross. */
  async found(): Promise<string[]> {
    const step = this.database.getByRole('region', { name: '视图', exact: true });
    return (await step.getByRole('listitem').allInnerTexts()).map(tidy);
  }

  async chosen(field: '主键列' | '增量列'): Promise<string> {
    return chosenOption(this.database, field);
  }

  async preview(): Promise<string[]> {
    const step = this.database.getByRole('region', { name: '预览', exact: true });
    await step.getByRole('button', { name: '预览 20 行' }).click();
    await step.getByRole('row').nth(1).waitFor();
    return (await step.getByRole('row').allInnerTexts()).slice(1).map(tidy);
  }

  async saveDatabase(name: string): Promise<void> {
    const step = this.database.getByRole('region', { name: '保存', exact: true });
    await step.getByRole('textbox', { name: '名称' }).fill(name);
    await step.getByRole('textbox', { name: '轮询周期（秒）' }).fill('1');
    await step.getByRole('button', { name: '保存并开始同步' }).click();
  }

  async addPush(name: string, fields: Record<string, string>): Promise<void> {
    await this.page.getByRole('button', { name: /接收推送/ }).click();
    await this.pushing.getByRole('textbox', { name: '名称', exact: true }).fill(name);
    for (const [field, path] of Object.entries(fields))
      await this.pushing.getByRole('textbox', { name: field, exact: true }).fill(path);
  }

  async makeKey(): Promise<string> {
    await this.pushing.getByRole('button', { name: '保存并生成密钥' }).click();
    return this.shownKey();
  }

  /** The key on show. */
  async shownKey(): Promise<string> {
    return tidy(await this.page.locator('[data-part="push-key-text"]').innerText());
  }

  async address(): Promise<string> {
    return tidy(await this.page.locator('[data-part="push-key"] code').first().innerText());
  }

  async keyHandedOver(): Promise<void> {
    await this.pushing.getByRole('button', { name: '已交给对方' }).click();
  }

  async renewKey(): Promise<void> {
    const panel = this.page.locator('[data-part="push-panel"]');
    await panel.getByRole('button', { name: '更换密钥' }).click();
    await panel.getByRole('button', { name: '确认更换' }).click();
  }

  /** What was taken and refused. */
  async pushes(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="push-panel"]'));
  }
}
