import type { ReactNode } from 'react';
import { useBoard } from '../../live/whistles/board.ts';
import { Board } from './Board.tsx';
import { BulkBar } from './bulk/BulkBar.tsx';
import { isFiltered } from './filter.ts';
import { Indicators } from './indicators/Indicators.tsx';
import { NoCards } from './NoCards.tsx';
import { Page } from './Page.tsx';
import { SideList } from './SideList.tsx';
import type { BoardActions } from './useBoardActions.ts';
import type { BoardState } from './useBoardState.ts';

/** Below the toolbar: the page of the open whistle, the indicators, or the board. */
export function BoardMain({ state, actions }: { state: BoardState; actions: BoardActions }): ReactNode {
  const { me, parts, selection, board } = state;
  const { act, open } = actions;
  const rows = useBoard((data) => data.rows);
  const ready = useBoard((data) => data.state === 'ready');
  if (selection.open && selection.id !== null)
    return (
      <>
        <SideList
          layout={board.layout}
          columns={board.columns}
          rows={rows}
          selectedId={selection.id}
          me={me}
          parts={parts}
          onOpen={open}
        />
        <Page
          id={selection.id}
          me={me}
          child={state.child}
          onChild={state.setChild}
          onBack={act.back}
          onBlow={act.again}
          onRevise={(view) => state.blow({ kind: 'revise', view })}
          paneRef={state.refs.pane}
          parts={parts}
        />
      </>
    );
  if (state.panels.indicators) return <Indicators parts={parts} onOpen={open} onClose={act.back} />;
  if (!ready || board.shown === 0)
    return <NoCards filtered={isFiltered(state.filter)} onClear={act.clear} words={parts.words} />;
  const { marked } = state;
  return (
    <>
      <Board
        layout={board.layout}
        unfolded={board.unfolded}
        mine={state.filter.mine}
        drift={board.drift}
        onRearrange={act.refresh}
        onUnfold={board.unfold}
        selectedId={selection.id}
        me={me}
        now={parts.now}
        names={parts.names}
        words={parts.words}
        marked={marked.ids}
        onMark={marked.toggle}
        onOpen={open}
      />
      {marked.ids.length === 0 ? null : (
        <BulkBar count={marked.ids.length} onAct={state.setBulk} onClear={marked.clear} />
      )}
    </>
  );
}
