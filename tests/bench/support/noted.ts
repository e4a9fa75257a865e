import type { Page } from '@playwright/test';
import { z } from 'zod';

const Moments = z.array(z.object({ mark: z.string(), at: z.number() }));

/** From now on the page notes each change of what `selector` shows, as `mark` (of the element `e`) reads it. */
export async function note(page: Page, selector: string, mark: string): Promise<void> {
  await page.locator(selector).first().waitFor({ state: 'attached' });
  await page.evaluate(`(() => {
    const read = () => { const e = document.querySelector('${selector}'); return e === null ? '' : ${mark}; };
    globalThis.moments = [];
    let last = read();
    new MutationObserver(() => {
      const now = read();
      if (now !== last) globalThis.moments.push({ mark: now, at: performance.timeOrigin + performance.now() });
      last = now;
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  })()`);
}

/** Milliseconds from `at` (UTC ms) to the first change noted after it, one per page; null where none was. */
export async function noted(pages: readonly Page[], at: number): Promise<(number | null)[]> {
  const found: (number | null)[] = [];
  for (const page of pages) {
    // Taken out: over a long run the notes would be what grows.
    const moments = Moments.parse(await page.evaluate('globalThis.moments.splice(0)'));
    const first = moments.find((moment) => moment.at >= at);
    found.push(first === undefined ? null : first.at - at);
  }
  return found;
}
