import type { Handover, HandoverItem } from '../contract/handover.ts';

/** The changes of one step to an open hand-over. Lines are never moved or removed; `items` are the new and changed ones. */
export type HandoverChange = Partial<
  Pick<Handover, 'outgoing' | 'incoming' | 'outgoingSignedAt' | 'notes'>
> & { seq: number; items: HandoverItem[] };

const FIELDS = ['outgoing', 'incoming', 'outgoingSignedAt', 'notes'] as const;

/** The difference of two states of a hand-over; `applyChange` is the inverse. */
export function changeBetween(before: Handover, after: Handover): HandoverChange {
  const change: HandoverChange = {
    seq: after.seq,
    items: after.items.filter((item, index) => item !== before.items[index]),
  };
  for (const field of FIELDS)
    if (after[field] !== before[field]) Object.assign(change, { [field]: after[field] });
  return change;
}

/** The hand-over after a change. New lines are appended in their order. */
export function applyChange(before: Handover, { items, ...fields }: HandoverChange): Handover {
  const changed = new Map(items.map((item) => [item.key, item]));
  const kept = before.items.map((item) => {
    const other = changed.get(item.key);
    changed.delete(item.key);
    return other ?? item;
  });
  return { ...before, ...fields, items: [...kept, ...changed.values()] };
}
