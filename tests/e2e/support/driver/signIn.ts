import { routes } from '../../../../shared/contract/routes.ts';
import { pageRequest } from '../../../support/pageRequest.ts';
import { textOrNull, tidy } from './text.ts';
import { WindowDriver } from './window.ts';

/** Name of the sign-in dialog in both languages. */
const SIGN_IN_TITLE = /^(操作员登录|Operator sign-in)$/;

/** A window in which an operator signs in. */
export class SignInDriver extends WindowDriver {
  private readonly signInDialog = this.page.getByRole('dialog', { name: SIGN_IN_TITLE });

  /** Signs in by keyboard, in place of whoever was; `operator` is a number or a name. */
  async signIn(operator: string, pin: string): Promise<void> {
    await this.tryPin(operator, pin);
    await this.waitForSignInClosed();
  }

  /** Enters a PIN without waiting for the dialog to close. */
  async tryPin(operator: string, pin: string): Promise<void> {
    await this.chooseOperator(operator);
    await this.page.keyboard.type(pin);
    await this.page.keyboard.press('Enter');
  }

  /** Opens the sign-in dialog and chooses an operator; the PIN field is next. */
  async chooseOperator(operator: string): Promise<void> {
    if (!(await this.signInDialog.isVisible())) await this.page.keyboard.press('Alt+l');
    const find = this.signInDialog.getByRole('combobox');
    await find.fill('');
    await this.page.keyboard.type(operator);
    await this.signInDialog.getByRole('option').filter({ hasText: operator }).first().waitFor();
    await find.press('Enter');
    await this.page.locator('[data-focus="pin"]:focus').waitFor();
  }

  /** Another PIN for the operator who is chosen already. */
  async retryPin(pin: string): Promise<void> {
    await this.page.locator('[data-focus="pin"]').fill(pin);
    await this.page.keyboard.press('Enter');
    // While the PIN is compared the button says so.
    await this.signInDialog
      .getByRole('button', { name: /^(正在核对|Checking)/ })
      .waitFor({ state: 'hidden' });
  }

  /** The error for a wrong PIN; null if there is none. */
  async signInError(): Promise<string | null> {
    return textOrNull(this.signInDialog.getByRole('alert'));
  }

  async closeSignIn(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.waitForSignInClosed();
  }

  async lock(): Promise<void> {
    await this.page.keyboard.press('Control+l');
  }

  /** Locks by a key that postpones the automatic lock too; the answer to that comes only after the desk is locked. */
  async lockBeforeAnswer(): Promise<void> {
    const { path } = routes.keepSession;
    const locked = this.page.waitForResponse((answer) => answer.request().method() === 'DELETE');
    await this.page.route(`**${path}`, async (route) => {
      const request = route.request();
      // Not route.fetch: Playwright asks from Node, which cannot resolve the page's own host name.
      const { status, text } = await pageRequest(request.url(), {
        method: request.method(),
        headers: await request.allHeaders(),
        body: request.postData(),
      });
      await locked;
      await route.fulfill({ status, contentType: 'application/json', body: text });
    });
    const answered = this.page.waitForResponse((answer) => new URL(answer.url()).pathname === path);
    await this.lock();
    await (await answered).finished();
    await this.page.unroute(`**${path}`);
  }

  /** The signed-in operator, as shown in the bar. */
  async signedInAs(): Promise<string> {
    return tidy(await this.page.locator('[data-part="session"] > :first-child').innerText());
  }

  /** A closing dialog still receives keys until it leaves the document. */
  private async waitForSignInClosed(): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: SIGN_IN_TITLE, includeHidden: true });
    await dialog.waitFor({ state: 'detached' });
  }
}
