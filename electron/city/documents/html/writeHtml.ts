import { dateText } from '../../../../shared/document/dates.ts';
import { markSize, textWidth } from '../../../../shared/document/gb9704.ts';
import type { DocumentModel, Imprint, Signature } from '../../../../shared/document/model.ts';
import { sentenceText } from '../../../../shared/document/partText.ts';
import { blocksHtml, escaped } from './blocks.ts';
import { styleSheet } from './style.ts';

const BLANK = '<p>&nbsp;</p>';

/**
 * Puts 版记 at the foot of the last page. CSS cannot ask where on its page a text ends: for a moment the last section is set
 * in columns as high as a page, which break as pages do, and what is left below 版记 goes above it.
 */
const TO_THE_FOOT = `{
  const section = document.querySelector('section.last');
  const imprint = section.querySelector('.imprint');
  if (imprint !== null) {
    section.classList.add('columns');
    const left = section.getBoundingClientRect().bottom - imprint.getBoundingClientRect().bottom;
    section.classList.remove('columns');
    imprint.style.marginTop = Math.max(0, Math.floor(left) - 2) + 'px';
  }
}`;

/**
 * A document as one page of HTML without anything from outside, in the layout of the DOCX, for Chromium to print as PDF. The
 * shell prints it by itself; where the host has no printer (web host), the browser's own dialog saves it.
 */
export function writeHtml(document: DocumentModel, identity: string): string {
  const title = escaped(document.title.map(sentenceText).join(''));
  const { annexes } = document;
  const sections = [
    {
      isWide: document.isLandscape,
      html: [headHtml(document), blocksHtml(document.body), endHtml(document)].join('\n'),
    },
    ...annexes.map((annex, index) => ({
      isWide: annex.isLandscape,
      html: `<p class="label">附件${annexes.length === 1 ? '' : index + 1}</p>${BLANK}<h1>${escaped(sentenceText(annex.title))}</h1>${BLANK}${blocksHtml(annex.blocks)}`,
    })),
  ];
  const pages = sections.map(({ isWide, html }, index) => {
    const isLast = index === sections.length - 1;
    const classes = [...(isWide ? ['wide'] : []), ...(isLast ? ['last'] : [])].join(' ');
    return `<section class="${classes}">${html}${isLast ? imprintHtml(document.imprint, document.kind) : ''}</section>`;
  });
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title><style>${styleSheet(identity)}</style></head>
<body>${pages.join('\n')}<script>${TO_THE_FOOT}</script></body></html>
`;
}

function headHtml({ head, marks, title, addressees }: DocumentModel): string {
  const lines = [
    ...title.map((line) => `<h1>${escaped(sentenceText(line))}</h1>`),
    BLANK,
    ...(addressees === null ? [] : [`<p>${escaped(addressees)}：</p>`]),
  ];
  if (head.kind === 'none') return lines.join('\n');
  const marked = [marks.copy, marks.secrecy, marks.urgency].filter((mark) => mark !== null);
  const above = [
    `<div class="marks">${marked.map((mark) => `<p class="${mark === marks.copy ? '' : 'label'}">${escaped(mark)}</p>`).join('')}</div>`,
    `<p class="mark" style="font-size:${markSize([...head.mark].length)}pt">${escaped(head.mark)}</p>`,
  ];
  const ends = (left: string, right: string) =>
    `<p class="ends"><span>${left}</span><span>${right}</span></p>`;
  const between =
    head.kind === 'minutes'
      ? [BLANK, `<p class="center">第${head.issue}期</p>`, ends(escaped(head.office), dateText(head.date))]
      : [
          ...[BLANK, BLANK],
          head.signer === null
            ? `<p class="center">${escaped(head.number)}</p>`
            : ends(escaped(head.number), `签发人：<span class="level2">${escaped(head.signer)}</span>`),
          '<div class="rule"></div>',
        ];
  return [...above, ...between, BLANK, BLANK, ...lines].join('\n');
}

function endHtml({ annexes, attendance, signature, note }: DocumentModel): string {
  const names = annexes.map(({ title }, index) => {
    const number = annexes.length === 1 ? '' : `${index + 1}.`;
    return `<p class="hanging">${index === 0 ? '附件：' : '　　　'}${number}${escaped(sentenceText(title))}</p>`;
  });
  const lists = attendance.map(
    ({ label, names: people }) =>
      `<p class="hanging"><span class="label">${escaped(label)}：</span>${escaped(sentenceText(people))}</p>`,
  );
  return [
    ...(names.length === 0 ? [] : [BLANK, ...names]),
    ...(lists.length === 0 ? [] : [BLANK, ...lists]),
    ...(signature === null ? [] : [signatureHtml(signature)]),
    ...(note === null ? [] : [`<p class="text">（${escaped(note)}）</p>`]),
  ].join('\n');
}

/** Where the lines stand, see docx/body.ts. */
function signatureHtml({ office, date, isSealed }: Signature): string {
  const day = dateText(date);
  const dayIndent = isSealed ? 4 : Math.max(0, textWidth(office) - textWidth(day));
  const nameIndent = isSealed ? Math.max(0, dayIndent + (textWidth(day) - textWidth(office)) / 2) : 2;
  const line = (text: string, indent: number) =>
    `<p class="right" style="padding-right:${indent}em">${escaped(text)}</p>`;
  return [BLANK, BLANK, line(office, nameIndent), line(day, dayIndent)].join('\n');
}

function imprintHtml(imprint: Imprint | null, kind: DocumentModel['kind']): string {
  if (imprint === null) return '';
  const label = kind === 'minutes' ? '分送' : '抄送';
  const copies =
    imprint.copies.length === 0 ? '' : `<p>${label}：${escaped(imprint.copies.join('，'))}。</p>`;
  return `<div class="imprint">${copies}<div class="ends"><span>${escaped(imprint.office)}</span><span>${dateText(imprint.date)}印发</span></div></div>`;
}
