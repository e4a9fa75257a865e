import { SignInDriver } from './signIn.ts';
import { textOrNull, tidy } from './text.ts';

/** The dispatch meeting (调度会). */
export class MeetingDriver extends SignInDriver {
  private readonly head = this.page.locator('[data-part="m-head"]');
  private readonly words = this.page.locator('[data-part="m-decision"] textarea');

  /** Types where the focus is. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** Title and state of the meeting, and what else its head says. */
  async headText(): Promise<string> {
    return tidy(await this.head.innerText());
  }

  /** Parts of the agenda in their order. */
  async agenda(): Promise<string[]> {
    const rows = await this.page.locator('[data-part="m-agenda"] [data-row]').allInnerTexts();
    return rows.map((text) => tidy(text).replace(/^\d+\s*/, ''));
  }

  /** Puts the focus on a part of the agenda, as Tab would. */
  async focusPart(at: number): Promise<void> {
    await this.page.locator('[data-part="m-agenda"] [data-row]').nth(at).focus();
  }

  /** Drags a part of the agenda onto the place of another. */
  async dragPart(from: number, to: number): Promise<void> {
    const rows = this.page.locator('[data-part="m-agenda"] [data-row]');
    await rows.nth(from).dragTo(rows.nth(to));
  }

  /** Puts the focus on a unit of the sign-in sheet. */
  async focusUnit(name: string): Promise<void> {
    await this.page.locator('[data-part="m-units"] [data-row]').filter({ hasText: name }).first().focus();
  }

  /** Waits until the name can be typed. */
  async entryReady(): Promise<void> {
    await this.page.locator('[data-part="m-entry"] input:focus').waitFor();
  }

  async attendance(): Promise<string> {
    return tidy(await this.page.locator('[data-part="m-attendance"]').innerText());
  }

  /** Problems of the items in their order. */
  async items(): Promise<string[]> {
    return (await this.page.locator('[data-part="m-run-items"] [data-row]').allInnerTexts()).map(tidy);
  }

  /** The problem of the item on the table; null: none is. */
  problem(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="m-problem"]'));
  }

  /** The decision as it is being written. */
  decisionText(): Promise<string> {
    return this.words.inputValue();
  }

  /** What the window says of where the words are kept. */
  draftNote(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="m-draft-note"]'));
  }

  /** Decisions of the shown item, or of the shown page. */
  async decided(): Promise<string[]> {
    return (await this.page.locator('[data-part="m-decided"]').allInnerTexts()).map(tidy);
  }

  speaker(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="m-speaker"]'));
  }

  /** What the pack says of earlier decisions, of figures, and where items come from. */
  async material(): Promise<string> {
    return tidy(await this.page.locator('[data-part="m-material"]').innerText());
  }

  /** When the pack was frozen, and its check sum; null: it is not. */
  frozen(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="m-frozen"]'));
  }

  /** Waits until the next decision is there to be confirmed. */
  async readBackReady(): Promise<void> {
    await this.page.locator('[data-part="m-read-back"] [data-next="true"] button:focus').waitFor();
  }
}
