import { useState } from 'react';
import type { LonLat } from '../../../shared/contract/common.ts';
import { type Act, UNDO_MS } from '../../../shared/presenter/acts.ts';
import { type Content, type MarkColour, NO_CONTROL } from '../../../shared/presenter/control.ts';
import { useWords } from '../../base/words.ts';
import { useMachineNow } from '../../live/link/clock.ts';
import { presenterWords, refusalText } from './presenterWords.ts';
import { ownView } from './sentView.ts';
import { type Refused, runAct, undoLast, usePresenter } from './usePresenter.ts';
import { type SelectedPlace, useSelectedPlace } from './useSelectedPlace.ts';
import { secondsUntil } from './WallMarks.tsx';
import { useWallNames } from './wallNames.ts';

/** What the pointer, or Enter, does on the picture. */
export const TOOLS = ['spot', 'pen', 'arrow', 'ring', 'text'] as const;
export type Tool = (typeof TOOLS)[number];

/** State of the panel 「导播」: the chosen walls, the tool, and what the operator can do. */
export type PanelState = {
  chosen: readonly string[];
  /** Adds a wall to the chosen ones, or removes it. */
  toggle: (wall: string) => void;
  /** All walls, or none where all are chosen. */
  toggleAll: () => void;
  /** Content of the chosen walls, in their order. */
  contents: readonly Content[];
  tool: Tool;
  setTool: (tool: Tool) => void;
  colour: MarkColour;
  setColour: (colour: MarkColour) => void;
  selected: SelectedPlace | null;
  /** To the operator, about the last action. */
  note: string;
  /** Seconds for which the last action can be undone; 0: it cannot. */
  undoSeconds: number;
  undo: () => void;
  /** Runs an action on the chosen walls; steps with one id are one action. */
  run: (what: Act, id: string) => void;
  send: () => void;
  stroke: (points: readonly LonLat[], text: string) => void;
};

export function usePanel(): PanelState {
  const words = useWords(presenterWords);
  const nameOf = useWallNames();
  const walls = usePresenter((state) => state.walls);
  const board = usePresenter((state) => state.board);
  const self = usePresenter((state) => state.self);
  const last = usePresenter((state) => state.last);
  const now = useMachineNow(1000);
  const selected = useSelectedPlace();
  const picked = usePresenter((state) => state.picked);
  const [tool, setTool] = useState<Tool>('spot');
  const [colour, setColour] = useState<MarkColour>('ink');
  const [note, setNote] = useState('');
  const open = walls.map(({ wall }) => wall);
  // Before any is chosen: those driven from here, and the only one where there is but one.
  const preselected = open.length === 1 ? open : open.filter((wall) => board[wall]?.driver?.window === self);
  const chosen = (picked ?? preselected).filter((wall) => open.includes(wall));
  const contents = chosen.map((wall) => (board[wall] ?? NO_CONTROL).content);

  const setPicked = (next: readonly string[]): void => usePresenter.setState({ picked: next });
  const report = (refused: Refused[] | null, done: string): void => {
    if (refused === null) {
      setNote(words.needOperator);
      return;
    }
    const reported = refused.filter(({ reason }) => reason !== 'nothing' || refused.length === chosen.length);
    const texts = reported.map(({ wall, reason }) =>
      refusalText(words, reason, nameOf(wall), board[wall]?.driver?.name ?? ''),
    );
    setNote(texts.length === 0 ? done : [...new Set(texts)].join(' '));
  };
  const run = (what: Act, id: string): void => {
    if (chosen.length === 0) setNote(words.chooseFirst);
    else report(runAct(chosen, what, id), '');
  };
  return {
    chosen,
    toggle: (wall) =>
      setPicked(chosen.includes(wall) ? chosen.filter((each) => each !== wall) : [...chosen, wall]),
    toggleAll: () => setPicked(chosen.length === open.length ? [] : open),
    contents,
    tool,
    setTool,
    colour,
    setColour,
    selected,
    note,
    // The clock ticks by the second and may be behind the action.
    undoSeconds: last === null ? 0 : secondsUntil(last.at + UNDO_MS, Math.max(last.at, now)),
    undo: () => {
      if (last === null) setNote(words.refused_nothing);
      else report(undoLast(), '');
    },
    run,
    send: () => {
      if (chosen.length === 0) {
        setNote(words.chooseFirst);
        return;
      }
      const { view, contactDropped } = ownView(crypto.randomUUID(), selected);
      const sent = words.sent(chosen.length);
      report(
        runAct(chosen, { type: 'send', view }, view.id),
        contactDropped ? `${sent} ${words.phoneDropped}` : sent,
      );
    },
    stroke: (points, text) => {
      if (tool === 'spot') return;
      const id = crypto.randomUUID();
      run({ type: 'mark', mark: { id, kind: tool, colour, points: [...points], text } }, id);
    },
  };
}
