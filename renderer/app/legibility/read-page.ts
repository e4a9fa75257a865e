import type { Sample } from '../../../shared/legibility/legibility.ts';

const LONGEST_EXAMPLE = 24;

/** Every text that can be seen under `root`, with its size in physical pixels. Texts for screen readers are skipped. */
export function readPage(root: Element): Sample[] {
  const samples: Sample[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const parent = node.parentElement;
    if (text === '' || parent === null || parent.closest('.visually-hidden, dialog, option') !== null)
      continue;
    range.selectNodeContents(node);
    if (!isSeen(range.getBoundingClientRect()) || !parent.checkVisibility({ visibilityProperty: true }))
      continue;
    const size = Number.parseFloat(getComputedStyle(parent).fontSize) * devicePixelRatio;
    samples.push({ text: text.slice(0, LONGEST_EXAMPLE), size });
  }
  return samples;
}

function isSeen({ width, height, right, bottom, left, top }: DOMRect): boolean {
  return width > 1 && height > 1 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
}
