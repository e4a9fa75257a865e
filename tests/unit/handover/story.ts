import type { Handover, HandoverFact, HandoverItem } from '../../../shared/contract/handover.ts';
import { newHandover } from '../../../shared/handover/decide.ts';
import { keyOf } from '../../../shared/handover/facts.ts';
import { refreshed } from '../../../shared/handover/refresh.ts';

export const NOW = Date.parse('2026-03-02T08:00:00+08:00');
export const MINUTE = 60_000;
export const DUTY = { id: 'duty', name: '甲', roles: ['street-duty' as const] };
export const RELIEF = { id: 'relief', name: '乙', roles: ['street-duty' as const] };
export const THIRD = { id: 'third', name: '丙', roles: ['street-duty' as const] };

export function whistle(
  id: string,
  changes: Partial<Extract<HandoverFact, { kind: 'whistle' }>>,
): HandoverFact {
  return {
    ...{
      kind: 'whistle',
      whistle: id,
      subject: '井盖',
      kindName: '推进哨',
      street: { org: 'S1', name: 'S1' },
    },
    ...{ stage: 'blown', level: 0, supervised: false, arrived: 0, expected: 1, clocks: [], waiting: [] },
    ...changes,
  };
}

export const source = (state: 'down' | 'paused'): HandoverFact => ({
  ...{ kind: 'source', source: 'hotline', sourceName: '热线', state, lastSuccessAt: null, error: null },
});

/** A fresh digest of these facts. */
export function begun(facts: readonly HandoverFact[]): Handover {
  const post = { org: 'S1', name: '一街道' };
  const made = newHandover({ id: 'h', post, outgoing: DUTY, since: NOW - 1, now: NOW, last: null });
  return refreshed(made, facts, NOW);
}

export function itemOf({ items }: Pick<Handover, 'items'>, fact: HandoverFact): HandoverItem {
  const found = items.find(({ key }) => key === keyOf(fact));
  if (found === undefined) throw new Error(`no ${keyOf(fact)}`);
  return found;
}
