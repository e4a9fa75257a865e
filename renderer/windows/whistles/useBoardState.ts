import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import type { BatchType } from '../../../shared/contract/whistleBatch.ts';
import { openDialog } from '../../base/intents.ts';
import { useSession } from '../../live/client/session.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { followWhistles } from '../../live/whistles/board.ts';
import { type Selection, useSelection } from '../../live/whistles/selection.ts';
import { useNames } from '../../ui/names.ts';
import { openColumns, useUnfolded } from './Board.tsx';
import type { BoardContext } from './boardContext.ts';
import { type Marked, useMarked } from './bulk/useMarked.ts';
import type { ColumnId } from './columns.ts';
import type { Origin } from './draft.ts';
import { type BoardFilter, EVERYTHING } from './filter.ts';
import type { Layout } from './layout.ts';
import { type Alarms, useAlarms } from './useAlarms.ts';
import { useBlowIntent } from './useBlowIntent.ts';
import { useLayout } from './useLayout.ts';
import type { WhistleWords } from './words.ts';

/** Clocks show minutes; drawing every quarter minute keeps them right within a few seconds. */
const GRAIN_MS = 15_000;

/** Parts of the window that the operator opens and closes. */
export type Panel = 'help' | 'alarmList' | 'indicators';

export type BoardState = {
  me: SessionState | null;
  parts: BoardContext;
  selection: Selection;
  filter: BoardFilter;
  setFilter: (change: (before: BoardFilter) => BoardFilter) => void;
  /** Where each card is, and how many changes a touched board holds back. */
  board: {
    layout: Layout;
    drift: number;
    shown: number;
    rearrange: () => void;
    touched: () => void;
    columns: readonly ColumnId[];
    unfolded: readonly ColumnId[];
    unfold: (id: ColumnId, open: boolean) => void;
  };
  alarms: Alarms;
  /** For a bulk act, which is open in its dialog; null: none is. */
  marked: Marked;
  bulk: BatchType | null;
  setBulk: (type: BatchType | null) => void;
  panels: Readonly<Record<Panel, boolean>>;
  setPanel: (panel: Panel, open: boolean) => void;
  /** Index of the chosen department on the open page. */
  child: number;
  setChild: (change: number | ((before: number) => number)) => void;
  /** What the form is open for; null: it is closed. */
  origin: Origin | null;
  setOrigin: (origin: Origin | null) => void;
  /** Opens the form, or the sign-in where nobody is signed in. */
  blow: (from: Origin) => void;
  refs: {
    root: RefObject<HTMLDivElement | null>;
    search: RefObject<HTMLInputElement | null>;
    pane: RefObject<HTMLElement | null>;
  };
};

/** What the whistle board shows and which of its parts are open. */
export function useBoardState(words: WhistleWords): BoardState {
  const me = useSession((session) => session.info);
  const now = useNow(GRAIN_MS);
  const zone = useZone();
  const names = useNames();
  const [filter, setFilter] = useState<BoardFilter>(EVERYTHING);
  const [unfolded, unfold] = useUnfolded();
  const [panels, setPanels] = useState({ help: false, alarmList: false, indicators: false });
  const [child, setChild] = useState(0);
  const [origin, setOrigin] = useState<Origin | null>(null);
  const [bulk, setBulk] = useState<BatchType | null>(null);
  const marked = useMarked();
  const refs: BoardState['refs'] = {
    root: useRef<HTMLDivElement>(null),
    search: useRef<HTMLInputElement>(null),
    pane: useRef<HTMLElement>(null),
  };
  const alarms = useAlarms(me, now);
  const layout = useLayout({ filter, me, name: names.org, now });
  useEffect(followWhistles, []);
  useBlowIntent(me, setOrigin);
  const time = useCallback((at: number) => shortTime(at, zone, now), [zone, now]);
  return {
    me,
    parts: { now, zone, time, names, words },
    selection: useSelection(),
    filter,
    setFilter,
    alarms,
    marked,
    bulk,
    setBulk: (type) => (me === null && type !== null ? openDialog('signIn') : setBulk(type)),
    panels,
    child,
    setChild,
    origin,
    setOrigin,
    refs,
    board: { ...layout, columns: openColumns(layout.layout, unfolded, filter), unfolded, unfold },
    setPanel: (panel, open) => setPanels((before) => ({ ...before, [panel]: open })),
    blow: (from) => (me === null ? openDialog('signIn') : setOrigin(from)),
  };
}
