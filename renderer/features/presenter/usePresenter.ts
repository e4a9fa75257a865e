import { create } from 'zustand';
import { type Act, perform, type Refusal, sameDriver } from '../../../shared/presenter/acts.ts';
import type { Board, Control, Driver } from '../../../shared/presenter/control.ts';
import { settled } from '../../../shared/presenter/expiry.ts';
import { controlOf, merge } from '../../../shared/presenter/merge.ts';
import type { WallHere } from '../../../shared/presenter/messages.ts';
import { useSession } from '../../live/client/session.ts';
import { hear, keepBoard, keptBoard, say } from './channel.ts';
import { hangs, takeAnswer } from './driverResponse.ts';
import { livingWindows, ownName } from './ownName.ts';

/** A wall that another operator or window took from this one; by nobody: it went live since this window hung. */
export type Taken = { wall: string; by: string | null; at: number };

type State = {
  /** Name of this window; null until it has one. */
  self: string | null;
  board: Board;
  /** Walls that are open, as they told of themselves; without this window. */
  walls: readonly WallHere[];
  panel: boolean;
  /** Walls that the operator chose in the panel, kept while it is closed; null: none were. */
  picked: readonly string[] | null;
  taken: readonly Taken[];
  /** The last act from this window, for undoing it. */
  last: { id: string; walls: readonly string[]; at: number } | null;
};
export const usePresenter = create<State>()(() => ({
  self: null,
  board: keptBoard(),
  walls: [],
  panel: false,
  picked: null,
  taken: [],
  last: null,
}));

/** How often windows look who lives; ms. */
const LOOK_MS = 2000;
const loadedAt = Date.now();
/** Until then a window that has just come does not know yet who is signed in; ms. */
const SETTLING_MS = 4000;

export function showPresenter(panel: boolean): void {
  usePresenter.setState({ panel });
  if (panel) say({ kind: 'who' });
}

/** Who drives from this window; null while nobody is signed in. */
export function ownDriver(now: number): Driver | null {
  const { self } = usePresenter.getState();
  const { info } = useSession.getState();
  return self === null || info === null
    ? null
    : { window: self, operator: info.operator, name: info.name, since: now };
}

/** Why an act was not done, by wall. */
export type Refused = { wall: string; why: Refusal };

/**
 * Does something to walls. `id` names the act; steps of one act have one name. Answers what was refused; null when nobody
 * is signed in.
 */
export function act(walls: readonly string[], what: Act, id: string): Refused[] | null {
  const now = Date.now();
  const driver = ownDriver(now);
  if (driver === null) return null;
  // What another window has just kept may be ahead of its message.
  const board = merge(usePresenter.getState().board, keptBoard());
  const changed: Record<string, Control> = {};
  const refused: Refused[] = [];
  for (const wall of walls) {
    const result = perform(controlOf(board, wall), what, { driver, now, id });
    if (typeof result === 'string') refused.push({ wall, why: result });
    else changed[wall] = result;
  }
  const done = Object.keys(changed);
  if (done.length > 0) {
    tell(merge(board, changed), changed, now);
    const undoable = what.type !== 'undo' && what.type !== 'take-over';
    usePresenter.setState({ last: undoable ? { id, walls: done, at: now } : null });
  }
  return refused;
}

/** Undoes the last act from this window; null when nobody is signed in. */
export function undoLast(): Refused[] | null {
  const { last } = usePresenter.getState();
  return last === null ? [] : act(last.walls, { type: 'undo', act: last.id }, crypto.randomUUID());
}

function tell(board: Board, changed: Board, now: number): void {
  usePresenter.setState({ board });
  keepBoard(board, now);
  say({ kind: 'board', board: changed });
}

function take(heard: Board): void {
  const { board: before, self } = usePresenter.getState();
  const board = merge(before, heard);
  if (board === before) return;
  const me = ownDriver(0);
  const taken = Object.entries(board).flatMap(([wall, { driver, at }]): Taken[] => {
    const was = before[wall]?.driver ?? null;
    if (me === null || was === null || was.window !== self || !sameDriver(was, me)) return [];
    if (driver === null) return [{ wall, by: null, at }];
    return sameDriver(driver, was) ? [] : [{ wall, by: driver.name, at }];
  });
  usePresenter.setState((state) => ({ board, taken: [...state.taken, ...taken] }));
}

/** Looks who lives; a wall that is driven then says what became of its driver. */
async function look(ownWall: () => boolean): Promise<void> {
  const self = await ownName();
  const living = await livingWindows();
  const { walls, self: before } = usePresenter.getState();
  const open = walls.filter(({ wall }) => wall !== self && (living?.has(wall) ?? true));
  if (self !== before || open.length !== walls.length) usePresenter.setState({ self, walls: open });
  const now = Date.now();
  if (!ownWall() || now - loadedAt < SETTLING_MS) return;
  const { board } = usePresenter.getState();
  const control = controlOf(board, self);
  const driver = control.driver?.window ?? null;
  const windows = new Set(living ?? (driver === null ? [] : [driver]));
  // A wall does not hear itself.
  if (driver !== null && driver !== self && hangs(driver, now)) windows.delete(driver);
  const operator = useSession.getState().info?.operator ?? null;
  const next = settled(control, self, now, { windows, operator });
  if (next !== null) tell(merge(board, { [self]: next }), { [self]: next }, now);
}

/** Joins the other windows. `ownWall`: whether this window is a wall now. Returns how to leave. */
export function startPresenter(ownWall: () => boolean): () => void {
  const stop = hear((message) => {
    if (message.kind === 'board') take(message.board);
    else if (message.kind === 'here') takeWall(message.here);
    else if (message.kind === 'answer') takeAnswer(message.window, Date.now());
    else if (message.kind === 'ask') answer(message.window);
    else if (message.kind === 'gone')
      usePresenter.setState(({ walls }) => ({ walls: walls.filter(({ wall }) => wall !== message.wall) }));
    else say({ kind: 'board', board: usePresenter.getState().board });
  });
  say({ kind: 'who' });
  void look(ownWall);
  const timer = setInterval(() => void look(ownWall), LOOK_MS);
  return () => {
    stop();
    clearInterval(timer);
  };
}

/** On the message itself, without a timer: those of pages in the background may go once a minute. */
function answer(asked: string): void {
  if (asked === usePresenter.getState().self) say({ kind: 'answer', window: asked });
}

function takeWall(here: WallHere): void {
  usePresenter.setState(({ walls, self }) => {
    if (here.wall === self) return {};
    const known = walls.findIndex(({ wall }) => wall === here.wall);
    return { walls: (known < 0 ? [...walls, here] : walls.with(known, here)).toSorted(byPlace) };
  });
}

/** Windows of the layout first, in its order; then the others as they were opened. A number is a place here, from 1. */
function byPlace(a: WallHere, b: WallHere): number {
  if (a.slot !== null && b.slot !== null) return a.slot < b.slot ? -1 : 1;
  if (a.slot !== b.slot) return a.slot === null ? 1 : -1;
  return a.openedAt - b.openedAt;
}

/** The operator has read that walls were taken. */
export function forgetTaken(): void {
  usePresenter.setState({ taken: [] });
}
