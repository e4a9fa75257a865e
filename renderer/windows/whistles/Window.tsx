import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import type { Command } from '../../base/commands/commands.ts';
import { useCommands } from '../../base/commands/registry.ts';
import { isTyping } from '../../base/keys.ts';
import { openSignIn } from '../../base/sign-in.ts';
import { useWords } from '../../base/words.ts';
import { shortTime } from '../../live/city-time.ts';
import { useLink } from '../../live/filters.ts';
import { useNow, useZone } from '../../live/now.ts';
import { queryClient } from '../../live/query-client.ts';
import { useSession } from '../../live/session.ts';
import { followWhistles, reloadBoard, useBoard } from '../../live/whistleBoard.ts';
import { choose, openWhistle, useSelection } from '../../live/whistleSelection.ts';
import { Empty } from '../../ui/Empty.tsx';
import { focusWindow } from '../../ui/focus.ts';
import { shortNumber, useNames } from '../../ui/names.ts';
import { AlarmList } from './AlarmList.tsx';
import { actWords } from './actWords.ts';
import { BlowDialog } from './BlowDialog.tsx';
import { Board, openColumns, useUnfolded } from './Board.tsx';
import type { BoardContext } from './boardContext.ts';
import { boardCommands } from './commands.ts';
import type { Origin } from './draft.ts';
import { type BoardFilter, EVERYTHING, isFiltered } from './filter.ts';
import { Indicators } from './indicators/Indicators.tsx';
import { KeyHelp } from './KeyHelp.tsx';
import { actionOf, BOARD_KEYS, type BoardAction, capOf, FIGURES_KEYS, PAGE_KEYS } from './keys.ts';
import { neighbour } from './layout.ts';
import { Page } from './Page.tsx';
import { SideList } from './SideList.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useAlarms } from './useAlarms.ts';
import { useHanded } from './useHanded.ts';
import { useLayout } from './useLayout.ts';
import { want } from './wantedAct.ts';
import { whistleWords } from './words.ts';
import './acts.css';
import './page.css';
import './whistles.css';

/** Clocks move by the minute; a quarter of it keeps them honest without drawing all the time. */
const GRAIN_MS = 15_000;

/** Acts of the board that are worth a command; the others only move on the screen. */
const BOARD_COMMANDS = ['blow', 'mine', 'figures', 'list', 'clear', 'refresh', 'help'] as const;

