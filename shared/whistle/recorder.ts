import type { BackEntry } from '../contract/whistleBackEntry.ts';
import type { OnBehalf } from '../contract/whistleCommands.ts';
import type { Actor } from '../contract/whistleEventParts.ts';
import type { WhistleEvent, WhistleFact } from '../contract/whistleEvents.ts';
import type { StreamChange } from '../journal/decider.ts';
import type { Delegated } from '../people/delegation.ts';
import type { Command, Decision, WhistleContext } from './context.ts';
import { evolve } from './evolve/evolve.ts';
import { OTHER_WHISTLE, requireSeparationOfDuties } from './guards.ts';
import { BACK_ENTERED } from './occurred.ts';
import type { WhistleState } from './state.ts';

/**
 * Collects the events of one command and applies each to the state, so that consequences (quorum reached, all results
 * submitted) are derived from the state after the command.
 */
export class Recorder {
  readonly context: WhistleContext;
  readonly command: Command;
  readonly whistle: string;
  readonly events: WhistleEvent[] = [];
  /** 补录; null where the command is about now. */
  backEntry: BackEntry | null = null;
  readonly #others: StreamChange<WhistleState, WhistleEvent>[] = [];
  #state: WhistleState | null;

  constructor(whistle: string, state: WhistleState | null, command: Command, context: WhistleContext) {
    this.whistle = whistle;
    this.#state = state;
    this.command = command;
    this.context = context;
  }

  /** The state after the events recorded so far. */
  get state(): WhistleState {
    if (!this.#state) throw new RangeError('nothing recorded yet');
    return this.#state;
  }

  /** When what the command is about happened, UTC ms. */
  get occurredAt(): number {
    return this.backEntry?.occurredAt ?? this.context.now;
  }

  add(fact: WhistleFact): void {
    const event = this.#event(this.whistle, this.#state, fact);
    this.#state = evolve(this.#state, event);
    this.events.push(event);
  }

  /**
   * Records an event in the log of another whistle, which is an act on that one too.
   * @throws Refused for somebody who has acted on its other side (指挥, 监督)
   */
  addTo(other: WhistleState, fact: WhistleFact): void {
    requireSeparationOfDuties(other, this.context, OTHER_WHISTLE);
    const event = this.#event(other.id, other, fact);
    this.#others.push({ subject: other.id, events: [event], state: evolve(other, event) });
  }

  decision(): Decision {
    const own = { subject: this.whistle, events: this.events, state: this.state };
    return { ok: true, changes: [own, ...this.#others] };
  }

  #event(whistle: string, before: WhistleState | null, fact: WhistleFact): WhistleEvent {
    const { operator, role, org, delegated } = this.context.actor;
    const { backEntry } = this;
    const batch = 'batch' in this.command ? this.command.batch : undefined;
    return {
      seq: (before?.seq ?? 0) + 1,
      whistle,
      // The other whistle may have acts of a time to which the clock has not come again, since it was set back.
      at: Math.max(this.context.now, before?.updatedAt ?? 0),
      actor: { operator, role, org, ...principalOf(delegated) },
      onBehalf: behalfOf(this.command),
      commandId: this.command.commandId,
      drill: this.context.drill,
      ...(backEntry === null || !BACK_ENTERED.includes(fact.type) ? {} : { backEntry }),
      ...(batch === undefined ? {} : { batch }),
      ...fact,
    };
  }
}

function principalOf(delegated: Delegated | null): Pick<Actor, 'onBehalfOf'> {
  if (delegated === null) return {};
  const { principal, id, kind } = delegated;
  return { onBehalfOf: { operator: principal, delegation: id, kind } };
}

function behalfOf(command: Command): OnBehalf | null {
  return 'onBehalf' in command ? command.onBehalf : null;
}
