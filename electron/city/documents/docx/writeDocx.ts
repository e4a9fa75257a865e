import {
  Document,
  DocumentGridType,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageOrientation,
  type Paragraph,
  SectionType,
  type Table,
} from 'docx';
import { LINE, MARGINS, PAPER, SIZE } from '../../../../shared/document/gb9704.ts';
import type { DocumentModel } from '../../../../shared/document/model.ts';
import { sentenceText } from '../../../../shared/document/partText.ts';
import { canonicalZip } from '../canonicalZip.ts';
import { bodyOf, endOf } from './body.ts';
import { footerDistance, footersOf, LANDSCAPE_MARGINS } from './footers.ts';
import { headParagraphs, titleLine } from './head.ts';
import { imprintOf } from './imprint.ts';
import { emptyLines, fontOf, paragraph, run } from './paragraphs.ts';
import { setTypography } from './typography.ts';
import { twips, twipsOfPoints } from './units.ts';

type Child = Paragraph | Table;

/**
 * A document as DOCX by GB/T 9704-2012. The same document gives the same bytes: no times, no hyperlinks (the library gives
 * them random ids), entries sorted.
 * @param identity line at the foot of every page: id and hashes
 */
export async function writeDocx(document: DocumentModel, identity: string): Promise<Uint8Array> {
  const title = document.title.map(sentenceText).join('');
  const packed = await Packer.toArrayBuffer(
    new Document({
      ...{ title, creator: '城哨', lastModifiedBy: '城哨', description: identity },
      evenAndOddHeaderAndFooters: true,
      styles: {
        default: {
          document: {
            run: {
              ...{ font: fontOf('text'), size: SIZE.三号 * 2 },
              language: { value: 'en-US', eastAsia: 'zh-CN' },
            },
            paragraph: {
              spacing: { before: 0, after: 0, line: twipsOfPoints(LINE), lineRule: LineRuleType.EXACT },
            },
          },
        },
      },
      sections: sectionsOf(document, identity),
    }),
  );
  return canonicalZip(new Uint8Array(packed), (name, xml) =>
    /^word\/(?:document|footer)/.test(name) ? setTypography(xml) : xml,
  );
}

function sectionsOf(document: DocumentModel, identity: string): ISectionOptions[] {
  const { annexes } = document;
  const parts: { isLandscape: boolean; children: Child[] }[] = [
    {
      isLandscape: document.isLandscape,
      children: [
        ...headParagraphs(document),
        ...bodyOf(document.body, widthOf(document.isLandscape)),
        ...endOf(document),
      ],
    },
    ...annexes.map(({ title, isLandscape, blocks }, index) => ({
      isLandscape,
      children: [
        paragraph(
          [run(annexes.length === 1 ? '附件' : `附件${index + 1}`, { face: 'level1', size: SIZE.三号 })],
          LINE,
          {},
        ),
        ...emptyLines(1),
        titleLine(sentenceText(title)),
        ...emptyLines(1),
        ...bodyOf(blocks, widthOf(isLandscape)),
      ],
    })),
  ];
  const last = parts.at(-1);
  if (last !== undefined) {
    const { left } = last.isLandscape ? LANDSCAPE_MARGINS : MARGINS;
    last.children.push(...imprintOf(document, { left, width: widthOf(last.isLandscape) }));
  }
  return parts.map(({ isLandscape, children }) => sectionOf(isLandscape, children, identity));
}

function widthOf(isLandscape: boolean): number {
  return isLandscape
    ? PAPER.height - LANDSCAPE_MARGINS.left - LANDSCAPE_MARGINS.right
    : PAPER.width - MARGINS.left - MARGINS.right;
}

function sectionOf(isLandscape: boolean, children: Child[], identity: string): ISectionOptions {
  const margins = isLandscape ? LANDSCAPE_MARGINS : MARGINS;
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      grid: { type: DocumentGridType.LINES, linePitch: twipsOfPoints(LINE) },
      page: {
        size: {
          ...{ width: twips(PAPER.width), height: twips(PAPER.height) },
          orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          ...{ top: twips(margins.top), bottom: twips(margins.bottom) },
          ...{ left: twips(margins.left), right: twips(margins.right) },
          ...{ header: twips(15), footer: footerDistance(margins.bottom), gutter: 0 },
        },
      },
    },
    footers: footersOf(identity),
    children,
  };
}
