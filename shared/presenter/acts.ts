import type { LonLat } from '../contract/common.ts';
import {
  type Content,
  type Control,
  type Driver,
  isLive,
  LIVE,
  type Mark,
  MOST_MARKS,
  type SentView,
} from './control.ts';
import { holdsContact } from './sayable.ts';

/** What an operator does to a wall. */
export type Act =
  | { type: 'freeze' }
  | { type: 'thaw' }
  | { type: 'blank' }
  | { type: 'unblank' }
  | { type: 'pin' }
  | { type: 'follow' }
  /** Null puts the light out. */
  | { type: 'spot'; at: LonLat | null }
  | { type: 'mark'; mark: Mark }
  /** Takes the newest stroke back. */
  | { type: 'unmark' }
  | { type: 'clear' }
  | { type: 'send'; view: SentView }
  /** 撤回: everything ends, the wall is live and nobody drives it. */
  | { type: 'release' }
  /** Undoes the act of that name. */
  | { type: 'undo'; act: string }
  /** 接管: from whoever drives; what is in force stays. */
  | { type: 'take-over' };

/** `driven`: somebody else drives; `late`: past the time for undoing; `nothing`: it is so already; `contact`: a text holds a number or an address; `full`: too many strokes. */
export type Refusal = 'driven' | 'late' | 'nothing' | 'contact' | 'full';

/** How long the last act can be undone, ms (domain.md §7). */
export const UNDO_MS = 10_000;

export type ActContext = {
  /** Who acts; `since` is now. */
  driver: Driver;
  now: number;
  /** Names the act, the same on all walls that it was done to at once. */
  id: string;
};

export function sameDriver(a: Driver, b: Driver): boolean {
  return a.window === b.window && a.operator === b.operator;
}

/** The control after an act, or why it is not done. Pure; the stamp is one higher. */
export function perform(control: Control, act: Act, context: ActContext): Control | Refusal {
  const { driver, now, id } = context;
  const held = control.driver;
  const mine = held === null || sameDriver(held, driver);
  if (act.type === 'take-over') {
    if (mine) return 'nothing';
    return next(control, context, control.content, null, driver);
  }
  if (!mine) return 'driven';
  if (act.type === 'undo') {
    const { undo } = control;
    if (undo === null || undo.act !== act.act || !sameDriver(undo.by, driver)) return 'nothing';
    if (now - undo.at > UNDO_MS) return 'late';
    return next(control, context, undo.before, null, held ?? driver);
  }
  const content = changed(control.content, act, now);
  if (typeof content === 'string') return content;
  // Steps of one act (a light that is dragged) are undone together.
  const before = control.undo?.act === id ? control.undo.before : control.content;
  const undo = { act: id, by: driver, at: now, before };
  return next(control, context, content, undo, held ?? driver);
}

function next(
  control: Control,
  { driver, now }: ActContext,
  content: Content,
  undo: Control['undo'],
  by: Driver,
): Control {
  return {
    stamp: { n: control.stamp.n + 1, by: driver.window },
    at: now,
    // A wall to which nothing is done is driven by nobody: the next operator need not take it over.
    driver: isLive(content) ? null : by,
    content,
    leftAt: null,
    undo,
  };
}

function changed(content: Content, act: Act, now: number): Content | Refusal {
  switch (act.type) {
    case 'freeze':
      return content.frozenAt === null ? { ...content, frozenAt: now } : 'nothing';
    case 'thaw':
      return content.frozenAt === null ? 'nothing' : { ...content, frozenAt: null };
    case 'blank':
      return content.blankAt === null ? { ...content, blankAt: now } : 'nothing';
    case 'unblank':
      return content.blankAt === null ? 'nothing' : { ...content, blankAt: null };
    case 'pin':
      return content.link === 'pinned' ? 'nothing' : { ...content, link: 'pinned' };
    case 'follow':
      return content.link === 'following' ? 'nothing' : { ...content, link: 'following', view: null };
    case 'spot':
      return content.spot === null && act.at === null ? 'nothing' : { ...content, spot: act.at };
    case 'mark':
      if (content.marks.length >= MOST_MARKS) return 'full';
      if (holdsContact(act.mark.text)) return 'contact';
      return { ...content, marks: [...content.marks, act.mark] };
    case 'unmark':
      return content.marks.length === 0 ? 'nothing' : { ...content, marks: content.marks.slice(0, -1) };
    case 'clear':
      return content.marks.length === 0 ? 'nothing' : { ...content, marks: [] };
    case 'send':
      // A frozen wall would not show it; a blank one takes it behind the curtain.
      return { ...content, view: act.view, link: 'pinned', frozenAt: null };
    case 'release':
      return isLive(content) ? 'nothing' : LIVE;
    case 'undo':
    case 'take-over':
      return 'nothing';
  }
}
