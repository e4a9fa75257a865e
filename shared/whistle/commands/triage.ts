import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import { requireKindOf } from '../kind.ts';
import type { Recorder } from '../recorder.ts';
import { requireListRowOrReason, requireTeam, summonsSeeds } from '../seeds.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;

/** E5 研判派哨: each department must be on the responsibility list or have a stated reason. */
export function triageAccept(command: Of<'triage-accept'>, recorder: Recorder): void {
  const { context, state } = recorder;
  const kind = requireKindOf(state, context.rules);
  const wanted = command.departments ?? state.draft.departments;
  requireTeam(wanted, kind, 'E5', context);
  requireListRowOrReason(wanted, state.draft.item, 'E5', context);
  recorder.add({
    type: 'blown',
    data: { by: 'triage', summons: summonsSeeds(state, wanted, kind, context) },
  });
}

/** E6 不予吹哨; counts against the street's accuracy (误哨率). */
export function triageReject(command: Of<'triage-reject'>, recorder: Recorder): void {
  const { code, reason } = command;
  recorder.add({ type: 'triage-rejected', data: { code, reason } });
}
