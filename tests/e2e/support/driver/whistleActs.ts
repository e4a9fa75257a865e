import type { Locator } from '@playwright/test';
import { SignInDriver } from './signIn.ts';
import { textOrNull, tidy } from './text.ts';

/** What is put into a form: texts and numbers by the name of their field, buttons and boxes by true, files by path. */
export type Fields = Record<string, string | string[] | boolean | Upload>;
export type Upload = { name: string; mimeType: string; buffer: Buffer };
/** 到场、态度、效果 of a department. */
export type Score = { who: string; scores: [number, number, number]; comment: string };

/** The acts that are offered on a whistle's page, and their forms. */
export class ActsDriver extends SignInDriver {
  protected readonly bar = this.page.locator('[data-part="w-acts"]');

  /** Names of the acts that are offered now. */
  async acts(): Promise<string[]> {
    const texts = await this.bar.locator('[data-part="w-act"] > span').allInnerTexts();
    return texts.map((text) => tidy(text.split('\n')[0] ?? ''));
  }

  /** Opens the form of an act, fills it and sends it; waits until it passed. */
  async act(name: string, fields: Fields): Promise<void> {
    await this.openAct(name);
    await this.fill(fields);
    await this.send();
    await this.bar.locator('[data-part="w-done"]').waitFor();
  }

  /** Opens the form of an act. */
  async openAct(name: string): Promise<void> {
    const label = this.page.locator('span', { hasText: new RegExp(`^${escaped(name)}`) });
    await this.bar.locator('[data-part="w-act"]').filter({ has: label }).first().click();
    await this.bar.locator('[data-part="w-form"]').waitFor();
  }

  async fill(fields: Fields): Promise<void> {
    for (const [name, value] of Object.entries(fields)) await this.fillOne(name, value);
  }

  /** Types a day and a time, `yyyyMMddHHmm`, into a field of the open form. */
  async fillTime(name: string, digits: string): Promise<void> {
    await this.field(name).getByRole('spinbutton').first().click();
    await this.page.keyboard.type(digits);
  }

  /** What a list of the open form offers. */
  async options(name: string): Promise<string[]> {
    await this.field(name).locator('button[aria-haspopup=listbox]').click();
    const options = this.page.getByRole('option');
    await options.nth(1).waitFor();
    const texts = await options.allInnerTexts();
    await this.page.keyboard.press('Escape');
    return texts.map(tidy);
  }

  /** Chooses the first of a list that these words fit. */
  async choose(name: string, words: RegExp): Promise<void> {
    await this.field(name).locator('button[aria-haspopup=listbox]').click();
    await this.page.getByRole('option').filter({ hasText: words }).first().click();
  }

  /** What the open form still wants; null where nothing is missing. */
  async missing(): Promise<string | null> {
    return textOrNull(this.bar.locator('[data-part="w-bad"]'));
  }

  /** Marks 1 to 5 in the form 评价各部门. */
  async score(given: readonly Score[]): Promise<void> {
    for (const { who, scores, comment } of given) {
      const group = this.bar.getByRole('group', { name: who });
      const inputs = group.locator('input[inputmode]');
      for (const [i, score] of scores.entries()) await inputs.nth(i).fill(String(score));
      await group.getByPlaceholder('评语').fill(comment);
    }
  }

  /** Reads where the machine stands into the open form. */
  async takePosition(): Promise<void> {
    const field = this.field('定位');
    const before = tidy(await field.innerText());
    await field.getByRole('button', { name: '取当前定位' }).click();
    await field.getByText(/\d+\.\d+, \d+\.\d+/).waitFor();
    if (before === tidy(await field.innerText())) await field.getByRole('button').waitFor();
  }

  async send(): Promise<void> {
    await this.bar.getByRole('button', { name: /^(确定|重新发送|Confirm|Send again)/ }).click();
  }

  /** Closes the form; where something was typed, that is discarded. */
  async closeForm(): Promise<void> {
    await this.bar.getByRole('button', { name: /^取消/ }).click();
    if (await this.asksAboutDraft()) await this.answerAboutDraft('放弃内容');
  }

