import { chooseOption } from './choose.ts';
import { EvidenceDriver } from './evidence.ts';
import { tidy } from './text.ts';

/** The form for blowing (拟哨). */
export class BlowDriver extends EvidenceDriver {
  private readonly blowDialog = this.page.getByRole('dialog', { name: '吹哨' });

  /** Begins to blow from what is selected. */
  async blow(): Promise<void> {
    await this.page.keyboard.press('b');
    await this.blowDialog.waitFor();
  }

  async closeBlow(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.locator('[data-part="w-blow-dialog"]').waitFor({ state: 'detached' });
  }

  async blowShown(): Promise<boolean> {
    return this.blowDialog.isVisible();
  }

  /** The form for blowing as read, its proposals included. */
  async blowText(): Promise<string> {
    return tidy(await this.blowDialog.innerText());
  }

  /** What stands in the field 事由. */
  async subject(): Promise<string> {
    return this.blowDialog.getByRole('textbox', { name: '事由', exact: true }).inputValue();
  }

  async fillBlow(name: '事由' | '说明' | '本级可办：仍须吹哨的理由', text: string): Promise<void> {
    await this.blowDialog
      .locator('[data-part="w-field"]')
      .filter({ hasText: name })
      .locator('input, textarea')
      .first()
      .fill(text);
  }

  async chooseKind(name: string): Promise<void> {
    await this.blowDialog.getByRole('button', { name }).first().click();
  }

  /** Departments in the form for blowing, with their parts. */
  async departments(): Promise<string[]> {
    return (await this.blowDialog.locator('[data-part="w-department"]').allInnerTexts()).map(tidy);
  }

  async addDepartment(name: string): Promise<void> {
    await chooseOption(this.blowDialog.locator('[data-part="w-departments"]'), '部门', name);
  }

  /** Chooses the second street, as the form offers it. */
  async chooseJoint(option: string): Promise<void> {
    await chooseOption(this.blowDialog.locator('[data-part="w-joint"]'), '联合街道', option);
  }

  async dropDepartment(name: string): Promise<void> {
    await this.blowDialog.getByRole('button', { name: `移除 ${name}` }).click();
  }

  /** Sends the form for blowing without waiting for what comes of it. */
  async sendBlow(): Promise<void> {
    await this.blowDialog.getByRole('button', { name: /^(提交审签|立即吹哨)/ }).click();
  }

  /** Puts the refused whistle into the one near by. */
  async mergeIntoFound(): Promise<void> {
    await this.page.getByRole('button', { name: '并入此哨' }).click();
  }

  async notADuplicate(): Promise<void> {
    await this.page.getByRole('button', { name: /不是同一件事/ }).click();
  }

  /** What the console says against blowing, before anything is sent. */
  async warnings(): Promise<string[]> {
    return (
      await this.blowDialog.locator('[data-part="w-suggested"] [data-part="w-warn"]').allInnerTexts()
    ).map(tidy);
  }
}
