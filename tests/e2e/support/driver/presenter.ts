import type { Page } from '@playwright/test';
import { z } from 'zod';
import { textOrNull, tidy } from './text.ts';

/** What the presenter draws over a wall's map; places in px of the window. */
export type DrawnAnnotations = {
  light: { x: number; y: number } | null;
  strokes: string[];
  texts: string[];
};

/** The panel 导播 of a window, and what a wall shows of being driven. */
export class PresenterDriver {
  private readonly page: Page;
  private readonly dialog;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: '导播' });
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('Alt+p');
    await this.dialog.waitFor();
  }

  async closePanel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'hidden' });
  }

  isOpen(): Promise<boolean> {
    return this.dialog.isVisible();
  }

  /** One line a wall: number, name, place, state, driver. */
  async walls(): Promise<string[]> {
    return (await this.dialog.locator('tbody tr').allInnerTexts()).map(tidy);
  }

  /** Names of the walls that are chosen. */
  async chosen(): Promise<string[]> {
    return (await this.dialog.locator('tr[data-chosen="true"] b').allInnerTexts()).map(tidy);
  }

  /** What the panel says about the last act. */
  async note(): Promise<string> {
    return tidy(await this.dialog.locator('[data-part="presenter-note"]').innerText());
  }

  /** What the panel asks for before anything can be done. */
  async signInPrompt(): Promise<string | null> {
    return textOrNull(this.dialog.locator('[data-part="presenter-ask"]'));
  }

  /** That another has taken walls over from this window, in the panel or outside of it. */
  async takenOverNotice(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="presenter-taken"]'));
  }

  /** That this window drives walls, while the panel is closed. */
  async drivingNotice(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="presenter-notes"]'));
  }

  /** Types a text for the wall and puts it at the cross. */
  async write(text: string): Promise<void> {
    await this.page.keyboard.press('t');
    await this.dialog.getByRole('textbox').fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Drags over the picture; shares of its width and height. */
  async drag(...points: [number, number][]): Promise<void> {
    const box = await this.dialog.getByRole('img', { name: '大屏地图' }).boundingBox();
    if (box === null) throw new Error('the picture is not on screen');
    for (const [index, [x, y]] of points.entries()) {
      await this.page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 4 });
      if (index === 0) await this.page.mouse.down();
    }
    await this.page.mouse.up();
  }

  /** What this wall says of being driven; null where nobody drives it. */
  async wallMarks(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="wall-marks"]'));
  }

  /** What a blank wall shows; null where it is not blank. */
  async blank(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="wall-blank"]'));
  }

  /** Whether the frozen picture is marked as an old one. */
  async isMarkedOld(): Promise<boolean> {
    return (await this.page.locator('[data-part="wall-frozen"][data-old="true"]').count()) > 0;
  }

  async drawn(): Promise<DrawnAnnotations> {
    const light = this.page.locator('[data-part="drawn-light"]');
    const box = (await light.count()) === 0 ? null : await light.boundingBox();
    const strokes = await this.page.locator('[data-part="drawn-stroke"]').all();
    return {
      light: box === null ? null : { x: box.x + box.width / 2, y: box.y + box.height / 2 },
      strokes: await Promise.all(strokes.map(async (each) => (await each.getAttribute('data-kind')) ?? '')),
      texts: (await this.page.locator('[data-part="drawn-text"]').allInnerTexts()).map(tidy),
    };
  }

  /** Where a text of an annotation stands, px of the window. */
  async placeOf(text: string): Promise<{ x: number; y: number }> {
    const box = await this.page.locator('[data-part="drawn-text"]').filter({ hasText: text }).boundingBox();
    if (box === null) throw new Error(`no text ${text}`);
    return { x: Math.round(box.x), y: Math.round(box.y) };
  }

  /** Whether the wall keeps its own filter and selection. */
  pinned(): boolean {
    return new URL(this.page.url()).searchParams.has('pinned');
  }

  /** What the address of the wall says of its filter. */
  filter(): string {
    const { searchParams } = new URL(this.page.url());
    for (const other of ['role', 'kiosk', 'pinned', 'token']) searchParams.delete(other);
    return searchParams.toString();
  }

  /** Until when the session lasts as the windows know it, the service's clock. */
  async sessionUntil(): Promise<number> {
    const kept = await this.page.evaluate(`JSON.parse(localStorage.getItem('citywhistle.session') ?? '{}')`);
    return z.object({ expiresAt: z.number() }).parse(kept).expiresAt;
  }

  /** The window goes, as a closed tab does. */
  async close(): Promise<void> {
    await this.page.close();
  }
}
