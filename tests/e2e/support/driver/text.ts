import type { Locator } from '@playwright/test';

/** Runs of white space as one space: lines and columns are the layout's business. */
export function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The text when the element is there, null when it is not. */
export async function textOrNull(found: Locator): Promise<string | null> {
  // At once: an element that goes in between would be waited for.
  const [first] = await found.allInnerTexts();
  return first === undefined ? null : tidy(first);
}

/** `共 40,540 件` → 40540; NaN where no number stands. */
export function numberIn(text: string): number {
  const found = /-?[\d,]*\d/.exec(text)?.[0];
  return found === undefined ? Number.NaN : Number(found.replaceAll(',', ''));
}
