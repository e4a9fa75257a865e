import { useCommands } from '../../base/commands/registry.ts';
import { isTyping } from '../../base/keys.ts';
import { useWords } from '../../base/words.ts';
import { EMPTY_FILTER } from '../../live/link/filter.ts';
import { select } from '../../live/link/filters.ts';
import { focusWindow } from '../../ui/focus.ts';
import { toast } from '../../ui/kit/toast.ts';
import { nextSort } from './columns.ts';
import { exportWords } from './exportWords.ts';
import { type DeskAction, keysOf, moveCursor } from './keys.ts';
import { pageStep } from './scroll.ts';
import type { DeskState } from './useDeskState.ts';
import type { DeskWords } from './words.ts';

export type DeskActions = {
  /** What each key of the desk does. */
  act: Record<DeskAction, () => void>;
  /** Opens the case in a row. */
  open: (index: number) => void;
  /** Copies a case number. */
  copy: (number: string) => void;
};

/** What the operator can do on the case desk, by key, button or command line. */
export function useDeskActions(state: DeskState, words: DeskWords): DeskActions {
  const { queue, view, scroller, cursor, refs } = state;
  const exporting = useWords(exportWords);
  const { at } = cursor;
  const total = view.total ?? 0;

  const open = (index: number): void => {
    const row = queue.row(index);
    if (row !== null) select(row.id);
  };
  const copy = (number: string): void => {
    navigator.clipboard.writeText(number).then(
      () => toast('done', words.copied(number)),
      () => toast('failed', words.copyFailed),
    );
  };
  const back = (): void => {
    const inFilters = refs.firstFilter.current?.closest('aside')?.contains(document.activeElement) === true;
    if (state.open.help) state.setOpen('help', false);
    else if (state.open.export) state.setOpen('export', false);
    else if (isTyping(document.activeElement) || inFilters) {
      // At once: the row takes the focus with the next picture, and a key pressed before that is not text any more.
      focusWindow();
      cursor.focusRow(at);
    } else {
      select(null);
      cursor.focusRow(at);
    }
  };
  const move = (action: DeskAction) => (): void =>
    cursor.goTo(moveCursor(action, at, total, pageStep(scroller.frame)));
  const act: Record<DeskAction, () => void> = {
    search: () => {
      refs.search.current?.focus();
      refs.search.current?.select();
    },
    down: move('down'),
    up: move('up'),
    pageDown: move('pageDown'),
    pageUp: move('pageUp'),
    first: move('first'),
    last: move('last'),
    open: () => {
      open(at);
      requestAnimationFrame(() => refs.pane.current?.focus());
    },
    back,
    filters: () => {
      if (!state.open.filters) requestAnimationFrame(() => refs.firstFilter.current?.focus());
      state.setOpen('filters', !state.open.filters);
    },
    clear: () => state.change(EMPTY_FILTER),
    sort: () => state.setSort(nextSort(state.sort)),
    refresh: state.refresh,
    copy: () => {
      const row = queue.row(at);
      if (row !== null) copy(row.sourceId);
    },
    export: () => state.setOpen('export', true),
    help: () => state.setOpen('help', true),
  };
  useCommands(() => [
    { id: 'desk-export', title: exporting.command, hint: keysOf('export')[0] ?? '', run: act.export },
  ]);
  return { act, open, copy };
}
