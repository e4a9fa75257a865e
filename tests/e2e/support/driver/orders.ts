import { chooseOption } from './choose.ts';
import { SignInDriver } from './signIn.ts';
import { textOrNull, tidy } from './text.ts';
import type { Upload } from './whistleActs.ts';

/** The register of orders (督办台账) as an operator uses and reads it. */
export class OrdersDriver extends SignInDriver {
  protected override readonly newCasesSelector = '[data-part="o-total"]';
  private readonly orderPage = this.page.locator('[data-part="o-page"]');

  /** `共 2 件 超期 1`. */
  async total(): Promise<string> {
    return (await textOrNull(this.page.locator('[data-part="o-total"]'))) ?? '';
  }

  /** The lines in sight, each with the texts of its cells. */
  async lines(): Promise<string[][]> {
    const lines = await this.page.locator('[data-part="o-line"]').all();
    return Promise.all(
      lines.map(async (line) => (await line.getByRole('gridcell').allInnerTexts()).map(tidy)),
    );
  }

  /** Heads of the columns. */
  async heads(): Promise<string[]> {
    return (await this.page.getByRole('columnheader').allInnerTexts()).map((text) =>
      tidy(text).replace(/ [↑↓]+$/, ''),
    );
  }

  /** Writes into the field of this name in the open form. */
  async fill(label: string, text: string): Promise<void> {
    await this.page.getByRole('dialog').getByLabel(label, { exact: true }).fill(text);
  }

  /** Takes an option of a list in the open form. */
  async choose(label: string, option: string): Promise<void> {
    await chooseOption(this.page.getByRole('dialog'), label, option);
  }

  /** Ticks the box of this name in the open form. */
  async tick(label: string): Promise<void> {
    await this.page.getByRole('dialog').getByText(label, { exact: true }).click();
  }

  /** Attaches a file in the open form, and waits until it is stored. */
  async attach(file: Upload): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('dialog').getByRole('button', { name: '选择文件' }).click();
    await (await chooser).setFiles(file);
    await this.page.getByRole('dialog').getByText(`✓ ${file.name}`).waitFor();
  }

  /** Sends the open form by its button, and waits until it has closed. */
  async send(button: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('button', { name: button, exact: true }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
  }

  /** The state on the open page; null where none is open. */
  stage(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="o-stage"]'));
  }

  /** What the clock of the open page says. */
  async clock(): Promise<string> {
    return (await textOrNull(this.page.locator('[data-part="o-clock"]'))) ?? '';
  }

  /** The acts that are offered on the open page, with their digits. */
  async acts(): Promise<string[]> {
    return (await this.page.locator('[data-part="o-acts"]').getByRole('button').allInnerTexts()).map(tidy);
  }

  /** Presses the digit of an act. @throws Error where it is not offered */
  async act(name: string): Promise<void> {
    const at = (await this.acts()).findIndex((text) => text.startsWith(name));
    if (at < 0) throw new Error(`«${name}» is not offered: ${(await this.acts()).join()}`);
    await this.page.keyboard.press(String(at + 1));
    await this.page.getByRole('dialog').waitFor();
  }

  /** The log of the open page, newest first. */
  async log(): Promise<string[]> {
    return (await this.orderPage.locator('[data-part="o-log"] li').allInnerTexts()).map(tidy);
  }
}
