import type { Locator } from '@playwright/test';
import type { Sums } from '../halls.ts';
import { BasemapSettingsDriver } from './basemap.ts';
import { CalendarDriver } from './calendar.ts';
import { chooseOption, chosenOption } from './choose.ts';
import { ExchangeDriver } from './exchange.ts';
import { ImportCheckDriver } from './importCheck.ts';
import { ImportRecordsDriver } from './importRecords.ts';
import { LayerSettingsDriver } from './ownLayers.ts';
import { SignInDriver } from './signIn.ts';
import { numberIn, textOrNull, tidy } from './text.ts';

const ADMINISTRATOR = { id: 'keeper', name: '管理甲', org: '区社会治理综合指挥中心', pin: '907214' };

/** Connections (数据接入). */
export class ConnectionsDriver extends SignInDriver {
  /** Exchange databases and pushed sources. */
  readonly exchange = new ExchangeDriver(this.page);
  readonly imports = new ImportRecordsDriver(this.page);
  private readonly rail = this.page.getByRole('navigation', { name: '数据源' });
  private readonly addressWizard = this.page.getByRole('article', { name: '按地址接入' });
  private readonly fileWizard = this.page.getByRole('article', { name: '导入文件' });
  private readonly quarantine = this.page.getByRole('article', { name: '隔离区' });
  /** The check before an import. */
  readonly check = new ImportCheckDriver(this.fileWizard);

  /** Creates the first operator, who is the administrator, and signs in. */
  async becomeAdministrator(): Promise<void> {
    await this.people.beginWithAdministrator();
    const { id, pin } = ADMINISTRATOR;
    await this.people.add({ ...ADMINISTRATOR, roles: [] });
    await this.people.closed();
    await this.signIn(id, pin);
  }

