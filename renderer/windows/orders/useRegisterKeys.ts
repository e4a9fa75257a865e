import type { RefObject } from 'react';
import type { OrderRow } from '../../../shared/contract/orderViews.ts';
import { isTyping, useShortcuts } from '../../base/keys.ts';
import { SORTS } from './columns.ts';
import { actionOf, type RegisterAction } from './keys.ts';
import { NO_FILTER, type RegisterState } from './useRegisterState.ts';

type Parts = {
  state: RegisterState;
  rows: readonly OrderRow[];
  at: number;
  moveTo: (index: number) => void;
  openRow: (index: number) => void;
  /** Acts on the open page, in the order of their digits. */
  offered: readonly string[];
  root: RefObject<HTMLElement | null>;
  search: RefObject<HTMLInputElement | null>;
};

/** The register's keys in the whole window; what is typed into a field stays there, and dialogs have their own. */
export function useRegisterKeys({ state, rows, at, moveTo, openRow, offered, root, search }: Parts): void {
  const { filter, change } = state;
  const back = (): void => {
    const focused = document.activeElement;
    if (isTyping(focused) && focused instanceof HTMLElement) focused.blur();
    else state.setOpen(null);
  };
  const acts: Record<RegisterAction, () => void> = {
    search: () => search.current?.focus(),
    down: () => moveTo(at + 1),
    up: () => moveTo(at - 1),
    first: () => moveTo(0),
    last: () => moveTo(rows.length - 1),
    open: () => openRow(at),
    back,
    new: () => state.setDialog('new'),
    overdue: () => change({ overdue: !filter.overdue }),
    check: () => change({ stage: filter.stage === 'asked' ? '' : 'asked' }),
    recheck: () => change({ recheck: !filter.recheck }),
    suspended: () => change({ stage: filter.stage === 'suspended' ? '' : 'suspended' }),
    clear: () => change(NO_FILTER),
    sort: () => state.setSort(SORTS[(SORTS.indexOf(state.sort) + 1) % SORTS.length] ?? 'due'),
    export: () => state.setDialog('export'),
    draws: () => state.setDialog('draws'),
    help: () => state.setDialog('help'),
  };
  useShortcuts((event) => {
    if (state.dialog !== null || state.act !== null) return null;
    const target = event.target instanceof HTMLElement ? event.target : null;
    const nowhere = target === document.body || target?.tagName === 'MAIN';
    if (root.current?.contains(target) !== true && !nowhere) return null;
    const action = actionOf(event, isTyping(target));
    if (action === null) return null;
    if (typeof action === 'number') {
      const type = offered[action - 1];
      return type === undefined ? null : () => state.setAct(type);
    }
    // Enter on a button presses the button.
    if (action === 'open' && target?.closest('button') != null) return null;
    return acts[action];
  });
}
