import type { Block, DocumentModel } from './model.ts';
import { levelLabels } from './numbering.ts';
import type { Sentence } from './part.ts';
import { sentenceText } from './partText.ts';

/** `place` is what an error calls the sentence. */
type Change = (sentence: Sentence, place: string) => Sentence;

/** The document with each of its sentences changed, table cells included. */
export function mapSentences(document: DocumentModel, change: Change): DocumentModel {
  return {
    ...document,
    title: document.title.map((line) => change(line, '标题')),
    body: mapBlocks(document.body, change, ''),
    annexes: document.annexes.map(({ title, isLandscape, blocks }, index) => ({
      ...{ title: change(title, `附件${index + 1}标题`), isLandscape },
      blocks: mapBlocks(blocks, change, `附件${index + 1}`),
    })),
    attendance: document.attendance.map(({ label, names }) => ({ label, names: change(names, label) })),
  };
}

function mapBlocks(blocks: readonly Block[], change: Change, within: string): Block[] {
  const labels = headingLabels(blocks);
  return blocks.map((block, index): Block => {
    const place = `${within}第${index + 1}段`;
    switch (block.kind) {
      case 'heading':
        return {
          ...block,
          title: change(block.title, `${within}${labels.get(block) ?? ''}`),
          rest: change(block.rest, `${within}${labels.get(block) ?? ''}${sentenceText(block.title)}`),
        };
      case 'paragraph':
      case 'note':
        return { ...block, text: change(block.text, place) };
      case 'table':
        return {
          ...block,
          caption: block.caption === null ? null : change(block.caption, `${place}表题`),
          rows: block.rows.map((row, at) =>
            row.map((cell, column) =>
              change(cell, `${place}表第${at + 1}行“${block.columns[column]?.head ?? ''}”`),
            ),
          ),
        };
      default:
        return {
          ...block,
          rows: block.rows.map((row) =>
            row.map(({ label, value }) => ({ label, value: change(value, `“${label}”`) })),
          ),
        };
    }
  });
}

/** The number of each heading, `一、` or `（二）`. */
export function headingLabels(blocks: readonly Block[]): Map<Block, string> {
  const headings = blocks.filter((block) => block.kind === 'heading');
  const labels = levelLabels(headings.map(({ level }) => level));
  return new Map(headings.map((block, index) => [block, labels[index] ?? '']));
}
