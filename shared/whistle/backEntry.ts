import type { Role } from '../contract/people.ts';
import type { BackEntry, BackEntryRequest, NamedConfirmer } from '../contract/whistleBackEntry.ts';
import type { OnBehalf } from '../contract/whistleCommands.ts';
import type { Command, PostHolder, WhistleContext } from './context.ts';
import { personsActing } from './persons.ts';
import { forbid, invalid, words } from './refuse.ts';
import { DEPARTMENT, LEADERS, STREET } from './rights.ts';
import type { Summons, WhistleState } from './state.ts';

/**
 * Back-entry (补录, domain.md §5.1): what happened while the system or the line was down is entered with its true time and
 * counts at it. Since no clock saw it, another side vouches for it: for what a department or a leader enters itself the
 * street or the district dispatcher, for what a proxy enters the department or the side that is not the proxy's; a shift
 * leader always may. Never the person who enters it.
 */

/** The back-entry that a command asks for; null if it is none. */
export function backEntryOf(command: Command): BackEntryRequest | null {
  return 'backEntry' in command ? (command.backEntry ?? null) : null;
}

/** Whether a back-entry names this operator as its confirmer and waits for their word. */
export function waitsForWordOf(operator: string | null, { by, vouch }: NamedConfirmer): boolean {
  return vouch === 'named' && by.operator === operator;
}

/**
 * Checks the true time and the confirmer. `child`: whose fact it is; null for a remark on the whole whistle.
 * @throws Refused `back.time`, `back.order`, `back.behalf`, `back.confirmer`
 */
export function requireBackEntry(
  request: BackEntryRequest,
  state: WhistleState,
  child: Summons | null,
  onBehalf: OnBehalf | null,
  context: WhistleContext,
): BackEntry {
  const { occurredAt } = request;
  if (occurredAt >= context.now) {
    invalid(
      'back.time',
      words('补录的实际时间须早于现在', 'what is entered afterwards happened before now'),
      words('核对实际时间；刚发生的事直接办理', 'correct the time, or act without a back-entry'),
    );
  }
  if (occurredAt < (child === null ? state.createdAt : lastFactAt(state, child))) {
    invalid(
      'back.order',
      words(
        '补录的实际时间早于送达或该单位此前的记录',
        'the time lies before the notice, or before what is recorded of it already',
      ),
      words(
        '核对实际时间，按发生的先后补录；确已超期误记的，提出申诉',
        'correct it and enter facts in their order; appeal against a wrong mark',
      ),
    );
  }
  if (onBehalf !== null && onBehalf.at !== occurredAt) {
    invalid(
      'back.behalf',
      words('代报到的答复时间与补录的实际时间不一致', 'the time of the answer is not that of the back-entry'),
      words('两处填写同一时间', 'give the same time in both'),
    );
  }
  return { ...request, confirmedBy: requireConfirmer(request.confirmedBy, state, child, context) };
}

/** The newest time in what is recorded of a summons: by itself, and by others about it. UTC ms. */
export function lastFactAt(state: WhistleState, child: Summons): number {
  const { clockPauses, stretches } = child;
  const pauses = [...state.pauses, ...child.pauses, ...(clockPauses.contact ?? [])];
  return Math.max(
    child.notifiedAt,
    ...[child.signedAt, child.contactedAt, child.arrivedAt, child.workingAt].map((at) => at ?? 0),
    ...[child.submittedAt, child.leftAt, child.handleFrom, child.objection?.at].map((at) => at ?? 0),
    ...pauses.map(({ from, to }) => Math.max(from, to ?? 0)),
    // 请假/改期 was granted at the start of the pause; its end lies ahead.
    ...(clockPauses.arrive ?? []).map(({ from }) => from),
    ...Object.values(stretches).map(({ since }) => since),
    // 划转: nothing of the organisation that took over lies before that.
    ...(child.predecessors ?? []).map(({ until }) => until),
  );
}

type Side = 'summoned' | 'street' | 'centre' | 'supervision';

function sideOf(role: Role | 'system'): Side {
  if (role === 'system') return 'centre';
  if (DEPARTMENT.includes(role) || LEADERS.includes(role)) return 'summoned';
  if (STREET.includes(role)) return 'street';
  return role === 'supervision' ? 'supervision' : 'centre';
}

/** The role in which somebody may vouch, at one post, for what `enteredBy` enters; null if in none. */
export function confirmingRole(
  { roles, org }: Pick<PostHolder, 'roles' | 'org'>,
  enteredBy: Role | 'system',
  state: { draft: { street: string }; children: readonly { org: string }[] },
  child: Pick<Summons, 'org'> | null,
): Role | null {
  const side = sideOf(enteredBy);
  const summoned = child === null ? state.children.map((one) => one.org) : [child.org];
  const may = (role: Role): boolean => {
    if (role === 'shift-leader') return true;
    if (role === 'district-dispatch') return side !== 'centre';
    if (STREET.includes(role)) return side !== 'street' && org === state.draft.street;
    return DEPARTMENT.includes(role) && side !== 'summoned' && summoned.includes(org);
  };
  return roles.find(may) ?? null;
}

function requireConfirmer(
  id: string,
  state: WhistleState,
  child: Summons | null,
  context: WhistleContext,
): BackEntry['confirmedBy'] {
  const { role: enteredBy } = context.actor;
  for (const post of personsActing(context.actor).includes(id) ? [] : context.postsOf(id)) {
    const role = confirmingRole(post, enteredBy, state, child);
    if (role !== null) return { operator: id, role, org: post.org };
  }
  forbid(
    'back.confirmer',
    words(
      '补录须由另一方的人员确认，本人和本方不能为自己确认',
      'a back-entry is confirmed by another side, never by oneself or one’s own',
    ),
    words(
      '部门自行补录的由街道或区派遣确认，代为补录的由部门或另一方确认，值班长均可确认',
      'the street or the dispatcher confirms for a department, the department or another side for a proxy, a shift leader for all',
    ),
  );
}
