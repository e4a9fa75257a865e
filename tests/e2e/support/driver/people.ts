import type { Locator, Page } from '@playwright/test';
import { chooseOption } from './choose.ts';
import { textOrNull, tidy } from './text.ts';

/** What is put in for a new operator. */
export type NewOperator = { id: string; name: string; org: string; roles: string[]; pin: string };

/** The dialog 人员与权限, on any window. */
export class PeopleDriver {
  private readonly page: Page;
  private readonly dialog;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: /^(人员与权限|添加第一名操作员|首次登录须修改 PIN)$/ });
  }

  /** From the sign-in of a place that has nobody yet. */
  async beginWithAdministrator(): Promise<void> {
    await this.page.keyboard.press('Alt+l');
    await this.page.getByRole('button', { name: '添加管理员' }).click();
    await this.dialog.waitFor();
  }

  /** Whether there is anything to fill in yet. */
  async hasForm(): Promise<boolean> {
    return this.dialog.getByRole('textbox').first().isVisible();
  }

  /** After a failure. */
  async tryAgain(): Promise<void> {
    await this.dialog.getByRole('button', { name: '重试' }).click();
  }

  /** Waits until the dialog has opened by itself. */
  async opened(): Promise<void> {
    await this.dialog.waitFor();
  }

  /** Waits until the dialog has closed by itself. */
  async closed(): Promise<void> {
    await this.dialog.waitFor({ state: 'hidden' });
  }

  /** The lines about accounts of auditors; null where they are not shown. */
  async auditorChanges(): Promise<string | null> {
    return textOrNull(this.page.getByRole('dialog', { name: '审计账号变动' }).getByRole('listitem'));
  }

  async understand(): Promise<void> {
    const told = this.page.getByRole('dialog', { name: '审计账号变动' });
    await told.getByRole('button', { name: '知道了' }).click();
    await told.waitFor({ state: 'hidden' });
  }

  /** From the bar, by whoever is signed in. */
  async open(): Promise<void> {
    await this.page.locator('[data-part="own-account"]').click();
    await this.dialog.waitFor();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'hidden' });
  }

  async tab(name: '操作员' | '审计记录' | '我的 PIN' | '委托'): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: true }).click();
  }

  async tabs(): Promise<string[]> {
    return this.dialog.getByRole('navigation').getByRole('button').allInnerTexts();
  }

  /** Fills in the form of a new operator and sends it. The first one has its role already. */
  async add({ id, name, org, roles, pin }: NewOperator): Promise<void> {
    const another = this.dialog.getByRole('button', { name: '添加操作员' });
    if (await another.isVisible()) await another.click();
    await this.dialog.getByRole('textbox', { name: /^编号/ }).fill(id);
    await this.dialog.getByRole('textbox', { name: '姓名', exact: true }).fill(name);
    await chooseOption(this.dialog, '单位', org);
    for (const role of roles) await this.box(role).click();
    await this.typePin(pin);
    await this.dialog.getByRole('button', { name: '添加', exact: true }).click();
  }

  /** Fills in some of the form of a new operator and leaves it at that. */
  async begin({ id, name, pin }: Pick<NewOperator, 'id' | 'name' | 'pin'>): Promise<void> {
    await this.dialog.getByRole('button', { name: '添加操作员' }).click();
    await this.dialog.getByRole('textbox', { name: /^编号/ }).fill(id);
    await this.dialog.getByRole('textbox', { name: '姓名', exact: true }).fill(name);
    await this.typePin(pin);
  }

  /** What stands in the form of a new operator when it is opened. */
  async begun(): Promise<Pick<NewOperator, 'id' | 'name' | 'pin'>> {
    await this.dialog.getByRole('button', { name: '添加操作员' }).click();
    return {
      id: await this.dialog.getByRole('textbox', { name: /^编号/ }).inputValue(),
      name: await this.dialog.getByRole('textbox', { name: '姓名', exact: true }).inputValue(),
      pin: await this.dialog.getByLabel('PIN（6–12 位数字）').inputValue(),
    };
  }

  /** Takes a role out of the form and sends it again. */
  async addWithout(role: string): Promise<void> {
    await this.box(role).click();
    await this.dialog.getByRole('button', { name: '添加', exact: true }).click();
  }

  async typePin(pin: string): Promise<void> {
    await this.dialog.getByLabel('PIN（6–12 位数字）').fill(pin);
    await this.dialog.getByLabel('再输一次 PIN').fill(pin);
  }

  /** What was refused, in the service's words. */
  async refusal(): Promise<string | null> {
    return textOrNull(this.dialog.getByRole('alert'));
  }

  /** Everybody in the list, as read. */
  async operators(): Promise<string[]> {
    return (await this.dialog.getByRole('listitem').allInnerTexts()).map(tidy);
  }

  async choose(name: string): Promise<void> {
    await this.dialog.getByRole('listitem').filter({ hasText: name }).getByRole('button').click();
  }

  async disable(): Promise<void> {
    await this.dialog.getByRole('button', { name: '停用', exact: true }).click();
  }

  /** Lines of the audit, the newest first, as read. */
  async audit(): Promise<string[]> {
    return (await this.dialog.getByRole('row').allInnerTexts()).slice(1).map(tidy);
  }

  async changeOwnPin(current: string, pin: string): Promise<void> {
    await this.dialog.getByLabel('当前 PIN').fill(current);
    await this.typePin(pin);
    await this.dialog.getByRole('button', { name: '修改 PIN' }).click();
  }

  /** Has somebody act for whoever is signed in, for the hours that the form offers. `delegate`: as the list names them. */
  async delegate(delegate: string, reason: string): Promise<void> {
    await this.dialog.getByRole('button', { name: '办理委托' }).click();
    await chooseOption(this.dialog, '受托人', delegate);
    await this.dialog.getByLabel('事由').fill(reason);
    await this.dialog.getByRole('button', { name: '确认委托' }).click();
  }

  /** Lines of the delegations, the newest first, as read. */
  async delegations(): Promise<string[]> {
    return (await this.dialog.getByRole('row').allInnerTexts()).slice(1).map(tidy);
  }

  /** In the bar: acts for another, or in the own name. */
  async actAs(name: string): Promise<void> {
    await this.page.locator('[data-part="act-as"]').getByRole('button').click();
    await this.page.getByRole('listbox').getByRole('option', { name }).click();
  }

  /** As whom the operator acts, as the bar says it; null: there is no choice. */
  async actsAs(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="act-as"] [class*=value]'));
  }

  /** The box of a role, ticked or not, by its name. */
  private box(role: string): Locator {
    return this.dialog.locator('label').filter({ hasText: new RegExp(`^✓?${role}$`) });
  }
}
