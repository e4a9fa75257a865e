import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { CaseSort } from '../../../shared/contract/filters.ts';
import { useCommands } from '../../base/commands/registry.ts';
import { isTyping } from '../../base/keys.ts';
import { useRootSize } from '../../base/theme.ts';
import { useWords } from '../../base/words.ts';
import { useDeskQueue } from '../../live/deskHooks.ts';
import { ANY, type Filter, select, setFilter, useLink } from '../../live/filters.ts';
import { useFilterQuery, useNow, useZone } from '../../live/now.ts';
import { useSearchGap } from '../../live/search-gap.ts';
import { focusWindow } from '../../ui/focus.ts';
import { toast } from '../../ui/kit/toast.ts';
import { nextSort } from './columns.ts';
import { Detail } from './Detail.tsx';
import { Export } from './Export.tsx';
import { exportWords } from './exportWords.ts';
import { Filters } from './Filters.tsx';
import { conditionCount } from './facets.ts';
import { KeyHelp } from './KeyHelp.tsx';
import { actionOf, type DeskAction, keysOf, moveCursor } from './keys.ts';
import { useNames } from './names.ts';
import { Queue } from './Queue.tsx';
import { QueueNotes } from './QueueNotes.tsx';
import { offsetToShow, pageStep } from './scroll.ts';
import { Toolbar } from './Toolbar.tsx';
import { useScroller } from './useScroller.ts';
import { deskWords } from './words.ts';
import './desk.css';
import './detail.css';

/** Height of a row in rem: dense, yet a line of Chinese text has room above and below. */
const ROW_REM = 1.8125;

/** The detail follows the cursor only when it rests: walking down a list must not ask for every case on the way. */
const FOLLOW_MS = 140;

