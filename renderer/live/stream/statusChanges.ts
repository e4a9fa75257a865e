import { deltaKey } from '../../../shared/contract/mergeDeltas.ts';
import type { CityEvent, CityStatus, StatusChange } from '../../../shared/contract/status.ts';

export function isStatusChange(event: CityEvent): event is StatusChange {
  return event.type === 'source' || event.type === 'warnings' || event.type === 'outbox';
}

/** The status with what a change is about replaced; unchanged where it is from after the change. Figures stay. */
export function patchStatus(status: CityStatus, change: StatusChange): CityStatus {
  if (change.version <= status.version) return status;
  if (change.type === 'warnings') return { ...status, warnings: change.warnings };
  if (change.type === 'outbox') return { ...status, outbox: change.counts };
  const known = status.sources.some((source) => source.id === change.status.id);
  const sources = known
    ? status.sources.map((source) => (source.id === change.status.id ? change.status : source))
    : [...status.sources, change.status];
  return { ...status, sources };
}

/**
 * The newest change of each part of the status. An answer that was made before a change may arrive after it: without these
 * it would undo the change, and a window would show for minutes that a message waits which was delivered.
 */
export class StatusChanges {
  readonly #newest = new Map<string, StatusChange>();

  keep(change: StatusChange): void {
    const part = deltaKey(change);
    const known = this.#newest.get(part);
    if (known === undefined || known.version < change.version) this.#newest.set(part, change);
  }

  /** To be called at the first message of a stream: the service may have started again, and counts from 0 then. */
  forget(): void {
    this.#newest.clear();
  }

  /** A status as it is after the changes that it lacks. */
  appliedTo(status: CityStatus): CityStatus {
    return [...this.#newest.values()].reduce(patchStatus, status);
  }
}
