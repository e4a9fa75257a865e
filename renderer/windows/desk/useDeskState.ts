import { type RefObject, useRef, useState } from 'react';
import type { CaseSort } from '../../../shared/contract/filters.ts';
import { useRootSize } from '../../base/theme.ts';
import { useFilterQuery } from '../../live/link/clock.ts';
import type { Filter } from '../../live/link/filter.ts';
import { setFilter, useLink } from '../../live/link/filters.ts';
import type { CaseQuery } from '../../live/queries/cases.ts';
import type { DeskQueue, QueueView } from '../../live/queries/deskQueue.ts';
import { useUnindexedCases } from '../../live/queries/indexLag.ts';
import { useDeskQueue } from '../../live/queries/useDeskQueue.ts';
import { pageStep } from './scroll.ts';
import { type QueueCursor, useQueueCursor } from './useQueueCursor.ts';
import { type Scroller, useScroller } from './useScroller.ts';

/** Height of a row in rem: dense, yet a line of Chinese text has room above and below. */
const ROW_REM = 1.8125;

export type DeskPanel = 'filters' | 'export' | 'help';

export type DeskState = {
  filter: Filter;
  query: CaseQuery;
  sort: CaseSort;
  setSort: (sort: CaseSort) => void;
  selectedId: string | null;
  queue: DeskQueue;
  view: QueueView;
  /** Cases that the text index has not reached yet. */
  gap: number;
  scroller: Scroller;
  cursor: QueueCursor;
  open: Readonly<Record<DeskPanel, boolean>>;
  setOpen: (panel: DeskPanel, open: boolean) => void;
  /** Changes the filter and goes back to the first row. */
  change: (part: Partial<Filter>) => void;
  /** Reads a new snapshot; the cursor stays on its case. */
  refresh: () => void;
  refs: {
    root: RefObject<HTMLDivElement | null>;
    search: RefObject<HTMLInputElement | null>;
    firstFilter: RefObject<HTMLButtonElement | null>;
    pane: RefObject<HTMLElement | null>;
  };
};

/** What the case desk shows and which of its panels are open. */
export function useDeskState(): DeskState {
  const filter = useLink((link) => link.filter);
  const selectedId = useLink((link) => link.caseId);
  const [sort, setSort] = useState<CaseSort>('-requested');
  const [open, setOpenPanels] = useState(() => ({
    filters: innerWidth / innerHeight > 1.5,
    export: false,
    help: false,
  }));
  const refs: DeskState['refs'] = {
    root: useRef<HTMLDivElement>(null),
    search: useRef<HTMLInputElement>(null),
    firstFilter: useRef<HTMLButtonElement>(null),
    pane: useRef<HTMLElement>(null),
  };
  const query = useFilterQuery(filter);
  const { queue, view } = useDeskQueue({ filter: query, sort });
  const gap = useUnindexedCases(query, () => queue.changed(null));
  const total = view.total ?? 0;
  const scroller = useScroller(total, Math.round(useRootSize() * ROW_REM));
  const cursor = useQueueCursor({ queue, total, scroller, selectedId, rootRef: refs.root });

  const change = (part: Partial<Filter>): void => {
    setFilter(part);
    cursor.toTop();
  };
  const refresh = (): void => {
    const toTop = view.newCases > 0 && sort === '-requested';
    const keep = cursor.keepCase(!toTop);
    if (toTop) {
      scroller.scrollTo(0);
      // Told at once, so that the new snapshot begins with the page that will be in sight.
      queue.show(0, pageStep(scroller.frame));
    }
    void queue.refresh().then(keep);
  };
  const setOpen = (panel: DeskPanel, shown: boolean): void =>
    setOpenPanels((before) => ({ ...before, [panel]: shown }));
  return {
    filter,
    query,
    sort,
    setSort,
    selectedId,
    queue,
    view,
    gap,
    scroller,
    cursor,
    open,
    setOpen,
    change,
    refresh,
    refs,
  };
}
