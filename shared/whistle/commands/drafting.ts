import type { WhistleCommand, WhistleDraft } from '../../contract/whistleCommands.ts';
import type { CaseSnapshot } from '../../contract/whistleEventParts.ts';
import type { WhistleContext } from '../context.ts';
import { metres } from '../distance.ts';
import { requireKind, requireKindOf } from '../kind.ts';
import type { Recorder } from '../recorder.ts';
import { forbid, invalid, words } from '../refuse.ts';
import { isFilled, requireListRowOrReason, requireTeam } from '../seeds.ts';
import { requireJoint } from './joint.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;
const HOUR = 3_600_000;

/** E1 拟哨; with a parent E21 再次吹哨: the chain is continued, and the earlier whistle gets an event too. */
export function draft(command: Of<'draft'>, recorder: Recorder): void {
  const { context } = recorder;
  requireKind(context.rules, command.draft.kind);
  requireOwnStreet(command.draft.street, context);
  const cases = snapshots(command.draft.cases, context);
  if (command.parent === null) {
    const chain = { root: recorder.whistle, length: 1 };
    recorder.add({ type: 'drafted', data: { draft: command.draft, cases, parent: null, chain } });
    return;
  }
  const parent = context.whistle(command.parent);
  if (!parent || parent.drill !== context.drill) {
    invalid(
      'E21.parent',
      words('找不到要再次吹响的哨', 'the whistle to be blown again does not exist'),
      words('重新选择原哨', 'choose the earlier whistle again'),
    );
  }
  if (parent.draft.street !== command.draft.street) {
    invalid(
      'E21.street',
      words('只能再次吹响本街道的哨', 'only a whistle of the same street can be blown again'),
      words('以新哨发起，并关联原案件', 'draft a new whistle and link the same cases'),
    );
  }
  const chain = { root: parent.root, length: parent.chain + 1 };
  recorder.add({ type: 'drafted', data: { draft: command.draft, cases, parent: parent.id, chain } });
  recorder.addTo(parent, { type: 'reblown', data: { by: recorder.whistle } });
}

export function revise(command: Of<'revise'>, recorder: Recorder): void {
  const { context, state } = recorder;
  requireKind(context.rules, command.draft.kind);
  if (command.draft.street !== state.draft.street) {
    invalid(
      'E1.street',
      words('拟哨后不能改换街道', 'a draft stays with its street'),
      words('撤哨后由所在街道另拟', 'withdraw it and let the other street draft one'),
    );
  }
  const known = new Map(state.cases.map((one) => [one.id, one]));
  const cases = command.draft.cases.map((id) => known.get(id) ?? snapshot(id, context));
  // Cases of merged whistles are kept, even if the form omits them.
  const kept =
    state.absorbed.length > 0 ? state.cases.filter((one) => !command.draft.cases.includes(one.id)) : [];
  recorder.add({ type: 'revised', data: { draft: command.draft, cases: [...cases, ...kept] } });
}

/** E2 提交. */
export function submit(command: Of<'submit'>, recorder: Recorder): void {
  const { context, state } = recorder;
  const kind = requireKindOf(state, context.rules);
  if (kind.approvers.length === 0) {
    invalid(
      'E2.emergency',
      words(`${kind.name.zh}不经审签`, `${kind.name.en} needs no approval beforehand`),
      words('直接吹哨（应急）', 'blow it at once'),
    );
  }
  requireSubjectAndPlace(state.draft, context);
  requireMeeting(state.draft, context);
  requireTeam(state.draft.departments, kind, 'E2', context);
  requireItem(state.draft, command.ownListReason, context);
  // Without triage by the centre, nobody would later check the legal basis of the summonses.
  if (!kind.triage) requireListRowOrReason(state.draft.departments, state.draft.item, 'E2', context);
  requireNoDuplicate(state.draft, command.notDuplicateOf, context);
  const { ownListReason, notDuplicateOf } = command;
  recorder.add({ type: 'submitted', data: { ownListReason, notDuplicateOf } });
}

