import type { WhistleKind } from '../contract/whistleKind.ts';
import { clocksOf } from './clocks.ts';
import { kindOf } from './kind.ts';
import { countsForEscalation } from './levelClock.ts';
import type { Recorder } from './recorder.ts';
import { departments, participants, type WhistleState } from './state.ts';

/** E12: the quorum is reached. Where the last arrival was entered afterwards (补录), it was reached when that one came. */
export function addAssembly(recorder: Recorder): void {
  const kind = kindOf(recorder.state, recorder.context.rules);
  const { stage } = recorder.state;
  if (kind && (stage === 'blown' || stage === 'assembling') && hasQuorum(recorder.state, kind)) {
    const arrived = participants(recorder.state).filter((child) => child.arrivedAt !== null);
    const from = Math.max(...arrived.map((child) => child.arrivedAt ?? 0));
    recorder.add({
      type: 'assembled',
      data: { arrived: arrived.map((child) => child.id), ...(recorder.backEntry === null ? {} : { from }) },
    });
  }
}

/**
 * E12. All 主责 have arrived; with 双报到 both leaders too, each in person; for a joint team its fixed members and enough
 * others (1+1+N).
 */
export function hasQuorum(state: WhistleState, kind: WhistleKind): boolean {
  const here = participants(state).filter((child) => child.arrivedAt !== null);
  const leads = departments(state).filter((child) => child.part === 'lead');
  if (leads.length === 0 || !leads.every((child) => child.arrivedAt !== null)) return false;
  const { leaders, team } = kind.quorum;
  if (!leaders.every((role) => here.some((child) => child.part === 'leader' && child.role === role))) {
    return false;
  }
  if (!team) return true;
  const orgs = here.filter((child) => child.part !== 'leader').map((child) => child.org);
  // A fixed member released by a ruling is replaced by the department named in its place.
  const fixed = team.fixed.filter((org) => departments(state).some((child) => child.org === org));
  const isOther = (org: string) => !team.fixed.includes(org);
  // After a change of the lead fewer may be left than were summoned; nobody is waited for who is not to come.
  const expected = departments(state).filter((child) => isOther(child.org)).length;
  const others = orgs.filter(isOther).length;
  return fixed.every((org) => orgs.includes(org)) && others >= Math.min(team.others, expected);
}

/** E25: level 1 (a reminder) ends by itself once its subject is done; higher levels end only by order. */
export function clearReminder(recorder: Recorder): void {
  const { state, context } = recorder;
  if (state.level !== 1) return;
  const pressing = clocksOf(state, context).some(
    (clock) =>
      countsForEscalation(clock) &&
      Object.keys(state.fired).some((timer) => timer.startsWith(`${clock.id}@`)),
  );
  if (pressing) return;
  const since = context.now;
  recorder.add({
    type: 'deescalated',
    data: { from: 1, to: 0, cause: 'auto', reason: '催办事项已办', since },
  });
}
