import type { Page } from '@playwright/test';
import { z } from 'zod';
import { tidy } from './text.ts';

const FocusReport = z.object({ pointers: z.number(), lost: z.array(z.string()) });

/** More steps than any window has places to stop at. */
const MAX_TABS = 120;

/** Uses the window by keyboard alone, and records whether a pointer was used or the focus was lost. */
export class KeyboardDriver {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** From now on notes every touch of a pointer, and every place that took the focus with it when it went. */
  async watch(): Promise<void> {
    await this.page.evaluate(`(() => {
      const seen = (globalThis.keyboardOnly = { pointers: 0, lost: [] });
      addEventListener('pointerdown', (event) => { if (event.isTrusted) seen.pointers += 1; }, true);
      let held = null;
      addEventListener('focusin', ({ target }) => { held = target; }, true);
      const look = () => setTimeout(() => {
        if (held === null || document.activeElement !== document.body || document.querySelector('dialog[open]') !== null) return;
        // Tab past the last place of a page is on its way to the browser's own.
        if (held.isConnected && held.checkVisibility()) return;
        seen.lost.push(held.getAttribute('aria-label') ?? (held.innerText || held.className));
        held = null;
      });
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
      addEventListener('focusout', look, true);
    })()`);
  }

  /** What `watch` has noted. */
  async report(): Promise<z.infer<typeof FocusReport>> {
    return FocusReport.parse(await this.page.evaluate('globalThis.keyboardOnly'));
  }

  /** Name of what has the focus, as a screen reader would say it; «» where nothing has. */
  async focusedName(): Promise<string> {
    const text = await this.page.evaluate(`(() => {
      const e = document.activeElement;
      if (e === null || e === document.body) return '';
      const label = e.getAttribute('aria-label') ?? (e.labels?.[0]?.innerText || e.innerText || e.getAttribute('placeholder'));
      return label || e.id || e.tagName;
    })()`);
    return tidy(z.string().parse(text));
  }

  /** Goes on with Tab until what is reached says so. */
  async tabTo(name: string): Promise<void> {
    for (let tabs = 0; tabs < MAX_TABS; tabs++) {
      if ((await this.focusedName()).startsWith(name)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab never comes to «${name}»`);
  }

  /** Writes where the cursor stands, as an input method does. */
  async insertText(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}
