import { builtDocument, makeDocument } from '../../electron/city/documents/makeDocument.ts';
import { withoutPdfDates } from '../../electron/city/documents/pdfDates.ts';
import { ORDER, REGISTER } from '../support/sampleDocuments.ts';
import { expect, test } from './support/fixtures.ts';
import { printedPdf } from './support/printed.ts';

/** Sizes of the pages of a PDF in points; Chromium writes them plainly. */
function pageSizes(pdf: Uint8Array): string[] {
  const text = Buffer.from(pdf).toString('latin1');
  return [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) =>
    [width, height].map((side) => Math.round(Number(side))).join('×'),
  );
}

test('公文打印 @web: Chromium prints the page on A4, upright and landscape, twice to the same bytes', async ({
  browser,
}) => {
  const html = async (request: Parameters<typeof builtDocument>[0]) =>
    new TextDecoder().decode((await makeDocument(builtDocument(request), [], 'html')).bytes);
  const order = await html({ kind: 'order', input: ORDER });
  const first = await printedPdf(browser, order);
  const second = await printedPdf(browser, order);
  expect(withoutPdfDates(first)).toEqual(withoutPdfDates(second));
  expect(withoutPdfDates(first)).toHaveLength(first.length);
  // Two pages: 版记 stands at the foot of the second and not on one of its own.
  expect(pageSizes(first)).toEqual(['595×842', '595×842']);
  const register = await printedPdf(browser, await html({ kind: 'register', input: REGISTER }));
  expect(new Set(pageSizes(register))).toEqual(new Set(['842×595']));
});