/** Whistle board (吹哨台): all open whistles by stage, the page of one, what can be done to it, and blowing. */
export default function WhistlesWindow(): ReactNode {
  const words = useWords(whistleWords);
  const me = useSession((session) => session.info);
  const now = useNow(GRAIN_MS);
  const zone = useZone();
  const names = useNames();
  const { id: selectedId, open: pageOpen } = useSelection();
  const board = useBoard();
  const [filter, setFilter] = useState<BoardFilter>(EVERYTHING);
  const [unfolded, unfold] = useUnfolded();
  const [help, setHelp] = useState(false);
  const [list, setList] = useState(false);
  const [figures, setFigures] = useState(false);
  const [child, setChild] = useState(0);
  const [origin, setOrigin] = useState<Origin | null>(null);
  const alarms = useAlarms(me, now);
  const { layout, drift, rearrange, touched, shown } = useLayout({ filter, me, name: names.org, now });
  const caseId = useLink((link) => link.caseId);
  const searchRef = useRef<HTMLInputElement>(null);
  const paneRef = useRef<HTMLElement>(null);
  const rootRef = useRef<HTMLDivElement>(null);
  useEffect(followWhistles, []);
  const time = useCallback((at: number) => shortTime(at, zone, now), [zone, now]);
  const parts: BoardContext = { now, zone, time, names, words };
  const columns = openColumns(layout, unfolded);

  const open = useCallback((id: string): void => {
    setChild(0);
    openWhistle(id);
    requestAnimationFrame(() => paneRef.current?.focus({ preventScroll: true }));
  }, []);
  const focusCard = (id: string | null): void => {
    if (id === null) return;
    // Two frames: the column has to scroll and draw the card before it can have the focus.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        rootRef.current
          ?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)
          ?.focus({ preventScroll: true }),
      ),
    );
  };
  const blow = (from: Origin): void => {
    if (me === null) openSignIn(true);
    else setOrigin(from);
  };
  useHanded(me, setOrigin);
  // Always about what is selected: an open page must not turn another case's whistle into a repetition of its own.
  const blowHere = (): void => blow(caseId === null ? { kind: 'nothing' } : { kind: 'case', id: caseId });
  const blowAgain = (): void => {
    const view = queryClient.getQueryData<WhistleView>(['whistle', selectedId, me?.operator ?? null]);
    if (pageOpen && view !== undefined && me?.org === view.draft.street) blow({ kind: 'whistle', view });
  };
  const move = (way: 'up' | 'down' | 'left' | 'right'): void => {
    touched();
    if (pageOpen && (way === 'left' || way === 'right')) {
      setChild((before) => Math.max(0, before + (way === 'right' ? 1 : -1)));
      return;
    }
    const next = neighbour(layout, columns, selectedId, way);
    choose(next);
    if (pageOpen) setChild(0);
    else focusCard(next);
  };
  const keysOf = (id: string | null): string[] =>
    alarms.all.filter((alarm) => alarm.whistle === id).map(({ key }) => key);
  const act: Record<BoardAction, () => void> = {
    up: () => move('up'),
    down: () => move('down'),
    left: () => move('left'),
    right: () => move('right'),
    open: () => selectedId !== null && open(selectedId),
    back: () => {
      if (isTyping(document.activeElement)) focusCard(selectedId ?? '');
      else if (list) setList(false);
      else if (pageOpen) {
        openWhistle(null);
        focusCard(selectedId);
      } else if (figures) setFigures(false);
      if (isTyping(document.activeElement)) focusWindow();
    },
    blow: blowHere,
    again: blowAgain,
    search: () => searchRef.current?.focus(),
    mine: () => me !== null && setFilter((before) => ({ ...before, mine: !before.mine })),
    refresh: () => {
      rearrange();
      reloadBoard();
    },
    clear: () => setFilter(EVERYTHING),
    list: () => setList((before) => !before),
    figures: () => setFigures((before) => !before),
    ack: () => alarms.acknowledge(keysOf(selectedId)),
    shelve: () => alarms.shelve(keysOf(selectedId)),
    help: () => setHelp(true),
  };
  const acts = useWords(actWords);
  useCommands((typed) => [
    ...boardCommands(
      typed,
      board.rows,
      me,
      { org: names.org, act: (type) => acts[type], number: shortNumber },
      {
        open,
        act: (whistle, type, about) => {
          setChild(0);
          want({ whistle, act: type, words: about });
        },
      },
    ),
    ...BOARD_COMMANDS.map(
      (action): Command => ({
        id: `board-${action}`,
        title: words[`key_${action}`],
        hint: capOf(BOARD_KEYS.find((row) => row.action === action)?.keys[0] ?? ''),
        run: () => act[action](),
      }),
    ),
  ]);
  const latest = useRef({ act, pageOpen, figures, setChild });
  latest.current = { act, pageOpen, figures, setChild };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const at = latest.current;
      const typing = isTyping(event.target);
      const onButton =
        event.target instanceof HTMLButtonElement && !event.target.classList.contains('w-card');
      if (event.key === 'Enter' && onButton) return;
      if (at.pageOpen && !typing && /^[1-9]$/.test(event.key)) {
        at.setChild(Number(event.key) - 1);
        return;
      }
      const action = actionOf(
        at.pageOpen ? PAGE_KEYS : at.figures ? FIGURES_KEYS : BOARD_KEYS,
        event,
        typing,
      );
      if (action === null) return;
      event.preventDefault();
      at.act[action]();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  const closed = (whistle: string | null): void => {
    setOrigin(null);
    if (whistle !== null) open(whistle);
  };
  return (
    <div className="whistles" ref={rootRef} data-page={pageOpen} data-list={list} onPointerMove={touched}>
      <Toolbar
        filter={filter}
        onFilter={(part) => setFilter((before) => ({ ...before, ...part }))}
        searchRef={searchRef}
        rows={board.rows}
        shown={shown}
        drift={drift}
        onRearrange={act.refresh}
        onBlow={blowHere}
        onHelp={() => setHelp(true)}
        onList={act.list}
        figures={figures && !pageOpen}
        onFigures={act.figures}
        alarms={alarms}
        me={me}
        names={names}
        words={words}
      />
      {pageOpen && selectedId !== null ? (
        <>
          <SideList
            layout={layout}
            columns={columns}
            rows={board.rows}
            selectedId={selectedId}
            me={me}
            parts={parts}
            onOpen={open}
          />
          <Page
            id={selectedId}
            me={me}
            child={child}
            onChild={setChild}
            onBack={act.back}
            onBlow={blowAgain}
            onRevise={(view) => blow({ kind: 'revise', view })}
            paneRef={paneRef}
            parts={parts}
          />
        </>
      ) : figures ? (
        <Indicators parts={parts} onOpen={open} onClose={act.back} />
      ) : board.state === 'ready' && shown > 0 ? (
        <Board
          layout={layout}
          unfolded={unfolded}
          onUnfold={unfold}
          selectedId={selectedId}
          me={me}
          now={now}
          names={names}
          words={words}
          onOpen={open}
        />
      ) : (
        <div className="w-nothing">
          {board.state === 'waiting' ? (
            <p role="status">{words.reading}</p>
          ) : board.state === 'failed' ? (
            <Empty title={words.failed} text={board.error?.message ?? ''}>
              <button type="button" className="plain-button" onClick={reloadBoard}>
                {words.retry}
              </button>
            </Empty>
          ) : isFiltered(filter) ? (
            <Empty title={words.noneMatch} text={words.noneMatchHint}>
              <button type="button" className="plain-button" onClick={act.clear}>
                {words.clear}
              </button>
            </Empty>
          ) : (
            <Empty title={words.none} text={words.noneHint} />
          )}
        </div>
      )}
      {list ? (
        <AlarmList
          alarms={alarms}
          me={me}
          now={now}
          zone={zone}
          names={names}
          words={words}
          onOpen={open}
          onClose={() => setList(false)}
        />
      ) : null}
      {help ? <KeyHelp onClose={() => setHelp(false)} words={words} /> : null}
      {origin === null || me === null ? null : (
        <BlowDialog origin={origin} me={me} parts={parts} onClose={closed} />
      )}
    </div>
  );
}
