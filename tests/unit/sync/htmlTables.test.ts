import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHtmlTables } from '../../../electron/city/sync/file/workbook/htmlTables.ts';

const rowsOf = (html: string) => readHtmlTables(html).rows;
const HEAD = '<tr><th>编号</th><th>内容</th><th>状态</th></tr>';
const INNER = '<table border="1"><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>';

describe('tables of a page', () => {
  it('a table within a cell is the text of that cell, and the cells behind it stay', () => {
    const html = `<table>${HEAD}<tr><td>A1</td><td>见附表${INNER}以上</td><td>办理中</td></tr>
      <tr><td>A2<td>${INNER}<td>办结</tr></table>`;
    expect(rowsOf(html)).toEqual([
      ['编号', '内容', '状态'],
      ['A1', '见附表\n甲 乙\n丙 丁\n以上', '办理中'],
      ['A2', '甲 乙\n丙 丁', '办结'],
    ]);
  });

  it('a table that only lays out the page is none: its rows are rows', () => {
    const html = `<table><tr><td>导出清单</td></tr><tr><td><table>${HEAD}<tr><td>A1</td><td>x</td><td>y</td></tr></table></td></tr></table>`;
    expect(rowsOf(html)).toEqual([['导出清单'], ['编号', '内容', '状态'], ['A1', 'x', 'y']]);
  });

  it('all tables of a page are read, a blank row between', () => {
    const html = `<h1>x</h1><table><caption>月报</caption>${HEAD}</table><p>续表</p><table><tr><td>A1<td>x<td>y</table>`;
    expect(rowsOf(html)).toEqual([['月报'], ['编号', '内容', '状态'], [], ['A1', 'x', 'y']]);
  });

  it('merged cells stand where they stand in the page', () => {
    const html = `<table><tr><td rowspan=2>a</td><td colspan="2">b</td></tr><tr><td>c</td><td>d</td></tr></table>`;
    expect(readHtmlTables(html)).toEqual({
      rows: [
        ['a', 'b', null],
        [null, 'c', 'd'],
      ],
      merges: [
        { startRow: 0, startCol: 0, endRow: 1, endCol: 0 },
        { startRow: 0, startCol: 1, endRow: 0, endCol: 2 },
      ],
    });
  });

  it('comments, scripts, entities and line breaks are read as a page shows them', () => {
    const html = `<!-- <table><tr><td>no --><style>td{x:"<td>"}</style><table><tr><td>甲&nbsp;&#20057;<br>丙 &amp; a<b</td>
      <td><!--</td>-->x<script>"</td>"</script></td><td>1 &unknown; &#0;</td></tr></table>`;
    expect(rowsOf(html)).toEqual([['甲 乙\n丙 & a<b', 'x', '1 &unknown; &#0;']]);
  });

  it.each([
    [
      'a nested table that does not end',
      `<table>${HEAD}<tr><td>A1<td><table><tr><td>x</td></tr></td><td>y</td></tr></table>`,
    ],
    ['a table that ends too early', `<table>${HEAD}</table><tr><td>A1</td></tr></table>`],
    ['a cell without its beginning', `<table><tr>A1</td><td>x</td></tr></table>`],
    ['a tag that another cuts off', '<table><tr><td>A1</td><td <td>x</td></tr></table>'],
    ['a tag with a damaged letter', '<table><tr><td>A1<\0td><td>x</td></tr></table>'],
    ['no table', '<html><p>登录</p></html>'],
    ['tables nested without end', '<table><tr><td>'.repeat(60)],
  ])('%s is refused', (_, html) => expect(() => rowsOf(html)).toThrow());

  it('property: no cell of a row is lost, whatever tables stand within', () => {
    const text = fc.stringMatching(/^[a-z甲乙丙0-9]{1,6}$/);
    const inner = fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
    const cell = fc.record({ text, inner: fc.option(inner, { freq: 3 }) });
    const row = fc.array(cell, { minLength: 2, maxLength: 5 });
    const closing = fc.constantFrom(['</td>', '</tr>'] as const, ['', ''] as const, ['</TD>', ''] as const);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), closing, (rows, [td, tr]) => {
        const innerOf = (table: string[][]) =>
          `<table>${table.map((cells) => `<tr>${cells.map((one) => `<td>${one}${td}`).join('')}${tr}`).join('')}</table>`;
        const html = rows
          .map((cells) => {
            const written = cells.map(
              (one) => `<td>${one.text}${one.inner === null ? '' : innerOf(one.inner)}${td}`,
            );
            return `<tr>${written.join('')}${tr}`;
          })
          .join('');
        const expected = rows.map((cells) =>
          cells.map((one) => [one.text, ...(one.inner ?? []).map((line) => line.join(' '))].join('\n')),
        );
        expect(rowsOf(`<table>${html}</table>`)).toEqual(expected);
      }),
    );
  });

  it.each([
    '<',
    '<td',
    '<table>',
    '<td a="',
    '<!--',
    '<script>',
    '</table>',
    '<td><table>',
    '&#',
    '<td a=\'"',
  ])('ends soon where %s stands again and again, whose square would take minutes', (part) => {
    try {
      rowsOf(`<table><tr><td>x</td></tr></table>${part.repeat(300_000)}`);
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
  });
});

it.each([
  '<t"d>',
  '<t9d>',
  '<9td>',
  '<;td>',
  '<"td>',
  '<td">',
  '<t-r>',
  '<ta"ble>',
  '<td_>',
  "</t'>",
  '<td w="5>',
])('a tag of a table that one wrong letter hides, as in %s, is damage: cells would move', (tag) => {
  const html = `<table>${HEAD}<tr><td>A1</td>${tag}x</td><td>y</td></tr></table>`;
  expect(() => readHtmlTables(html)).toThrow('broken tags');
});

it('other tags, and what only looks like one, are none of its tags', () => {
  const html = `<table>${HEAD}<tr><td>A1</td><td><x:td>温度<3度</x:td></td><td><tt>y</tt></td></tr></table>`;
  expect(rowsOf(html)[1]).toEqual(['A1', '温度<3度', 'y']);
});
