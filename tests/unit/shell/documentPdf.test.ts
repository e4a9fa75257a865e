import { expect, it } from 'vitest';
import { documentPdf } from '../../../electron/shell/documentPdf.ts';

it('prints the page itself, on the paper of its style sheet, without the time', async () => {
  const calls: unknown[] = [];
  const contents = {
    loadURL: async (url: string) => {
      calls.push(Buffer.from(url.split('base64,')[1] ?? '', 'base64').toString());
    },
    printToPDF: async (options: unknown) => {
      calls.push(options);
      return Buffer.from("%PDF-1.4 /CreationDate (D:20261201071200+08'00')");
    },
  };
  const pdf = await documentPdf(contents, '<p>样例</p>');
  expect(calls).toEqual(['<p>样例</p>', { printBackground: true, preferCSSPageSize: true }]);
  expect(new TextDecoder().decode(pdf)).toBe("%PDF-1.4 /CreationDate (D:20000101000000+00'00')");
});
