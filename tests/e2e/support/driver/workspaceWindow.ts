import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { chooseOption } from './choose.ts';
import { textOrNull, tidy } from './text.ts';

/** One window, and the panel 「窗口布局」 in it. */
export class WorkspaceWindowDriver {
  private readonly page: Page;
  private readonly picturesDir: string | null;

  constructor(page: Page, picturesDir: string | null) {
    this.page = page;
    this.picturesDir = picturesDir;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** All the panel says; null when it is not open. */
  async panel(): Promise<string | null> {
    return textOrNull(this.page.getByRole('dialog', { name: '窗口布局' }));
  }

  /** The rows of its list: window, display, state, link. */
  async rows(): Promise<string[]> {
    const rows = this.page.getByRole('dialog', { name: '窗口布局' }).locator('tbody tr');
    return (await rows.allInnerTexts()).map(tidy);
  }

  async click(name: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: '窗口布局' });
    await dialog.getByRole('button', { name, exact: true }).first().click();
  }

  /** Serious and critical findings of axe, one line each. */
  async accessibilityFaults(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .options({ resultTypes: ['violations'] })
      .analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  }

  /** Writes over what the browser keeps of the layouts, as a full disk or a curious hand might. */
  async damageLayouts(): Promise<void> {
    await this.page.evaluate(`localStorage.setItem('citywhistle.windows', '{"version":1,')`);
  }

  /** As the browser's own Esc does, which the page is not told of as a key. */
  async leaveFullScreen(): Promise<void> {
    await this.page.evaluate('document.exitFullscreen()');
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.getByText('已连接').waitFor();
  }

  /** What the window says at its foot, one line each. */
  async notices(): Promise<string[]> {
    return (await this.page.locator('[data-part="workspace-notice"]').allInnerTexts()).map(tidy);
  }

  /** Types into the search of the desk, as far as it is; nothing is sent off. */
  async type(text: string): Promise<void> {
    await this.page.getByRole('searchbox').first().pressSequentially(text);
  }

  async typed(): Promise<string> {
    return this.page.getByRole('searchbox').first().inputValue();
  }

  async connection(): Promise<string> {
    return tidy(await this.page.getByRole('banner').locator('[data-part="connection"]').innerText());
  }

  /** The graphics driver takes the picture away from under the map; how many canvases had one. */
  async loseGraphicsContexts(): Promise<number> {
    return z.number().parse(
      await this.page.evaluate(`(() => {
        const lost = [...document.querySelectorAll('canvas')]
          .map((canvas) => canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context'))
          .filter((each) => each != null);
        for (const each of lost) each.loseContext();
        return lost.length;
      })()`),
    );
  }

  /** A picture in the window that is lost for good: nothing draws it anew. */
  async loseContextForGood(): Promise<void> {
    await this.page.evaluate(`(() => {
      const canvas = document.body.appendChild(document.createElement('canvas'));
      canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext();
    })()`);
  }

  /** Canvases that are drawn on: one that is only being made has the size that canvases have by themselves. */
  async liveCanvases(): Promise<number> {
    return z.number().parse(
      await this.page.evaluate(`[...document.querySelectorAll('canvas')]
        .filter((canvas) => canvas.width !== 300 && canvas.getContext('webgl2')?.isContextLost() === false)
        .length`),
    );
  }

  /** Leaves a mark in the page that loading it again would wipe out. */
  async markPage(): Promise<void> {
    await this.page.evaluate('globalThis.marked = true');
  }

  async pageIsMarked(): Promise<boolean> {
    return (await this.page.evaluate('globalThis.marked === true')) === true;
  }

  /** Presses a button anywhere in the window. */
  async clickOutside(name: RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }

  /** Chooses a size for a window in the panel. */
  async adjust(name: string, size: string): Promise<void> {
    await chooseOption(this.page, `${name} 大小`, size);
  }

  /** Root size, CSS px. */
  async textSize(): Promise<number> {
    const size = await this.page.evaluate('getComputedStyle(document.documentElement).fontSize');
    return Number.parseFloat(z.string().parse(size));
  }

  async inEnglish(): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: 'English', exact: true }).click();
  }

  /** Name of what has the focus. */
  async focused(): Promise<string> {
    return tidy(z.string().parse(await this.page.evaluate('document.activeElement?.textContent ?? ""')));
  }

  /** The large number that identifies the display; null when none is shown. */
  async number(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="workspace-number"]'));
  }

  async text(): Promise<string> {
    return tidy(await this.page.locator('body').innerText());
  }

  async shows(): Promise<string> {
    return (await this.page.locator('main').getAttribute('aria-label')) ?? '';
  }

  async screenshot(name: string): Promise<void> {
    if (this.picturesDir === null) return;
    await this.page.screenshot({ path: `${this.picturesDir}/${name}.png` });
  }
}
