import type { Meeting, WallMeeting } from '../../../shared/contract/meeting.ts';
import type { ItemCard } from '../../../shared/contract/meetingItems.ts';
import type { MeetingPack } from '../../../shared/contract/meetingPack.ts';
import { itemsOf } from '../../../shared/meeting/items.ts';
import type { Contacts } from '../people/contacts.ts';
import { maskPersons } from '../privacy/wallText.ts';

type Persons = Pick<Contacts, 'persons' | 'personsOfWhistle'>;

/**
 * What a wall shows of a meeting. Every field is listed, so that fields added later stay off walls: names of units, not of
 * persons; texts that are typed here are masked like those of upstreams.
 */
export function wallMeeting(meeting: Meeting, pack: MeetingPack | null, contacts: Persons): WallMeeting {
  const { id, title, stage, current, speaker } = meeting;
  const item =
    pack === null ? null : (itemsOf(meeting, pack).find(({ key }) => key === current.item) ?? null);
  const part = meeting.agenda.find((each) => each.id === current.part) ?? null;
  const mask = maskFor(meeting, item, contacts);
  const draft = meeting.drafts.find((each) => each.item === current.item);
  const shown = part?.kind === 'read-back' && item === null;
  return {
    ...{ id, title, stage, part, speaker },
    item: item === null ? null : maskedItem(item, mask),
    draft:
      draft === undefined || item === null
        ? null
        : {
            ...{ item: draft.item, lead: draft.lead, co: draft.co, days: draft.days, kind: draft.kind },
            ...{ text: mask(draft.text), acceptance: mask(draft.acceptance), n: draft.n, at: draft.at },
          },
    decisions: meeting.decisions
      .filter((each) => shown || (item !== null && each.item === item.key))
      .map((each) => ({
        ...{ id: each.id, kind: each.kind, lead: each.lead, co: each.co, due: each.due, readAt: each.readAt },
        ...{ text: mask(each.text), acceptance: mask(each.acceptance) },
      })),
  };
}

function maskedItem(item: ItemCard, mask: (text: string) => string): ItemCard {
  const { place } = item;
  return {
    ...item,
    problem: mask(item.problem),
    number: mask(item.number),
    place: place === null ? null : { ...place, address: mask(place.address) },
  };
}

/** Hides the contact data of everybody whom the items of the meeting may be about. */
function maskFor(meeting: Meeting, item: ItemCard | null, contacts: Persons): (text: string) => string {
  const subjects = [
    ...(item === null ? [] : [item.key]),
    ...meeting.decisions.map((each) => each.item),
    ...meeting.own.flatMap(({ subject }) => subject ?? []),
  ];
  const persons = [...new Set(subjects)].flatMap((subject) => {
    if (subject.startsWith('whistle:')) return contacts.personsOfWhistle(subject.slice('whistle:'.length));
    return subject.startsWith('case:') ? contacts.persons(subject.slice('case:'.length)) : [];
  });
  return (text) => maskPersons(text, persons);
}
