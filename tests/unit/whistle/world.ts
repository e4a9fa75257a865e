import type { Role } from '../../../shared/contract/people.ts';
import {
  WhistleCommand,
  type WhistleCommandInput,
  type WhistleCommandType,
} from '../../../shared/contract/whistleCommands.ts';
import type { CaseSnapshot } from '../../../shared/contract/whistleEventParts.ts';
import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import { calendarOf } from '../../../shared/pack/placer.ts';
import type { WhistleRules } from '../../../shared/pack/whistles.ts';
import type { WorkingCalendar } from '../../../shared/time/calendar.ts';
import type {
  ActingOperator,
  Command,
  Decision,
  Org,
  WhistleContext,
} from '../../../shared/whistle/context.ts';
import { decide } from '../../../shared/whistle/decide.ts';
import { evolve } from '../../../shared/whistle/evolve/evolve.ts';
import { timerCommandId, whistleId } from '../../../shared/whistle/ids.ts';
import { adoptionOf } from '../../../shared/whistle/rejudge.ts';
import { isTerminal, type Summons, type WhistleState } from '../../../shared/whistle/state.ts';
import { timersOf } from '../../../shared/whistle/timers.ts';
import { viewOf } from '../../../shared/whistle/view.ts';
import { pack } from '../pack/packs.ts';
import { cn } from '../time/calendars.ts';

export const qinhuai = pack('nanjing-qinhuai');
export const calendar = calendarOf(qinhuai);
const loaded = qinhuai.whistles;
if (!loaded) throw new Error('the pack must have rules for whistles');
export const RULES: WhistleRules = loaded;
export const STREET = '320104004';
export const OTHER_STREET = '320104005';
export const CENTRE = '320104-ZHZX';
export const [CGJ, ZFDD, SZS, JJDD, XFDD] = ['CGJ', 'ZFDD', 'SZS', 'JJDD', 'XFDD'].map(
  (serial) => `320104-${serial}`,
) as [string, string, string, string, string];

const person = (operator: string, role: Role, org: string, streets: string[] = []): ActingOperator => ({
  operator,
  role,
  held: [role],
  org,
  streets,
  delegated: null,
});

/** One operator for each role, and seconds where two people are needed. Names are roles, not people. */
export const cast = {
  duty: person('duty', 'street-duty', STREET),
  leader: person('leader', 'street-leader', STREET),
  secretary: person('secretary', 'street-secretary', STREET),
  director: person('director', 'street-director', STREET),
  dispatch: person('dispatch', 'district-dispatch', CENTRE),
  shift: person('shift', 'shift-leader', CENTRE),
  vice: person('vice', 'vice-district', '320104'),
  standing: person('standing', 'standing-committee', '320104', [STREET]),
  supervisor: person('supervisor', 'supervision', CENTRE),
  auditor: person('auditor', 'audit', CENTRE),
  otherDuty: person('other-duty', 'street-duty', OTHER_STREET),
  system: {
    operator: 'system',
    role: 'system',
    held: [],
    org: 'system',
    streets: [],
    delegated: null,
  } satisfies ActingOperator,
};

/** A handler of a department. */
export function of(org: string): ActingOperator {
  return person(`handler-${org}`, 'dept-handler', org);
}

/** Everybody by id, also handlers of departments. */
const PEOPLE = new Map(
  [...Object.values(cast), ...[CGJ, ZFDD, SZS, JJDD, XFDD].map(of)].flatMap(
    ({ operator, role, org, streets }) =>
      role === 'system' ? [] : [[operator, { roles: [role], org, streets }] as const],
  ),
);

export const PLACE = { lon: 118.7705, lat: 32.0195, address: '双塘街道某处' };
const HOUR = 3_600_000;

export const HASH = 'a'.repeat(64);

/** Fields of a complete draft; tests change what they are about. */
export function draftOf(now: number, changes: Record<string, unknown> = {}) {
  return {
    kind: 'push',
    street: STREET,
    subject: '路面塌陷反复',
    description: '',
    place: PLACE,
    meet: { at: now + 24 * HOUR, where: '现场' },
    item: 'D03',
    category: 'E0501',
    departments: [
      { org: SZS, part: 'lead' as const },
      { org: JJDD, part: 'co' as const },
    ],
    cases: [] as string[],
    ...changes,
  };
}

type Body<T extends WhistleCommandType> = Omit<
  Extract<WhistleCommandInput, { type: T }>,
  'commandId' | 'type'
>;

/** A small city: logs of several whistles, one clock, commands that go through the schema as on the wire. */
export class World {
  now = cn('2026-11-16 09:00');
  rules: WhistleRules = RULES;
  calendar: WorkingCalendar = calendar;
  orgs: readonly Org[] = qinhuai.manifest.orgs;
  drill: string | null = null;
  checkInCode: string | null = 'code';
  /** Who holds posts; null: every post counts as held. */
  people: ReturnType<WhistleContext['people']> = null;
  readonly logs = new Map<string, WhistleEvent[]>();
  readonly states = new Map<string, WhistleState>();
  readonly cases = new Map<string, CaseSnapshot>();
  #next = 1;
  #adoptions = 1;

