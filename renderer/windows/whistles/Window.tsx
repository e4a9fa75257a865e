import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { useBoard } from '../../live/whistles/board.ts';
import { AlarmList } from './AlarmList.tsx';
import { BlowDialog } from './BlowDialog.tsx';
import { BoardMain } from './BoardMain.tsx';
import { BulkDialog } from './bulk/BulkDialog.tsx';
import { KeyHelp } from './KeyHelp.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useBoardActions } from './useBoardActions.ts';
import { useBoardCommands } from './useBoardCommands.ts';
import { useBoardKeys } from './useBoardKeys.ts';
import { useBoardState } from './useBoardState.ts';
import styles from './whistles.module.css';
import { whistleWords } from './words.ts';

/** Whistle board (吹哨台): all open whistles by stage, the page of one, what can be done to it, and blowing. */
export default function WhistlesWindow(): ReactNode {
  const words = useWords(whistleWords);
  const state = useBoardState(words);
  const actions = useBoardActions(state);
  useBoardCommands(state, actions);
  useBoardKeys(state, actions.act);
  const rows = useBoard((data) => data.rows);
  const { act, open } = actions;
  const { me, parts, selection, board, alarms, panels, setPanel, origin } = state;
  const closed = (whistle: string | null): void => {
    state.setOrigin(null);
    if (whistle !== null) open(whistle);
  };
  return (
    <div
      className={styles['whistles']}
      data-part="whistles"
      ref={state.refs.root}
      data-page={selection.open}
      data-list={panels.alarmList}
      onPointerMove={board.touched}
    >
      <Toolbar
        filter={state.filter}
        onFilter={(part) => state.setFilter((before) => ({ ...before, ...part }))}
        searchRef={state.refs.search}
        rows={rows}
        shown={board.shown}
        drift={board.drift}
        onRearrange={act.refresh}
        onBlow={act.blow}
        onHelp={act.help}
        onList={act.list}
        figures={panels.indicators && !selection.open}
        onFigures={act.figures}
        alarms={alarms}
        me={me}
        names={parts.names}
        words={words}
      />
      <BoardMain state={state} actions={actions} />
      {panels.alarmList ? (
        <AlarmList
          alarms={alarms}
          me={me}
          now={parts.now}
          zone={parts.zone}
          names={parts.names}
          words={words}
          onOpen={open}
          onClose={() => setPanel('alarmList', false)}
        />
      ) : null}
      {state.bulk === null || me === null ? null : (
        <BulkDialog
          key={`${me.operator} ${state.bulk}`}
          type={state.bulk}
          marked={state.marked.ids}
          rows={rows}
          me={me}
          parts={parts}
          onOpen={(id) => {
            state.setBulk(null);
            state.marked.clear();
            open(id);
          }}
          onClose={(answered) => {
            state.setBulk(null);
            if (answered) state.marked.clear();
          }}
        />
      )}
      {panels.help ? <KeyHelp onClose={() => setPanel('help', false)} words={words} /> : null}
      {origin === null || me === null ? null : (
        <BlowDialog key={me.operator} origin={origin} me={me} parts={parts} onClose={closed} />
      )}
    </div>
  );
}
