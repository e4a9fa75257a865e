import { useCallback } from 'react';
import type { BatchType } from '../../../shared/contract/whistleBatch.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { isTyping } from '../../base/keys.ts';
import { queryClient } from '../../live/client/queryClient.ts';
import { useLink } from '../../live/link/filters.ts';
import { reloadBoard, viewQuery } from '../../live/whistles/board.ts';
import { openWhistle, selectWhistle } from '../../live/whistles/selection.ts';
import { focusWindow } from '../../ui/focus.ts';
import { EVERYTHING } from './filter.ts';
import type { BoardAction } from './keys.ts';
import { neighbour } from './layout.ts';
import type { BoardState } from './useBoardState.ts';

export type BoardActions = {
  /** What each key of the board does. */
  act: Record<BoardAction, () => void>;
  /** Opens the page of a whistle. */
  open: (id: string) => void;
};

/** What the operator can do on the whistle board, by key, button or command line. */
export function useBoardActions(state: BoardState): BoardActions {
  const { me, selection, board, alarms, marked, panels, setPanel, setChild, refs } = state;
  const { id: selectedId, open: pageOpen } = selection;
  const caseId = useLink((link) => link.caseId);

  const open = useCallback(
    (id: string): void => {
      setChild(0);
      openWhistle(id);
      requestAnimationFrame(() => refs.pane.current?.focus({ preventScroll: true }));
    },
    [setChild, refs.pane],
  );
  const focusCard = (id: string | null): void => {
    if (id === null) return;
    // Two frames: the column has to scroll and draw the card before it can have the focus.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        refs.root.current
          ?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)
          ?.focus({ preventScroll: true }),
      ),
    );
  };
  const move = (way: 'up' | 'down' | 'left' | 'right') => (): void => {
    board.touched();
    if (pageOpen && (way === 'left' || way === 'right')) {
      setChild((before) => Math.max(0, before + (way === 'right' ? 1 : -1)));
      return;
    }
    const next = neighbour(board.layout, board.columns, selectedId, way);
    selectWhistle(next);
    if (pageOpen) setChild(0);
    else focusCard(next);
  };
  const back = (): void => {
    if (isTyping(document.activeElement)) focusCard(selectedId ?? '');
    else if (panels.alarmList) setPanel('alarmList', false);
    else if (pageOpen) {
      openWhistle(null);
      focusCard(selectedId);
    } else if (panels.indicators) setPanel('indicators', false);
    else marked.clear();
    if (isTyping(document.activeElement)) focusWindow();
  };
  /** Marks the selected whistle and the next one. */
  const markTo = (way: 'up' | 'down') => (): void => {
    board.touched();
    const next = neighbour(board.layout, board.columns, selectedId, way);
    marked.add(...[selectedId, next].flatMap((id) => id ?? []));
    selectWhistle(next);
    focusCard(next);
  };
  /** Nothing is marked: it is about the selected one. */
  const bulk = (type: BatchType) => (): void => {
    if (marked.ids.length === 0 && selectedId !== null) marked.add(selectedId);
    if (marked.ids.length > 0 || selectedId !== null) state.setBulk(type);
  };
  const selectedAlarms = (): string[] =>
    alarms.all.filter((alarm) => alarm.whistle === selectedId).map(({ key }) => key);
  const act: Record<BoardAction, () => void> = {
    up: move('up'),
    down: move('down'),
    left: move('left'),
    right: move('right'),
    open: () => selectedId !== null && open(selectedId),
    back,
    // Always about what is selected: an open page must not turn another case's whistle into a repetition of its own.
    blow: () => state.blow(caseId === null ? { kind: 'nothing' } : { kind: 'case', id: caseId }),
    again: () => {
      const { queryKey } = viewQuery(selectedId ?? '', me?.operator ?? null);
      const view = queryClient.getQueryData<WhistleView>(queryKey);
      if (pageOpen && view !== undefined && me?.org === view.draft.street)
        state.blow({ kind: 'whistle', view });
    },
    search: () => refs.search.current?.focus(),
    mine: () => me !== null && state.setFilter((before) => ({ ...before, mine: !before.mine })),
    refresh: () => {
      board.rearrange();
      reloadBoard();
    },
    clear: () => state.setFilter(() => EVERYTHING),
    list: () => setPanel('alarmList', !panels.alarmList),
    figures: () => setPanel('indicators', !panels.indicators),
    ack: () => alarms.acknowledge(selectedAlarms()),
    shelve: () => alarms.shelve(selectedAlarms()),
    mark: () => selectedId !== null && marked.toggle(selectedId),
    markDown: markTo('down'),
    markUp: markTo('up'),
    signAll: bulk('sign'),
    approveAll: bulk('approve'),
    help: () => setPanel('help', true),
  };
  return { act, open };
}
