import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import type { WhistleContext } from '../context.ts';
import { orgName } from '../kind.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, invalid, words } from '../refuse.ts';
import { isFilled } from '../seeds.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;
type Draft = Of<'draft'>['draft'];

/** A second street (联合街道) must be another present street, at whose border the place lies. */
export function requireJoint(draft: Draft, joint: string, context: WhistleContext, rule: 'E2' | 'E30'): void {
  const org = context.orgs.find((one) => one.code === joint);
  const name = orgName(context.orgs, joint);
  if (org?.kind !== 'street' || org.former || joint === draft.street) {
    invalid(
      `${rule}.joint`,
      words(`“${name}”不能作联合街道`, `“${name}” cannot be the second street`),
      words('选择另一个街道', 'choose another street'),
    );
  }
  const { place } = draft;
  if (place === null || context.nearStreets(place.lon, place.lat).some(({ street }) => street === joint))
    return;
  // Where borders are only sketches, a stated reason is sufficient.
  if (context.streetAt(place.lon, place.lat)?.approximate !== false && isFilled(draft.placeReason)) return;
  invalid(
    `${rule}.border`,
    words(`地点不在“${name}”边界附近`, `the place is not near the border of “${name}”`),
    words(
      '改选地点或联合街道；边界为示意的，填写跨界说明',
      'choose another place or street, or say why if the border is a sketch',
    ),
  );
}

/** E30 联合街道: a second street joins a whistle on its border. */
export function joinStreet({ street, reason }: Of<'join-street'>, recorder: Recorder): void {
  const { context, state } = recorder;
  if (state.joint) {
    conflict(
      'E30.there',
      words(
        `“${orgName(context.orgs, state.joint.street)}”已是联合街道`,
        `“${orgName(context.orgs, state.joint.street)}” is the second street already`,
      ),
      words('无须再联合', 'nothing to do'),
    );
  }
  requireJoint({ ...state.draft, placeReason: reason }, street, context, 'E30');
  recorder.add({ type: 'street-joined', data: { street, reason } });
}

/** E31 邻区: a district next door was called. No clock runs against it, but the whistle shows that it waits, and since when. */
export function callOutside(command: Of<'call-outside'>, recorder: Recorder): void {
  const { context, state } = recorder;
  const { party, person, how, at, answer, waiting } = command;
  const found = context.neighbours.find((one) => one.code === party);
  if (found === undefined) {
    invalid(
      'E31.party',
      words(`城市包中没有邻区“${party}”`, `the pack has no neighbouring district “${party}”`),
      words('从邻区表中选择', 'choose one of its neighbours'),
    );
  }
  if (at > context.now || at < state.createdAt) {
    invalid(
      'E31.at',
      words('联系时间须在拟哨之后、现在之前', 'the call must lie between the draft and now'),
      words('核对联系时间', 'correct the time of the call'),
    );
  }
  recorder.add({
    type: 'outside-called',
    data: { party, name: found.name, person, how, at, answer, waiting },
  });
}
