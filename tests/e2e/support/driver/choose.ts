import type { Locator, Page } from '@playwright/test';
import { tidy } from './text.ts';

/** Opens the list named `label` within `where` and takes the option of that name. */
export async function chooseOption(where: Page | Locator, label: string, option: string): Promise<void> {
  await list(where, label).click();
  // The open list lies at the end of the page or of its dialog, not within `where`.
  const page = 'page' in where ? where.page() : where;
  await page.getByRole('listbox').getByRole('option', { name: option, exact: true }).click();
}

/** The chosen option of the list named `label` within `where`. */
export async function chosenOption(where: Page | Locator, label: string): Promise<string> {
  return tidy(await list(where, label).locator('[class*=value]').innerText());
}

/** A list is a button named by its choice and its label. */
function list(where: Page | Locator, label: string): Locator {
  const name = new RegExp(`(^|\\s)${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  return where.getByRole('button', { name }).and(where.locator('[aria-haspopup=listbox]'));
}
