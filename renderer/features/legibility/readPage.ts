import type { TextSample } from '../../../shared/legibility/legibility.ts';

const LONGEST_EXAMPLE = 24;
/** Texts for screen readers, dialogs, and key caps, which only the operator at the desk reads. */
const SKIPPED = '.visually-hidden, dialog, option, kbd';
/** Texts of marks alone are left out: shapes are told apart at smaller angles than characters. */
const HAS_LETTERS = /[\p{L}\p{N}]/u;

/** Every visible text under `root` with its size in physical pixels. */
export function readPage(root: Element): TextSample[] {
  const samples: TextSample[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const parent = node.parentElement;
    if (!HAS_LETTERS.test(text) || parent === null || parent.closest(SKIPPED) !== null) continue;
    range.selectNodeContents(node);
    if (!isVisible(range.getBoundingClientRect()) || !parent.checkVisibility({ visibilityProperty: true }))
      continue;
    const size = Number.parseFloat(getComputedStyle(parent).fontSize) * devicePixelRatio;
    samples.push({ text: text.slice(0, LONGEST_EXAMPLE), size });
  }
  return samples;
}

function isVisible({ width, height, right, bottom, left, top }: DOMRect): boolean {
  return width > 1 && height > 1 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
}