  /** Whether a form asks what to do with what was typed. */
  async asksAboutDraft(): Promise<boolean> {
    return this.page.getByRole('alertdialog', { name: '填写的内容尚未提交' }).isVisible();
  }

  async answerAboutDraft(answer: '继续填写' | '保留草稿并关闭' | '放弃内容'): Promise<void> {
    await this.page.getByRole('alertdialog').getByRole('button', { name: answer }).click();
  }

  /** What a form says of text that an earlier opening left; null where there is none. */
  async restored(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="w-restored"]'));
  }

  /** Whether a form is open. */
  async formShown(): Promise<boolean> {
    return this.bar.locator('[data-part="w-form"]').isVisible();
  }

  /** What stands in a text field of the open form. */
  async typed(name: string): Promise<string> {
    return this.field(name).locator('input, textarea').first().inputValue();
  }

  /** Puts a file into the open form by keyboard, from the field before it. */
  async chooseFileByKey(file: Upload): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.keyboard.press('Tab');
    await this.page.keyboard.press('Enter');
    await (await chooser).setFiles(file);
    await this.bar.getByText(`✓ ${file.name}`).waitFor();
  }

  /** Offers a file that may be refused. */
  async offerFile(file: Upload): Promise<void> {
    await this.bar.locator('input[type=file]').setInputFiles(file);
  }

  /** Why a file was refused; null when none was. */
  async fileRefusal(): Promise<string | null> {
    return textOrNull(this.bar.locator('[data-part="w-files-field"] [data-part="w-bad"]'));
  }

  /** What the bar says of the act that has just passed; null when nothing stands there. */
  async doneText(): Promise<string | null> {
    return textOrNull(this.bar.locator('[data-part="w-done"]'));
  }

  /** Why the last act or blowing did not pass; null when nothing was refused. */
  async refusal(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="w-refusal"]'));
  }

  /** The code that the street shows on site, from its form 报到. */
  async checkInCode(): Promise<string> {
    return tidy(await this.bar.locator('[data-part="w-check-in"] b').innerText());
  }

  /** Opens the form of an act by its key. */
  async pressAct(key: string): Promise<void> {
    await this.bar
      .locator('[data-part="w-act"]')
      .filter({ has: this.page.locator('kbd', { hasText: key.toUpperCase() }) })
      .first()
      .waitFor();
    await this.page.keyboard.press(key);
    await this.bar.locator('[data-part="w-form"]').waitFor();
  }

  /** Writes where the cursor stands. */
  async insertText(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** Where the machine stands, for 定位报到. */
  async setGeolocation(place: { lon: number; lat: number }): Promise<void> {
    await this.page.context().setGeolocation({ longitude: place.lon, latitude: place.lat });
  }

  private field(name: string): Locator {
    const label = new RegExp(`^\\s*${escaped(name)}`);
    return this.bar.locator('[data-part="w-field"]').filter({ hasText: label }).first();
  }

  private async fillOne(name: string, value: Fields[string]): Promise<void> {
    if (typeof value === 'boolean') {
      const box = this.bar.locator('[data-part="w-check"]').filter({ hasText: name }).getByRole('checkbox');
      if (await box.count()) await box.setChecked(value, { force: true });
      else await this.bar.getByRole('button', { name, exact: true }).click();
      return;
    }
    const field = this.field(name);
    if (typeof value === 'object' && 'buffer' in value) {
      await field.locator('input[type=file]').setInputFiles(value);
      await field.getByText(`✓ ${value.name}`).waitFor();
    } else if (Array.isArray(value)) {
      for (const each of value) await field.getByRole('button', { name: String(each), exact: true }).click();
    } else if (await field.locator('[data-part="w-choice"]').count())
      await field.getByRole('button', { name: String(value), exact: true }).click();
    else if (await field.locator('button[aria-haspopup=listbox]').count()) {
      await field.locator('button[aria-haspopup=listbox]').click();
      await this.page.getByRole('option', { name: String(value), exact: true }).click();
    } else await field.locator('input, textarea').first().fill(String(value));
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
