import { SIZE } from '../../../../shared/document/gb9704.ts';
import type { Block, Column } from '../../../../shared/document/model.ts';
import { sentenceText } from '../../../../shared/document/partText.ts';
import { headingLabels } from '../../../../shared/document/sentences.ts';
import { typeOf } from '../docx/tables.ts';

/** A text in HTML; its line breaks stay. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>');
}

export function blocksHtml(blocks: readonly Block[]): string {
  const labels = headingLabels(blocks);
  return blocks
    .map((block) => {
      switch (block.kind) {
        case 'heading': {
          const rest = sentenceText(block.rest);
          const title = escaped(`${labels.get(block) ?? ''}${sentenceText(block.title)}`);
          const alone = rest === '' ? ' alone' : '';
          return `<p class="text${alone}"><span class="level${block.level}">${title}</span>${escaped(rest)}</p>`;
        }
        case 'paragraph':
          return `<p class="text">${escaped(sentenceText(block.text))}</p>`;
        case 'note':
          return `<p class="note">${escaped(sentenceText(block.text))}</p>`;
        case 'table':
          return tableHtml(block);
        default:
          return formHtml(block);
      }
    })
    .join('\n');
}

function tableHtml({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const { size, line } = typeOf(columns.length);
  const widths = columns
    .map(({ width }) => `<col style="width:${((100 * width) / whole).toFixed(2)}%">`)
    .join('');
  const cell = (text: string, align: Column['align']) =>
    `<td style="text-align:${align}">${escaped(text)}</td>`;
  return `<table style="font-size:${size}pt;line-height:${line}pt">${caption === null ? '' : `<caption>${escaped(sentenceText(caption))}</caption>`}<colgroup>${widths}</colgroup>
<thead><tr>${columns.map(({ head }) => `<th>${escaped(head)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${row.map((each, index) => cell(sentenceText(each), columns[index]?.align ?? 'left')).join('')}</tr>`).join('\n')}</tbody></table>`;
}

function formHtml({ rows }: Extract<Block, { kind: 'form' }>): string {
  const row = (fields: Extract<Block, { kind: 'form' }>['rows'][number]) => {
    const span = fields.length === 1 ? ' colspan="3"' : '';
    const cells = fields.map(
      ({ label, value }) => `<th>${escaped(label)}</th><td${span}>${escaped(sentenceText(value))}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  };
  return `<table style="font-size:${SIZE.四号}pt;line-height:24pt"><colgroup><col style="width:18%"><col style="width:32%"><col style="width:18%"><col style="width:32%"></colgroup><tbody>${rows.map(row).join('\n')}</tbody></table>`;
}
