import type { ShelvedAlarms, ShelveRequest } from '../../../shared/contract/handover.ts';
import type { Clock } from '../ports.ts';
import type { AlarmShelves } from '../store/alarmShelves.ts';
import type { OperatorRecord } from '../store/peopleTable.ts';

const MINUTE = 60_000;

/** Shelving (搁置) of alarms per operator. All windows of an operator show the same, and the hand-over lists it. */
export type OperatorShelves = {
  of(by: OperatorRecord): ShelvedAlarms;
  shelve(by: OperatorRecord, asked: ShelveRequest): ShelvedAlarms;
  unshelve(by: OperatorRecord, alarms: readonly string[]): ShelvedAlarms;
};

export function createOperatorShelves(
  shelves: AlarmShelves,
  clock: Clock,
  onChange: (org: string) => void,
): OperatorShelves {
  const of = ({ id }: OperatorRecord): ShelvedAlarms => ({
    items: shelves
      .active(id, clock.now())
      .map(({ alarm, whistle, at, until }) => ({ alarm, whistle, at, until })),
  });
  return {
    of,
    shelve(by, { alarms, minutes }) {
      const at = clock.now();
      const until = at + minutes * MINUTE;
      shelves.shelve(alarms.map(({ alarm, whistle }) => ({ operator: by.id, alarm, whistle, at, until })));
      onChange(by.org);
      return of(by);
    },
    unshelve(by, alarms) {
      if (shelves.lift(by.id, alarms, clock.now()) > 0) onChange(by.org);
      return of(by);
    },
  };
}