  /** Whether the window says that nobody is signed in, and what can then not be done. */
  async asksForSignIn(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="conn-sign-in"] > span'));
  }

  /** Opens the sign-in from the error of the wizard for an address. */
  async openSignInFromError(): Promise<void> {
    await this.addressWizard.getByRole('button', { name: '登录…' }).click();
  }

  /** What the window says when no source is there. */
  async emptyText(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="conn-main"] [data-part="empty"]'));
  }

  /** Names of the sources in the rail. */
  async sources(): Promise<string[]> {
    const cards = await this.rail
      .getByRole('listitem')
      .locator('[data-part="conn-card-name"]')
      .allInnerTexts();
    return cards.map(tidy);
  }

  async select(source: string): Promise<void> {
    await this.rail
      .getByRole('listitem')
      .getByRole('button', { name: new RegExp(`^${source}`) })
      .click();
  }

  /** Opens the working calendar (工作日历). */
  async openCalendar(): Promise<CalendarDriver> {
    await this.rail.getByRole('button', { name: '工作日历' }).click();
    await this.page.locator('[data-part="calendar-year"]').waitFor();
    return new CalendarDriver(this.page);
  }

  /** Opens the page of base maps (底图). */
  async openBasemaps(): Promise<BasemapSettingsDriver> {
    await this.rail.getByRole('button', { name: '底图' }).click();
    await this.page.locator('[data-part="conn-basemaps"]').waitFor();
    return new BasemapSettingsDriver(this.page);
  }

  /** The page of the hall's own layers. */
  async openLayers(): Promise<LayerSettingsDriver> {
    await this.rail.getByRole('button', { name: '自有图层' }).click();
    await this.page.locator('[data-part="conn-layers"]').waitFor();
    return new LayerSettingsDriver(this.page);
  }

  /** Opens the wizard for an address. */
  async addSource(): Promise<void> {
    await this.rail.getByRole('button', { name: /按地址接入/ }).click();
  }

  async typeAddress(address: string): Promise<void> {
    await this.addressWizard.getByRole('textbox', { name: '接口地址' }).fill(address);
  }

  async typedAddress(): Promise<string> {
    return this.addressWizard.getByRole('textbox', { name: '接口地址' }).inputValue();
  }

  /** A key in the header of each request. */
  async typeKey(key: string): Promise<void> {
    await chooseOption(this.addressWizard, '密钥放在', 'Authorization: Bearer');
    await this.addressWizard.getByLabel('密钥', { exact: true }).fill(key);
  }

  async typedKey(): Promise<string> {
    return this.addressWizard.getByLabel('密钥', { exact: true }).inputValue();
  }

  async typeJurisdiction(code: string): Promise<void> {
    await this.addressWizard.getByRole('textbox', { name: /jurisdiction_id/ }).fill(code);
  }

  async typedJurisdiction(): Promise<string> {
    return this.addressWizard.getByRole('textbox', { name: /jurisdiction_id/ }).inputValue();
  }

  async probe(): Promise<void> {
    await this.addressWizard.getByRole('button', { name: /^(重新)?探测$/ }).click();
  }

  /** Questions put to the server, each with its answer and whether it is ticked. */
  async probeSteps(): Promise<{ ok: boolean; text: string }[]> {
    const lines = await this.step(this.addressWizard, '探测').getByRole('listitem').allInnerTexts();
    return lines.map(tidy).map((text) => ({ ok: text.startsWith('✓'), text }));
  }

  /** Names of the layers to choose from. */
  async layers(): Promise<string[]> {
    return this.addressWizard
      .getByRole('group', { name: /选择要接入的图层/ })
      .getByRole('button')
      .allInnerTexts();
  }

  async chooseLayer(name: string): Promise<void> {
    await this.addressWizard
      .getByRole('group', { name: /选择要接入的图层/ })
      .getByRole('button', { name, exact: true })
      .click();
  }

  async choose(field: '坐标系' | '方言', value: string): Promise<void> {
    await chooseOption(this.addressWizard, field, value);
  }

  async preview(): Promise<void> {
    await this.step(this.addressWizard, '预览').getByRole('button', { name: '预览 20 行' }).click();
  }

  /** Rows of the preview as written. */
  async previewRows(): Promise<string[]> {
    const rows = await this.step(this.addressWizard, '预览').getByRole('row').allInnerTexts();
    return rows.slice(1).map(tidy);
  }

  /** Name, interval in seconds and id in the last step. */
  async fillNameStep(name: string, pollSeconds: number, id: string): Promise<void> {
    const step = this.step(this.addressWizard, '保存');
    await step.getByRole('textbox', { name: '名称' }).fill(name);
    await step.getByRole('textbox', { name: '轮询周期（秒）' }).fill(String(pollSeconds));
    await step.getByRole('textbox', { name: '标识' }).fill(id);
  }

  async save(): Promise<void> {
    await this.addressWizard.getByRole('button', { name: '保存并开始同步' }).click();
  }

  /** What is wrong, as the wizard tells it: by the field, or as a problem of its own. */
  async errorMessage(): Promise<string | null> {
    return textOrNull(this.addressWizard.getByRole('alert').first());
  }

  /** Heading and state of the source on show. */
  async state(source: string): Promise<string> {
    return tidy(await this.article(source).locator('header [data-part="conn-state"]').innerText());
  }

  async pause(source: string): Promise<void> {
    await this.article(source).getByRole('button', { name: '暂停', exact: true }).click();
  }

  async resume(source: string): Promise<void> {
    await this.article(source).getByRole('button', { name: '恢复', exact: true }).click();
  }

  /** The sums of the source on show, and what the window says of them. */
  async accounting(source: string): Promise<Sums & { verdict: string }> {
    return this.sums(this.article(source));
  }

  async lastError(source: string): Promise<string | null> {
    return textOrNull(this.article(source).locator('[data-part="conn-problem"]'));
  }

  /** Opens the wizard for files and gives it one. */
  async importFile(path: string): Promise<void> {
    await this.rail.getByRole('button', { name: /导入文件/ }).click();
    await this.fileWizard.locator('input[type=file]').setInputFiles(path);
  }

  /** Imports a file after another import has ended. */
  async importAnother(path: string): Promise<void> {
    await this.fileWizard.getByRole('button', { name: '再导入一个文件' }).click();
    await this.fileWizard.locator('input[type=file]').setInputFiles(path);
  }

  async fileFacts(): Promise<string> {
    return tidy(await this.fileWizard.getByRole('region', { name: '选择文件' }).innerText());
  }

  /** The column that is taken for one of our fields; '' when none is. */
  async mappedTo(field: string): Promise<string> {
    const chosen = await chosenOption(this.fileWizard.getByRole('table').first(), field);
    return chosen === '（不导入）' ? '' : chosen;
  }

  /** Another sheet of the workbook. */
  async chooseSheet(name: string): Promise<void> {
    await chooseOption(this.fileWizard, '工作表', name);
  }

  /** What of the file is in no figure; null: everything is. */
  async notCounted(): Promise<string | null> {
    return textOrNull(this.fileWizard.locator('[data-part="left-out"]'));
  }

  async startImport(): Promise<void> {
    await this.fileWizard.getByRole('button', { name: /^开始导入/ }).click();
  }

  /** 正在导入, 导入完成 …; null before it began. */
  async importState(): Promise<string | null> {
    return textOrNull(this.fileWizard.locator('[data-part="import-state"]'));
  }

  /** Percent of the file that has been read. */
  async importProgress(): Promise<number> {
    return Number(await this.fileWizard.getByRole('progressbar').getAttribute('aria-valuenow'));
  }

  async importSums(): Promise<Sums & { verdict: string }> {
    return this.sums(this.fileWizard);
  }

  async openQuarantine(): Promise<void> {
    await this.rail.getByRole('button', { name: /^隔离区/ }).click();
  }

  /** Reasons with their counts and what to do. */
  async reasons(): Promise<string[]> {
    return (await this.quarantine.locator('[data-part="quarantine-reasons"] button').allInnerTexts()).map(
      tidy,
    );
  }

  async retryFirstRow(): Promise<void> {
    await this.quarantine.getByRole('button', { name: '重试', exact: true }).first().click();
  }

  /** What came of the last retry. */
  async retryResult(): Promise<string | null> {
    return textOrNull(this.quarantine.locator('[data-part="conn-result"]').first());
  }

  private article(source: string): Locator {
    return this.page.getByRole('article', { name: source, exact: true });
  }

  private step(wizard: Locator, title: string): Locator {
    return wizard.getByRole('region', { name: title, exact: true });
  }

  private async sums(where: Locator): Promise<Sums & { verdict: string }> {
    const terms = await where.locator('[data-part="accounting-term"]').allInnerTexts();
    const [received = NaN, stored = NaN, unchanged = NaN, quarantined = NaN] = terms.map(numberIn);
    const verdict = tidy(await where.locator('[data-part="accounting-check"]').innerText());
    return { received, stored, unchanged, quarantined, verdict };
  }
}
