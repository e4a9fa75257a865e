import {
  type Handover,
  type HandoverItem,
  HandoverSection,
  NoteHeading,
} from '../../../shared/contract/handover.ts';

/** A row of the list: an item of the digest, or a heading of the notes without a text yet. */
export type Line = { key: string; item: HandoverItem | null; heading: NoteHeading | null };
export type Group = { id: HandoverSection | 'later'; lines: Line[] };

/**
 * The list in reading order: the sections, the four headings of the notes, and last what was added after the hand-over
 * began, so that no line ever appears above one that somebody is reading.
 */
export function groupsOf({ items, openedAt }: Pick<Handover, 'items' | 'openedAt'>): Group[] {
  const later = (item: HandoverItem): boolean => item.addedAt > openedAt && item.section !== 'notes';
  const lineOf = (item: HandoverItem): Line => ({ key: item.key, item, heading: null });
  const sections = HandoverSection.options.map((id): Group => {
    if (id !== 'notes')
      return { id, lines: items.filter((item) => item.section === id && !later(item)).map(lineOf) };
    const lines = NoteHeading.options.map((heading): Line => {
      const key = `note:${heading}`;
      return { key, item: items.find((item) => item.key === key) ?? null, heading };
    });
    return { id, lines };
  });
  const added = items.filter(later);
  return [...sections, ...(added.length > 0 ? [{ id: 'later' as const, lines: added.map(lineOf) }] : [])];
}

/** Not acknowledged yet. */
export function isOpen({ item }: Line): boolean {
  return item !== null && item.ack === null && item.mark !== 'ended';
}

/** Key of the next row to acknowledge: after `from`, else from the top; null when none is left. */
export function nextOpenKey(lines: readonly Line[], from: string): string | null {
  const at = lines.findIndex(({ key }) => key === from);
  const order = [...lines.slice(at + 1), ...lines.slice(0, at + 1)];
  return order.find((line) => line.key !== from && isOpen(line))?.key ?? null;
}

/** Key of the row `step` rows further on, stopping at both ends. */
export function steppedKey(lines: readonly Line[], from: string | null, step: number): string | null {
  if (lines.length === 0) return null;
  const at = lines.findIndex(({ key }) => key === from);
  return lines[Math.max(0, Math.min(lines.length - 1, at < 0 ? 0 : at + step))]?.key ?? null;
}
