import { create } from 'zustand';
import { type Act, applyAct, isSameDriver, type Refusal } from '../../../shared/presenter/acts.ts';
import type { Control, Driver, WallControls } from '../../../shared/presenter/control.ts';
import { controlAfterCheck } from '../../../shared/presenter/driverPresence.ts';
import { controlOfWall, mergeControls } from '../../../shared/presenter/mergeControls.ts';
import type { WallReport } from '../../../shared/presenter/messages.ts';
import { useSession } from '../../live/client/session.ts';
import { loadBoard, post, saveBoard, subscribe } from './channel.ts';
import { isDriverUnresponsive, recordAnswer } from './driverResponse.ts';
import { openWindowNames, ownName } from './ownName.ts';

/** A wall that another operator or window took over; `by` null: it went live because this window did not respond. */
export type TakenOver = { wall: string; by: string | null; at: number };

type State = {
  /** Name of this window; null until it has one. */
  self: string | null;
  board: WallControls;
  /** Open walls as they announced themselves, without this window. */
  walls: readonly WallReport[];
  panel: boolean;
  /** Walls that the operator chose in the panel, kept while it is closed; null: no choice yet. */
  picked: readonly string[] | null;
  takenOver: readonly TakenOver[];
  /** The last action from this window, for undoing it. */
  last: { id: string; walls: readonly string[]; at: number } | null;
};
export const usePresenter = create<State>()(() => ({
  self: null,
  board: loadBoard(),
  walls: [],
  panel: false,
  picked: null,
  takenOver: [],
  last: null,
}));

/** How often windows check which others are open; ms. */
const CHECK_MS = 2000;
const loadedAt = Date.now();
/** So long after it was loaded a window may not know yet who is signed in; ms. */
const SIGN_IN_KNOWN_MS = 4000;

export function showPresenter(panel: boolean): void {
  usePresenter.setState({ panel });
  if (panel) post({ kind: 'who' });
}

/** The driver that this window and its operator are; null while nobody is signed in. */
export function ownDriver(now: number): Driver | null {
  const { self } = usePresenter.getState();
  const { info } = useSession.getState();
  return self === null || info === null
    ? null
    : { window: self, operator: info.operator, name: info.name, since: now };
}

/** Why an action was refused, by wall. */
export type Refused = { wall: string; reason: Refusal };

/**
 * Runs an action on walls. Steps of one action (a spotlight that is dragged) share its `id`, so that one undo takes them
 * all back. Returns what was refused; null when nobody is signed in.
 */
export function runAct(walls: readonly string[], what: Act, id: string): Refused[] | null {
  const now = Date.now();
  const driver = ownDriver(now);
  if (driver === null) return null;
  // What another window stored may arrive before its message does.
  const board = mergeControls(usePresenter.getState().board, loadBoard());
  const changed: Record<string, Control> = {};
  const refused: Refused[] = [];
  for (const wall of walls) {
    const result = applyAct(controlOfWall(board, wall), what, { driver, now, id });
    if (typeof result === 'string') refused.push({ wall, reason: result });
    else changed[wall] = result;
  }
  const done = Object.keys(changed);
  if (done.length > 0) {
    publish(mergeControls(board, changed), changed, now);
    const undoable = what.type !== 'undo' && what.type !== 'take-over';
    usePresenter.setState({ last: undoable ? { id, walls: done, at: now } : null });
  }
  return refused;
}

/** Undoes the last action from this window; null when nobody is signed in. */
export function undoLast(): Refused[] | null {
  const { last } = usePresenter.getState();
  return last === null ? [] : runAct(last.walls, { type: 'undo', act: last.id }, crypto.randomUUID());
}

function publish(board: WallControls, changed: WallControls, now: number): void {
  usePresenter.setState({ board });
  saveBoard(board, now);
  post({ kind: 'board', board: changed });
}

function mergeBoard(received: WallControls): void {
  const { board: before, self } = usePresenter.getState();
  const board = mergeControls(before, received);
  if (board === before) return;
  const me = ownDriver(0);
  const takenOver = Object.entries(board).flatMap(([wall, { driver, at }]): TakenOver[] => {
    const was = before[wall]?.driver ?? null;
    if (me === null || was === null || was.window !== self || !isSameDriver(was, me)) return [];
    if (driver === null) return [{ wall, by: null, at }];
    return isSameDriver(driver, was) ? [] : [{ wall, by: driver.name, at }];
  });
  usePresenter.setState((state) => ({ board, takenOver: [...state.takenOver, ...takenOver] }));
}

/** Checks which windows are open; a driven wall then reacts to a driver that left or does not respond. */
async function checkWindows(ownWall: () => boolean): Promise<void> {
  const self = await ownName();
  const openNames = await openWindowNames();
  const { walls, self: before } = usePresenter.getState();
  const open = walls.filter(({ wall }) => wall !== self && (openNames?.has(wall) ?? true));
  if (self !== before || open.length !== walls.length) usePresenter.setState({ self, walls: open });
  const now = Date.now();
  if (!ownWall() || now - loadedAt < SIGN_IN_KNOWN_MS) return;
  const { board } = usePresenter.getState();
  const control = controlOfWall(board, self);
  const driver = control.driver?.window ?? null;
  const windows = new Set(openNames ?? (driver === null ? [] : [driver]));
  // A window gets no messages from itself.
  if (driver !== null && driver !== self && isDriverUnresponsive(driver, now)) windows.delete(driver);
  const operator = useSession.getState().info?.operator ?? null;
  const next = controlAfterCheck(control, self, now, { windows, operator });
  if (next !== null) publish(mergeControls(board, { [self]: next }), { [self]: next }, now);
}

/** Joins the other windows of the workstation. `ownWall`: whether this window is a wall now. Returns how to leave. */
export function startPresenter(ownWall: () => boolean): () => void {
  const stop = subscribe((message) => {
    if (message.kind === 'board') mergeBoard(message.board);
    else if (message.kind === 'here') addWall(message.here);
    else if (message.kind === 'answer') recordAnswer(message.window, Date.now());
    else if (message.kind === 'ask') answerDriverCheck(message.window);
    else if (message.kind === 'gone')
      usePresenter.setState(({ walls }) => ({ walls: walls.filter(({ wall }) => wall !== message.wall) }));
    else post({ kind: 'board', board: usePresenter.getState().board });
  });
  post({ kind: 'who' });
  void checkWindows(ownWall);
  const timer = setInterval(() => void checkWindows(ownWall), CHECK_MS);
  return () => {
    stop();
    clearInterval(timer);
  };
}

/** At once, without a timer: timers of pages in the background may run once a minute. */
function answerDriverCheck(asked: string): void {
  if (asked === usePresenter.getState().self) post({ kind: 'answer', window: asked });
}

function addWall(here: WallReport): void {
  usePresenter.setState(({ walls, self }) => {
    if (here.wall === self) return {};
    const known = walls.findIndex(({ wall }) => wall === here.wall);
    return { walls: (known < 0 ? [...walls, here] : walls.with(known, here)).toSorted(byPlace) };
  });
}

/** Windows of the layout first, in its order; then the others by the time of their opening. The panel numbers them from 1. */
function byPlace(a: WallReport, b: WallReport): number {
  if (a.slot !== null && b.slot !== null) return a.slot < b.slot ? -1 : 1;
  if (a.slot !== b.slot) return a.slot === null ? 1 : -1;
  return a.openedAt - b.openedAt;
}

/** The operator has read which walls were taken over. */
export function dismissTakenOver(): void {
  usePresenter.setState({ takenOver: [] });
}