  context(actor: ActingOperator, id: string | null): WhistleContext {
    const near = [...this.states.values()].filter((state) => state.id !== id && !isTerminal(state));
    return {
      now: this.now,
      drill: this.drill,
      actor,
      rules: this.rules,
      calendar: this.calendar,
      orgs: this.orgs,
      people: () => this.people,
      postsOf: (one) => [PEOPLE.get(one) ?? []].flat(),
      nearby: near.flatMap(({ id: other, draft, createdAt }) =>
        draft.place === null
          ? []
          : [
              {
                id: other,
                street: draft.street,
                subject: draft.subject,
                category: draft.category,
                item: draft.item,
                lon: draft.place.lon,
                lat: draft.place.lat,
                createdAt,
              },
            ],
      ),
      caseOf: (one) => this.cases.get(one) ?? null,
      whistle: (one) => this.states.get(one) ?? null,
      streetAt: (lon) => {
        if (lon < 118.7 || lon > 118.9) return null;
        return { street: lon < 118.78 ? STREET : OTHER_STREET, approximate: lon > 118.79 };
      },
      // The border of the two streets, with 0.0003° (28 m) on either side.
      nearStreets: (lon) =>
        [
          { street: STREET, metres: Math.max(0, lon - 118.78) * 94_000 },
          { street: OTHER_STREET, metres: Math.max(0, 118.78 - lon) * 94_000 },
        ].filter(({ metres }) => metres <= 30 && lon > 118.7 && lon < 118.9),
      neighbours: [{ code: '320102', name: '玄武区' }],
      checkInCode: this.checkInCode,
    };
  }

  state(id: string): WhistleState {
    const found = this.states.get(id);
    if (!found) throw new Error(`no whistle ${id}`);
    return found;
  }

  child(id: string, org: string): Summons {
    const found = this.state(id)
      .children.filter((child) => child.org === org)
      .at(-1);
    if (!found) throw new Error(`${org} is not summoned`);
    return found;
  }

  /** What has to be done now, in Chinese. */
  waiting(id: string): string[] {
    return viewOf(this.state(id), [], { ...this.basis, now: this.now, actor: null }).summary.waiting.map(
      ({ what }) => what.zh,
    );
  }

  commandId(): string {
    return `command-${String(this.#next++).padStart(6, '0')}`;
  }

  /** Carries the command out where it passes; the answer either way. */
  run(actor: ActingOperator, id: string | null, command: Command): Decision {
    const state = id === null ? null : this.state(id);
    const decision = decide(state, command, this.context(actor, id));
    if (decision.ok) this.#keep(decision);
    return decision;
  }

  try<T extends WhistleCommandType>(
    actor: ActingOperator,
    id: string | null,
    type: T,
    body: Body<T>,
  ): Decision {
    const command = WhistleCommand.parse({ commandId: this.commandId(), type, ...body });
    return this.run(actor, id, command);
  }

  /** The same, where it must pass; the types of the new facts. */
  do<T extends WhistleCommandType>(
    actor: ActingOperator,
    id: string | null,
    type: T,
    body: Body<T>,
  ): string[] {
    const decision = this.try(actor, id, type, body);
    if (!decision.ok) throw new Error(`${type}: ${decision.refusal.rule} ${decision.refusal.message.zh}`);
    return (decision.changes[0]?.events ?? []).map((event) => event.type);
  }

  /** Rule of the refusal, null where the command passed. */
  refusal<T extends WhistleCommandType>(
    actor: ActingOperator,
    id: string | null,
    type: T,
    body: Body<T>,
  ): string | null {
    const decision = this.try(actor, id, type, body);
    return decision.ok ? null : decision.refusal.rule;
  }

  draft(
    changes: Record<string, unknown> = {},
    actor: ActingOperator = cast.duty,
    parent: string | null = null,
  ) {
    const commandId = this.commandId();
    const command = WhistleCommand.parse({
      commandId,
      type: 'draft',
      draft: draftOf(this.now, changes),
      parent,
    });
    const decision = this.run(actor, null, command);
    if (!decision.ok) throw new Error(`draft: ${decision.refusal.rule}`);
    return whistleId(commandId);
  }

