import type { NamedConfirmer } from '../../contract/whistleBackEntry.ts';
import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import { waitsForWordOf } from '../backEntry.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, words } from '../refuse.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;

/** E32 补录确认: the person named as confirmer says in their own session that it happened then. */
export function confirmBackEntry({ entry }: Of<'confirm-back-entry'>, recorder: Recorder): void {
  requireNamed(entry, recorder);
  recorder.add({ type: 'back-entry-confirmed', data: { entry } });
}

/**
 * The person named knows nothing of it. What was entered stays, and so does what was judged again by it, since the department
 * may have been there all the same; the meeting has to look at it.
 */
export function disownBackEntry({ entry, reason }: Of<'disown-back-entry'>, recorder: Recorder): void {
  requireNamed(entry, recorder);
  recorder.add({ type: 'back-entry-disowned', data: { entry, reason } });
  recorder.add({ type: 'listed', data: { why: 'back-entry-disowned' } });
}

/** A back-entry that names the operator, who answers for it in person, not through a delegate. */
function requireNamed(entry: number, { context, state }: Recorder): NamedConfirmer {
  const { operator, delegated } = context.actor;
  const found = (state.backEntries ?? []).find((one) => one.entry === entry && waitsForWordOf(operator, one));
  if (found !== undefined && delegated === null) return found;
  return conflict(
    'E32.own',
    words('没有指认您为确认人、待您确认的这项补录', 'no such back-entry names you and waits for you'),
    words('由补录所指认的确认人本人确认', 'the person named as its confirmer has to do it in person'),
  );
}