/** Requires a subject and a place inside the street; also for an emergency. */
export function requireSubjectAndPlace(draft: WhistleDraft, context: WhistleContext): void {
  if (draft.subject === '') {
    invalid('E2.subject', words('没有事由', 'no subject'), words('填写事由', 'fill in the subject'));
  }
  const { place } = draft;
  if (place === null) {
    invalid(
      'E2.place',
      words('没有地点', 'no place'),
      words('在地图上选定地点', 'choose a place on the map'),
    );
  }
  if (draft.joint) requireJoint(draft, draft.joint, context, 'E2');
  const at = context.streetAt(place.lon, place.lat);
  if (at?.street === draft.street) return;
  const near = context.nearStreets(place.lon, place.lat).some(({ street }) => street === draft.street);
  // At the border (交界): in the other street if that joins, just outside the city with a stated reason.
  if (near && at !== null && at.street === draft.joint) return;
  if (near && at === null && isFilled(draft.placeReason)) return;
  // Where the border is only approximate, a stated reason is sufficient.
  if (at?.approximate && isFilled(draft.placeReason)) return;
  invalid(
    'E2.place',
    words('地点不在本街道范围内', 'the place is not inside the street'),
    near
      ? at === null
        ? words('地点在区界外侧：填写跨界说明', 'the place is just outside the city: say why it belongs here')
        : words(
            '地点在街道交界处：将所在街道列为联合街道，或改选地点',
            'the place is at the border: name the other street as the second one, or move the place',
          )
      : at?.approximate
        ? words(
            '街道边界为示意：改选地点，或填写跨界说明',
            'borders are sketches: move the place, or say why it belongs here',
          )
        : words(
            '改选本街道内的地点，或由所在街道吹哨',
            'choose a place inside, or let the other street blow',
          ),
    { street: at?.street ?? null },
  );
}

function requireMeeting(draft: WhistleDraft, context: WhistleContext): void {
  const { meet } = draft;
  if (meet === null || meet.where.trim() === '') {
    invalid(
      'E2.meet',
      words('没有报到时间和地点', 'no time and place to report'),
      words('填写报到时间和地点', 'fill in when and where to report'),
    );
  }
  if (meet.at <= context.now) {
    invalid(
      'E2.meet',
      words('报到时间已过', 'the time to report has passed'),
      words('改为以后的时间', 'choose a later time'),
    );
  }
}

/** Requires an item of the lists; one on the street's own list («本级可办») needs a reason. */
function requireItem(draft: WhistleDraft, ownListReason: string | null, context: WhistleContext): void {
  const item = context.rules.items.find((one) => one.code === draft.item);
  if (!item) {
    invalid(
      'E2.item',
      words('没有依据事项', 'no item of the lists as a basis'),
      words('从事项清单中选择依据事项', 'choose the item it is based on'),
    );
  }
  const own = context.rules.ownList.some((one) => one.item === item.code);
  if (own && !isFilled(ownListReason)) {
    invalid(
      'E2.own-list',
      words(`“${item.name}”在街道赋权清单内，本级可办`, `“${item.name}” is on the street's own list`),
      words('由街道自行办理，或写明仍须吹哨的理由', 'settle it yourselves, or say why a whistle is needed'),
      { item: item.code },
    );
  }
}

/** Refuses a duplicate: an open whistle near by, recent, of the same 小类 (of the same item if no 小类 is given). */
function requireNoDuplicate(draft: WhistleDraft, seen: readonly string[], context: WhistleContext): void {
  const { place } = draft;
  if (place === null) return;
  const { radius, hours } = context.rules.duplicates;
  const close = context.nearby.filter(
    (one) =>
      metres(place, one) <= radius &&
      context.now - one.createdAt <= hours * HOUR &&
      (draft.category !== null ? one.category === draft.category : one.item === draft.item) &&
      !seen.includes(one.id),
  );
  if (close.length === 0) return;
  invalid(
    'E2.duplicate',
    words(
      `附近 ${radius} 米、${hours} 小时内已有 ${close.length} 个同类哨：${close.map((one) => one.subject).join('、')}`,
      `${close.length} whistles of the same kind within ${radius} m and ${hours} h`,
    ),
    words('并入已有的哨，或确认不是同一事项后提交', 'merge into it, or confirm that it is another matter'),
    { candidates: close.map(({ id, subject, street }) => ({ id, subject, street })) },
  );
}

function requireOwnStreet(street: string, context: WhistleContext): void {
  const org = context.orgs.find((one) => one.code === street);
  if (org?.kind !== 'street') {
    invalid(
      'E1.street',
      words(`没有街道“${street}”`, `no street “${street}”`),
      words('选择本街道', 'choose your street'),
    );
  }
  if (org.former) {
    invalid(
      'E1.street',
      words(
        `“${org.name}”已不在现行机构表中，不能再拟哨`,
        `“${org.name}” is no longer among the organisations and blows no more whistles`,
      ),
      words('由承接的街道拟哨', 'let the street that took over draft it'),
    );
  }
  if (context.actor.org !== street) {
    forbid(
      'E1.street',
      words('只能以本街道名义吹哨', 'a street blows its own whistles only'),
      words(`由${org.name}的人员拟哨`, `let ${org.name} draft it`),
    );
  }
}

function snapshots(ids: readonly string[], context: WhistleContext): CaseSnapshot[] {
  return [...new Set(ids)].map((id) => snapshot(id, context));
}

function snapshot(id: string, context: WhistleContext): CaseSnapshot {
  return (
    context.caseOf(id) ??
    invalid(
      'E1.case',
      words(`没有案件“${id}”`, `no case “${id}”`),
      words('刷新案件列表后重新关联', 'reload the cases and link again'),
    )
  );
}
