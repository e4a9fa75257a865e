import type { Browser } from '@playwright/test';

/** A page of HTML as Chromium prints it to PDF, on the paper that its style sheet names. */
export async function printedPdf(browser: Browser, html: string): Promise<Uint8Array> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.setContent(html);
    return new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  } finally {
    await context.close();
  }
}
