import type { WebContents } from 'electron';

/** The result of printing a page. */
export type PrintOutcome = 'printed' | 'saved' | 'cancelled';

/** Chromium's failure reason when the operator closes the dialog. */
const CANCELLED = 'Print job canceled';

/**
 * Prints a page with the system's dialog. Many command halls have no printer at the console: the page is then saved as
 * PDF in a place that the operator chooses.
 * @param save writes the file and resolves when it is on disk.
 */
export async function printPage(
  contents: Pick<WebContents, 'getPrintersAsync' | 'print' | 'printToPDF'>,
  choosePdf: () => Promise<string | null>,
  save: (path: string, bytes: Uint8Array) => Promise<void>,
): Promise<PrintOutcome> {
  const printers = await contents.getPrintersAsync();
  if (printers.length > 0) {
    const failure = await new Promise<string | null>((resolve) => {
      contents.print({ printBackground: true }, (success, reason) => resolve(success ? null : reason));
    });
    if (failure === null) return 'printed';
    if (failure === CANCELLED) return 'cancelled';
  }
  const path = await choosePdf();
  if (path === null) return 'cancelled';
  await save(path, await contents.printToPDF({ printBackground: true, preferCSSPageSize: true }));
  return 'saved';
}