/** Case desk (案件台): the queue, its filters and one case beside it. */
export default function DeskWindow(): ReactNode {
  const words = useWords(deskWords);
  const filter = useLink((link) => link.filter);
  const selectedId = useLink((link) => link.caseId);
  const [sort, setSort] = useState<CaseSort>('-requested');
  const [cursor, setCursor] = useState(0);
  const [filtersOpen, setFiltersOpen] = useState(() => innerWidth / innerHeight > 1.5);
  const [helpOpen, setHelpOpen] = useState(false);
  const [exportOpen, setExportOpen] = useState(false);
  const query = useFilterQuery(filter);
  const { queue, view } = useDeskQueue({ filter: query, sort });
  const gap = useSearchGap(query, () => queue.changed(null));
  const scroller = useScroller(view.total ?? 0, Math.round(useRootSize() * ROW_REM));
  const now = useNow(30_000);
  const zone = useZone();
  const names = useNames();
  const searchRef = useRef<HTMLInputElement>(null);
  const filterRef = useRef<HTMLButtonElement>(null);
  const paneRef = useRef<HTMLElement>(null);
  const rootRef = useRef<HTMLDivElement>(null);
  const cursorId = useRef<string | null>(selectedId);
  const total = view.total ?? 0;
  const at = Math.min(cursor, Math.max(0, total - 1));

  const focusRow = useCallback((index: number) => {
    // After this drawing: the row may only now come into the document.
    requestAnimationFrame(() =>
      rootRef.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true }),
    );
  }, []);

  const goTo = (index: number): void => {
    setCursor(index);
    cursorId.current = queue.row(index)?.id ?? null;
    scroller.scrollTo(offsetToShow(index, scroller.offset, scroller.frame));
    focusRow(index);
  };
  const open = (index: number): void => {
    const row = queue.row(index);
    if (row !== null) select(row.id);
  };
  const back = (): void => {
    if (helpOpen) setHelpOpen(false);
    else if (exportOpen) setExportOpen(false);
    else if (
      isTyping(document.activeElement) ||
      filterRef.current?.closest('aside')?.contains(document.activeElement)
    ) {
      // At once: the row takes the focus with the next picture, and a key pressed before that is not text any more.
      focusWindow();
      focusRow(at);
    } else {
      select(null);
      focusRow(at);
    }
  };
  const refresh = (): void => {
    const toTop = view.fresh > 0 && sort === '-requested';
    const before = { index: at, id: cursorId.current, offset: scroller.offset };
    if (toTop) {
      scroller.scrollTo(0);
      // Told at once, so that the new snapshot begins with the page that will be in sight.
      queue.show(0, pageStep(scroller.frame));
    }
    void queue.refresh().then(() => {
      const found = before.id === null ? -1 : queue.indexOf(before.id);
      if (found < 0) return;
      setCursor(found);
      if (!toTop && before.offset > 0)
        scroller.scrollTo(before.offset + (found - before.index) * scroller.frame.rowHeight);
    });
  };
  const copy = (number: string): void => {
    navigator.clipboard.writeText(number).then(
      () => toast('done', words.copied(number)),
      () => toast('failed', words.copyFailed),
    );
  };
  const toggleFilters = (): void => {
    setFiltersOpen((before) => {
      if (!before) requestAnimationFrame(() => filterRef.current?.focus());
      return !before;
    });
  };
  const change = (part: Partial<Filter>): void => {
    setFilter(part);
    setCursor(0);
    scroller.scrollTo(0);
  };
  const act: Record<DeskAction, () => void> = {
    search: () => {
      searchRef.current?.focus();
      searchRef.current?.select();
    },
    down: () => goTo(moveCursor('down', at, total, 1)),
    up: () => goTo(moveCursor('up', at, total, 1)),
    pageDown: () => goTo(moveCursor('pageDown', at, total, pageStep(scroller.frame))),
    pageUp: () => goTo(moveCursor('pageUp', at, total, pageStep(scroller.frame))),
    first: () => goTo(moveCursor('first', at, total, 1)),
    last: () => goTo(moveCursor('last', at, total, 1)),
    open: () => {
      open(at);
      requestAnimationFrame(() => paneRef.current?.focus());
    },
    back,
    filters: toggleFilters,
    clear: () => change(ANY),
    sort: () => setSort(nextSort(sort)),
    refresh,
    copy: () => {
      const row = queue.row(at);
      if (row !== null) copy(row.sourceId);
    },
    export: () => setExportOpen(true),
    help: () => setHelpOpen(true),
  };
  const exporting = useWords(exportWords);
  useCommands(() => [
    { id: 'desk-export', title: exporting.command, hint: keysOf('export')[0] ?? '', run: act.export },
  ]);
  useDeskKeys(act, rootRef);

  // With the pane open, the case under the resting cursor is the one shown.
  const rowId = queue.row(at)?.id ?? null;
  const paneOpen = selectedId !== null;
  const moved = useRef(at);
  useEffect(() => {
    if (moved.current === at) return;
    moved.current = at;
    if (rowId !== null) cursorId.current = rowId;
    if (!paneOpen || rowId === null) return;
    const timer = setTimeout(() => select(rowId), FOLLOW_MS);
    return () => clearTimeout(timer);
  }, [at, rowId, paneOpen]);
  // Another window chose a case: the cursor goes to it where it is loaded.
  useEffect(() => {
    const found = selectedId === null ? -1 : queue.indexOf(selectedId);
    if (found < 0) return;
    moved.current = found;
    cursorId.current = selectedId;
    setCursor(found);
  }, [selectedId, queue]);

  return (
    <div className="desk" ref={rootRef} data-filters={filtersOpen} data-detail={paneOpen}>
      <Toolbar
        searchRef={searchRef}
        q={filter.q}
        onSearch={(q) => change({ q })}
        sort={sort}
        onSort={setSort}
        filtersOpen={filtersOpen}
        conditions={conditionCount(filter)}
        onFilters={toggleFilters}
        onRefresh={refresh}
        onExport={() => setExportOpen(true)}
        onHelp={() => setHelpOpen(true)}
        view={view}
        words={words}
      />
      {filtersOpen ? (
        <Filters filter={filter} onChange={change} firstRef={filterRef} names={names} words={words} />
      ) : null}
      <div className="desk-queue">
        <QueueNotes
          view={view}
          filter={filter}
          at={at}
          gap={gap}
          onRefresh={refresh}
          onClear={change}
          words={words}
        />
        <Queue
          queue={queue}
          view={view}
          scroller={scroller}
          cursor={at}
          selectedId={selectedId}
          sort={sort}
          onSort={setSort}
          onPress={(index) => {
            goTo(index);
            open(index);
          }}
          now={now}
          zone={zone}
          words={words}
          names={names}
        />
      </div>
      {selectedId === null ? null : (
        <Detail
          id={selectedId}
          paneRef={paneRef}
          onClose={back}
          onCopy={copy}
          now={now}
          zone={zone}
          names={names}
          words={words}
        />
      )}
      {exportOpen ? (
        <Export query={query} sort={sort} total={view.total} onClose={() => setExportOpen(false)} />
      ) : null}
      {helpOpen ? <KeyHelp onClose={() => setHelpOpen(false)} words={words} /> : null}
    </div>
  );
}

/** Listens for the desk's keys in the whole window; what is typed into a field stays there. */
function useDeskKeys(act: Record<DeskAction, () => void>, root: React.RefObject<HTMLElement | null>): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      const inGrid = target?.closest('.q-grid') !== null && target?.closest('button') === null;
      // On nothing in particular: dialogs that close give the focus to the whole window.
      const nowhere = target === document.body || target?.tagName === 'MAIN';
      const inside = root.current?.contains(target) === true || nowhere;
      if (!inside && event.key !== 'Escape') return;
      const scope = isTyping(target) ? 'field' : inGrid || nowhere ? 'grid' : 'page';
      const action = actionOf(event, scope);
      if (action === null) return;
      event.preventDefault();
      latest.current[action]();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [root]);
}
