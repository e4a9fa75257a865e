import type { WhistleEvent } from '../../../../shared/contract/whistleEvents.ts';
import type { WhistleView } from '../../../../shared/contract/whistleView.ts';
import type { BoardContext } from '../boardContext.ts';
import { summonsName } from '../summonsName.ts';
import { logText } from './logText.ts';

/** Returns what turns an event of this whistle into one line of the log. */
export function eventTextOf(
  view: WhistleView,
  { names, time }: Pick<BoardContext, 'names' | 'time'>,
  person: (operator: string) => string,
): (event: WhistleEvent) => string {
  const who = (summons: string): string => {
    const child = view.children.find((each) => each.id === summons);
    return child === undefined ? summons : summonsName(child, names);
  };
  return (event) => logText(event, { language: names.language, who, org: names.org, person, time });
}
