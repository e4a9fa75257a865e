import fc from 'fast-check';
import { expect, test } from 'vitest';
import { separatorOf, withoutSeparatorLine } from '../../../electron/city/sync/file/separators.ts';

test.each([
  ['nothing', '', ','],
  ['one column', '编号\n1\n', ','],
  ['comma', '编号,时间\n1,2025-03-05\n', ','],
  ['semicolon with decimal commas', 'id;lat;lon\n1;32,05;118,79\n2;32,06;118,80\n', ';'],
  ['tab', '编号\t时间\n1\t2025-03-05\n', '\t'],
  ['tab where the first column has no name', '\t时间\n1\t2025-03-05\n', '\t'],
  ['pipe', '工单编号|受理时间|诉求内容\r\nB1|2025-03-05 14:30:00|竖线分隔\r\n', '|'],
  ['full-width comma', '工单编号，受理时间，诉求内容\r\nF1，2025-03-05 14:30:00，全角逗号\r\n', '，'],
  ['full-width commas within cells', '编号;内容，说明，备注\n1;路灯，不亮，三天\n2;井盖，缺，一\n', ';'],
  ['title lines first', '某区工单，三月\n制表：甲，乙，丙; 丁\n编号\t时间\n1\t2025\n2\t2026\n', '\t'],
  ['commas in free text', 'id|text\n1|a, b, c\n2|d\n3|e, f\n', '|'],
  ['quoted separators and line ends', '"a;b;c","d\n;e"\n"1;2;3","4;\r\n5"\n', ','],
  ['a quote within a cell', 'a;b\n5" pipe;1\n6" pipe;2\n', ';'],
  ['a quote that is never closed', 'a;b\n"x;1\ny;2\n', ';'],
  ['carriage returns alone', 'a|b\r1|2\r', '|'],
  ['rows with fewer cells', 'a,b,c\n1,2,3\n1\n1,2,3\n', ','],
  ['a named one', 'sep=;\r\na,b;c,d\r\n', ';'],
  ['a named one, in quotes', '"sep=|"\na,b\n', '|'],
  ['a named tab', 'SEP=\t\na,b\n', '\t'],
])('%s', (_name, text, expected) => {
  expect(separatorOf(text, false)).toBe(expected);
});

test('the last record of a beginning counts only if it is all there is', () => {
  expect(separatorOf('a|b\n1|2\n3,4,5', true)).toBe('|');
  expect(separatorOf('a,b,c', true)).toBe(',');
});

test('the line that names the separator is no row', () => {
  expect(withoutSeparatorLine('sep=;\r\na;b\n')).toBe('a;b\n');
  expect(withoutSeparatorLine('sep=;')).toBe('');
  expect(withoutSeparatorLine('sep=;a\nb')).toBe('sep=;a\nb');
  expect(withoutSeparatorLine('a\nsep=;\n')).toBe('a\nsep=;\n');
});

test('property: the separator of a table is found, whatever its quoted cells hold', () => {
  const cell = fc.string({
    unit: fc.constantFrom('中', 'a', '1', ',', ';', '|', '\t', '，', '"', '\n', ' '),
  });
  const separators = fc.constantFrom(',', ';', '\t', '|', '，');
  const tables = fc
    .integer({ min: 2, max: 6 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 70 }),
    );
  fc.assert(
    fc.property(tables, separators, (rows, separator) => {
      const quoted = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(separator));
      expect(separatorOf(`${quoted.join('\n')}\n`, false)).toBe(separator);
    }),
  );
});
