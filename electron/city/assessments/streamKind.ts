import {
  type PublicationCommand,
  type PublicationEvent,
  publicationDecider,
} from '../../../shared/assessment/publication/decider.ts';
import type { Publication } from '../../../shared/contract/assessmentPublication.ts';
import type { KnownError } from '../../../shared/errors/errorText.ts';
import type { Streams } from '../journal/openJournal.ts';
import type { StreamKind } from '../journal/streamKind.ts';

export type PublicationStreams = Streams<Publication, PublicationCommand, PublicationEvent, KnownError>;

/** To be raised when an old log would fold to a different state. */
const FOLD_VERSION = 1;

/**
 * Frozen periods (考核发布) as a kind of stream.
 * @param appealsUntil end of the time for appeals of a list frozen at a moment, UTC ms; null: the calendar lacks a year
 */
export function publicationKind(
  appealsUntil: (at: number) => number | null,
): StreamKind<Publication, PublicationCommand, PublicationEvent, KnownError> {
  return {
    kind: publicationDecider.kind,
    foldVersion: FOLD_VERSION,
    decide(id, state, command, { by, at }) {
      if (by === null) throw new Error(`${command.type} is for people`);
      return publicationDecider.decide(state, command, {
        ...{ id, now: at, by },
        appealsUntil: () => appealsUntil(at),
      });
    },
    evolve: publicationDecider.evolve,
    audited: () => true,
    timers: () => [],
    notices: () => [],
    writeTables: () => undefined,
    expireCommand(subject) {
      throw new Error(`assessment ${subject} has no timers`);
    },
  };
}
