import { useState } from 'react';
import type { OrderStage, OriginKind } from '../../../shared/contract/orders.ts';
import type { OrderSort } from '../../../shared/contract/orderViews.ts';
import type { RegisterQuery } from '../../live/orders/register.ts';

/** The filters of the register; `''` and false let everything through. */
export type RegisterFilter = {
  q: string;
  stage: OrderStage | '';
  lead: string;
  origin: OriginKind | '';
  meeting: string;
  overdue: boolean;
  recheck: boolean;
};

export const NO_FILTER: RegisterFilter = {
  ...{ q: '', stage: '', lead: '', origin: '', meeting: '', overdue: false, recheck: false },
};

/** What is open over the register. */
export type RegisterDialog = 'new' | 'export' | 'draws' | 'help' | null;

export type RegisterState = {
  filter: RegisterFilter;
  change(part: Partial<RegisterFilter>): void;
  sort: OrderSort;
  setSort(sort: OrderSort): void;
  open: string | null;
  setOpen(id: string | null): void;
  dialog: RegisterDialog;
  setDialog(dialog: RegisterDialog): void;
  /** Number of the act whose form is open, on the page. */
  act: string | null;
  setAct(type: string | null): void;
};

export function useRegisterState(): RegisterState {
  const [filter, setFilter] = useState(NO_FILTER);
  const [sort, setSort] = useState<OrderSort>('due');
  const [open, setOpen] = useState<string | null>(null);
  const [dialog, setDialog] = useState<RegisterDialog>(null);
  const [act, setAct] = useState<string | null>(null);
  return {
    filter,
    change: (part) => setFilter((before) => ({ ...before, ...part })),
    ...{ sort, setSort, open, dialog, setDialog, act, setAct },
    setOpen(id) {
      setAct(null);
      setOpen(id);
    },
  };
}

/** The query of a filter: what is not set is left out. */
export function queryOf(filter: RegisterFilter, sort: OrderSort): RegisterQuery {
  const { q, stage, lead, origin, meeting, overdue, recheck } = filter;
  return {
    sort,
    ...(q === '' ? {} : { q }),
    ...(stage === '' ? {} : { stage: [stage] }),
    ...(lead === '' ? {} : { lead: [lead] }),
    ...(origin === '' ? {} : { origin: [origin] }),
    ...(meeting === '' ? {} : { meeting }),
    ...(overdue ? { overdue: true } : {}),
    ...(recheck ? { recheck: true } : {}),
  };
}

export function hasFilter(filter: RegisterFilter): boolean {
  return Object.entries(NO_FILTER).some(([name, value]) => Reflect.get(filter, name) !== value);
}
