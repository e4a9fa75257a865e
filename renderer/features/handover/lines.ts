import {
  type Handover,
  type HandoverItem,
  HandoverSection,
  NoteHeading,
} from '../../../shared/contract/handover.ts';

/** A row of the list: a line of the digest, or a heading of the notes that nothing is written under yet. */
export type Line = { key: string; item: HandoverItem | null; heading: NoteHeading | null };
export type Group = { id: HandoverSection | 'later'; lines: Line[] };

/**
 * The list as it is read: sections, the four headings of the notes, and last what came in after the digest was made, so
 * that nothing is ever put in above a line that somebody is reading.
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
  const news = items.filter(later);
  return [...sections, ...(news.length > 0 ? [{ id: 'later' as const, lines: news.map(lineOf) }] : [])];
}

/** Still to be acknowledged. */
export function isOpen({ item }: Line): boolean {
  return item !== null && item.ack === null && item.mark !== 'ended';
}

/** The row where the cursor goes next: behind `from`, else from the top; null where nothing is left. */
export function nextOpen(lines: readonly Line[], from: string): string | null {
  const at = lines.findIndex(({ key }) => key === from);
  const order = [...lines.slice(at + 1), ...lines.slice(0, at + 1)];
  return order.find((line) => line.key !== from && isOpen(line))?.key ?? null;
}

/** The row so many steps on; at the ends it stays. */
export function stepped(lines: readonly Line[], from: string | null, step: number): string | null {
  if (lines.length === 0) return null;
  const at = lines.findIndex(({ key }) => key === from);
  return lines[Math.max(0, Math.min(lines.length - 1, at < 0 ? 0 : at + step))]?.key ?? null;
}
