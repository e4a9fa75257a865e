import type { WebContents } from 'electron';
import { withoutPdfDates } from '../city/documents/pdfDates.ts';

/**
 * Prints the page of a document (`html` of `makeDocument`) to PDF in a window that nobody sees. The same page gives the same
 * bytes. The paper is the one that its style sheet names. Under the web host there is no such printer: the browser shows the
 * page, and its own dialog prints or saves it.
 */
export async function documentPdf(
  contents: Pick<WebContents, 'loadURL' | 'printToPDF'>,
  html: string,
): Promise<Uint8Array> {
  await contents.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`);
  return withoutPdfDates(await contents.printToPDF({ printBackground: true, preferCSSPageSize: true }));
}
