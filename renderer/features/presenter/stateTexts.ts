import type { Content } from '../../../shared/presenter/control.ts';
import { LONG_FREEZE_MS } from '../../../shared/presenter/driverPresence.ts';
import type { WallReport } from '../../../shared/presenter/messages.ts';
import type { PresenterWords } from './presenterWords.ts';

export type StateText = { key: string; text: string; tone: 'live' | 'held' | 'late' | 'red' };

/** What is done to a wall, part by part; «live» where its picture moves. Times are this machine's clock. */
export function statesOf(
  words: PresenterWords,
  content: Content,
  here: Pick<WallReport, 'behind'>,
  now: number,
  clock: (at: number) => string,
): StateText[] {
  const { frozenAt, blankAt, link, view, spot, marks, meeting } = content;
  const texts: StateText[] = [];
  const add = (key: string, text: string, tone: StateText['tone'] = 'held'): void => {
    texts.push({ key, text, tone });
  };
  if (frozenAt === null && blankAt === null) add('live', words.live, 'live');
  if (frozenAt !== null) {
    const old = now - frozenAt >= LONG_FREEZE_MS;
    add('frozen', `${old ? '▲ ' : ''}${words.state_frozen} ${clock(frozenAt)}`, old ? 'late' : 'held');
  }
  if (blankAt !== null) add('blank', `${words.state_blank} ${clock(blankAt)}`);
  if (here.behind) add('behind', `▲ ${words.state_behind}`, 'red');
  if (meeting !== null) add('meeting', words.state_meeting);
  if (spot !== null) add('spot', words.state_spot);
  if (marks.length > 0) add('marks', words.state_marks(marks.length));
  if (view !== null) add('sent', words.state_sent);
  else if (link !== null) add('link', words[`state_${link}`]);
  return texts;
}