  /**
   * Fires every timer up to `to`, in order, and stands there. Late, when `noticed` is given. `seen` is called after each
   * timer: in between, screens show what it brought.
   */
  advance(to: number, noticed: number | null = null, seen: () => void = () => undefined): string[] {
    const fired: string[] = [];
    for (;;) {
      const next = [...this.states.values()]
        .flatMap((state) => timersOf(state, this.basis).map((timer) => ({ ...timer, whistle: state.id })))
        .sort((a, b) => a.dueAt - b.dueAt)[0];
      if (!next || next.dueAt > to) break;
      this.now = Math.max(this.now, noticed ?? next.dueAt);
      const commandId = timerCommandId(next.whistle, next.id);
      const decision = this.run(cast.system, next.whistle, { type: 'expire', commandId, timer: next.id });
      if (!decision.ok) throw new Error(`${next.id}: ${decision.refusal.rule}`);
      fired.push(next.id);
      seen();
    }
    this.now = Math.max(this.now, noticed ?? to);
    return fired;
  }

  get basis() {
    return { rules: this.rules, calendar: this.calendar, orgs: this.orgs };
  }

  /** Other rules or another calendar come into force now; the new events of all whistles. */
  adopt(changes: {
    rules?: WhistleRules;
    calendar?: WorkingCalendar;
    orgs?: readonly Org[];
  }): WhistleEvent[] {
    const pack = { id: 'test', version: String(this.#adoptions++) };
    const before = { ...this.basis, pack };
    Object.assign(this, changes);
    return [...this.states.values()].flatMap((state) => {
      const plan = adoptionOf(state, before, { ...this.basis, pack }, this.now);
      if (plan === null) return [];
      const commandId = `rules-${this.#adoptions}-${state.id}`;
      const decision = this.run(cast.system, state.id, { type: 'adopt-rules', commandId, ...plan });
      if (!decision.ok) throw new Error(`adopt: ${decision.refusal.rule}`);
      return decision.changes.flatMap((change) => change.events);
    });
  }

  /** Organisations leave the pack (撤并). */
  dissolve(...codes: string[]): void {
    this.adopt({
      orgs: this.orgs.map((org) => (codes.includes(org.code) ? { ...org, former: true as const } : org)),
    });
  }

  #keep(decision: Extract<Decision, { ok: true }>): void {
    for (const { subject: whistle, events, state } of decision.changes) {
      for (const event of events) {
        this.states.set(whistle, evolve(this.states.get(whistle) ?? null, event));
      }
      // What the decision says the state is, and what comes of its events, are the same.
      if (JSON.stringify(this.states.get(whistle)) !== JSON.stringify(state))
        throw new Error(`the decision folded ${whistle} to another state than its events`);
      this.logs.set(whistle, [...(this.logs.get(whistle) ?? []), ...events]);
    }
  }
}

/** A whistle that has been blown. */
export function blown(world: World, changes: Record<string, unknown> = {}): string {
  const id = world.draft(changes);
  world.do(cast.duty, id, 'submit', { notDuplicateOf: [...world.states.keys()].filter((one) => one !== id) });
  const kind = world.rules.kinds.find((one) => one.id === world.state(id).draft.kind);
  if (!kind) throw new Error('no kind');
  if (kind.approvers.length === 2) {
    world.do(cast.secretary, id, 'approve', {});
    world.do(cast.director, id, 'approve', {});
  } else world.do(cast.leader, id, 'approve', {});
  if (kind.triage) world.do(cast.dispatch, id, 'triage-accept', {});
  return id;
}

/** Everybody summoned has signed and arrived: the whistle is being handled. */
export function handling(world: World, changes: Record<string, unknown> = {}): string {
  const id = blown(world, changes);
  for (const child of world.state(id).children) {
    if (child.part === 'leader') {
      arriveLeader(world, id, child.role === 'vice-district' ? cast.vice : cast.standing, child.id);
    } else {
      world.do(of(child.org), id, 'sign', { summons: child.id });
      world.do(of(child.org), id, 'arrive', { summons: child.id, method: 'qr', code: 'code' });
    }
  }
  return id;
}

export function arriveLeader(world: World, id: string, leader: ActingOperator, summons: string): void {
  world.do(leader, id, 'arrive', { summons, method: 'gps', position: PLACE });
}

/** Every 主责 has handed in: the street must look. */
export function handedIn(world: World, changes: Record<string, unknown> = {}): string {
  const id = handling(world, changes);
  for (const child of world.state(id).children) {
    if (child.part === 'lead') {
      world.do(of(child.org), id, 'submit-result', { summons: child.id, text: '已修复', files: [HASH] });
    }
  }
  return id;
}

/** Closed after confirmation and ratings. */
export function closed(world: World, changes: Record<string, unknown> = {}): string {
  const id = handedIn(world, changes);
  world.do(cast.duty, id, 'confirm', { onSite: true });
  world.do(cast.leader, id, 'rate', { scores: scoresFor(world, id) });
  return id;
}

export function scoresFor(world: World, id: string) {
  return world
    .state(id)
    .children.filter(
      (child) => child.part !== 'leader' && !['released', 'replaced', 'rated'].includes(child.stage),
    )
    .map((child) => ({ summons: child.id, arrival: 5, attitude: 4, effect: 5 }));
}
