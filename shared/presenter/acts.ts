import type { LonLat } from '../contract/common.ts';
import { looksLikeContact } from './contactInText.ts';
import {
  type Content,
  type Control,
  type Driver,
  isLive,
  LIVE,
  MAX_MARKS,
  type Mark,
  type SentView,
} from './control.ts';

/** What an operator does to a wall. */
export type Act =
  | { type: 'freeze' }
  | { type: 'thaw' }
  | { type: 'blank' }
  | { type: 'unblank' }
  | { type: 'pin' }
  | { type: 'follow' }
  /** Null removes the spotlight. */
  | { type: 'spot'; at: LonLat | null }
  | { type: 'mark'; mark: Mark }
  /** Removes the newest stroke. */
  | { type: 'unmark' }
  | { type: 'clear' }
  | { type: 'send'; view: SentView }
  /** The item of a meeting (调度会) beside the map; null takes it away. */
  | { type: 'meeting'; meeting: string | null }
  /** 撤回: everything ends, the wall is live and nobody drives it. */
  | { type: 'release' }
  /** Undoes the act of that id. */
  | { type: 'undo'; act: string }
  /** 接管: from whoever drives; what is in force stays. */
  | { type: 'take-over' };

/**
 * `driven`: somebody else drives; `late`: the time for undoing is over; `nothing`: the act changes nothing; `contact`: the
 * text contains a telephone number or an address; `full`: too many strokes.
 */
export type Refusal = 'driven' | 'late' | 'nothing' | 'contact' | 'full';

/** How long the last act can be undone, ms (domain.md §7). */
export const UNDO_MS = 10_000;

export type ActContext = {
  /** Who acts; `since` is now. */
  driver: Driver;
  now: number;
  /** Id of the act; the same on all walls that it was applied to at once. */
  id: string;
};

export function isSameDriver(a: Driver, b: Driver): boolean {
  return a.window === b.window && a.operator === b.operator;
}

/** The control after an act, with the next stamp; or why the act is refused. */
export function applyAct(control: Control, act: Act, context: ActContext): Control | Refusal {
  const { driver, now, id } = context;
  const current = control.driver;
  const mine = current === null || isSameDriver(current, driver);
  if (act.type === 'take-over') {
    if (mine) return 'nothing';
    return nextControl(control, context, control.content, null, driver);
  }
  if (!mine) return 'driven';
  if (act.type === 'undo') {
    const { undo } = control;
    if (undo === null || undo.act !== act.act || !isSameDriver(undo.by, driver)) return 'nothing';
    if (now - undo.at > UNDO_MS) return 'late';
    return nextControl(control, context, undo.before, null, current ?? driver);
  }
  const content = contentAfter(control.content, act, now);
  if (typeof content === 'string') return content;
  // Steps of one act (a spotlight that is dragged) are undone together.
  const before = control.undo?.act === id ? control.undo.before : control.content;
  const undo = { act: id, by: driver, at: now, before };
  return nextControl(control, context, content, undo, current ?? driver);
}

function nextControl(
  control: Control,
  { driver, now }: ActContext,
  content: Content,
  undo: Control['undo'],
  by: Driver,
): Control {
  return {
    stamp: { n: control.stamp.n + 1, by: driver.window },
    at: now,
    // A live wall has no driver, so the next operator need not take it over.
    driver: isLive(content) ? null : by,
    content,
    leftAt: null,
    undo,
  };
}

function contentAfter(content: Content, act: Act, now: number): Content | Refusal {
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
      if (content.marks.length >= MAX_MARKS) return 'full';
      if (looksLikeContact(act.mark.text)) return 'contact';
      return { ...content, marks: [...content.marks, act.mark] };
    case 'unmark':
      return content.marks.length === 0 ? 'nothing' : { ...content, marks: content.marks.slice(0, -1) };
    case 'clear':
      return content.marks.length === 0 ? 'nothing' : { ...content, marks: [] };
    case 'send':
      // A frozen wall would not show the view, so it is thawed; a blank wall stays blank and shows it afterwards.
      return { ...content, view: act.view, link: 'pinned', frozenAt: null };
    case 'meeting':
      if (content.meeting === act.meeting) return 'nothing';
      // A frozen wall would go on showing the item of a moment ago.
      return { ...content, meeting: act.meeting, frozenAt: act.meeting === null ? content.frozenAt : null };
    case 'release':
      return isLive(content) ? 'nothing' : LIVE;
    case 'undo':
    case 'take-over':
      return 'nothing';
  }
}
