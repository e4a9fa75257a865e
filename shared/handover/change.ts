import type { Handover, HandoverItem } from '../contract/handover.ts';

/** What one step changed of an open hand-over. Lines are never moved or taken out: those in `items` are new or different. */
export type HandoverChange = Partial<
  Pick<Handover, 'outgoing' | 'incoming' | 'outgoingSignedAt' | 'notes'>
> & { seq: number; items: HandoverItem[] };

const FIELDS = ['outgoing', 'incoming', 'outgoingSignedAt', 'notes'] as const;

/** What `after` has otherwise than `before`; `apply` is its counterpart. */
export function changeBetween(before: Handover, after: Handover): HandoverChange {
  const change: HandoverChange = {
    seq: after.seq,
    items: after.items.filter((item, index) => item !== before.items[index]),
  };
  for (const field of FIELDS)
    if (after[field] !== before[field]) Object.assign(change, { [field]: after[field] });
  return change;
}

/** The hand-over after the change. New lines stand behind the others, in their order. */
export function applyChange(before: Handover, { items, ...fields }: HandoverChange): Handover {
  const changed = new Map(items.map((item) => [item.key, item]));
  const kept = before.items.map((item) => {
    const other = changed.get(item.key);
    changed.delete(item.key);
    return other ?? item;
  });
  return { ...before, ...fields, items: [...kept, ...changed.values()] };
}
