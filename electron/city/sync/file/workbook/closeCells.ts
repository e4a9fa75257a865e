/** Where a tag begins: what is put before it does not depend on its attributes. */
const TAG = /<(\/?)(table|tr|td|th)\b/gi;

/**
 * HTML with an end tag for every cell of a table. HTML lets `</td>` be left out before the next cell, the next row and the
 * end of the table (WHATWG HTML, §13.1.2.4 «Optional tags»); the reader of workbooks would take such cells for one.
 */
export function closeCells(html: string): string {
  /** Of each table that is open, outermost first, whether one of its cells is. */
  const tables: boolean[] = [];
  return html.replace(TAG, (tag: string, slash: string, name: string) => {
    const isEnd = slash !== '';
    const isOpen = tables.at(-1) ?? false;
    const what = name.toLowerCase();
    const isCell = what === 'td' || what === 'th';
    if (what === 'table' && !isEnd) tables.push(false);
    else if (what === 'table') tables.pop();
    else if (tables.length > 0) tables[tables.length - 1] = isCell && !isEnd;
    const mustClose = isOpen && !(isCell && isEnd) && !(what === 'table' && !isEnd);
    return mustClose ? `</td>${tag}` : tag;
  });
}
