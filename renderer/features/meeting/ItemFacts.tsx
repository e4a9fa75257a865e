import type { ReactNode } from 'react';
import type { ItemCard } from '../../../shared/contract/meetingItems.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import styles from './meeting.module.css';
import { kindName, type MeetingWords, meetingWords, sourceName } from './meetingWords.ts';

/** The facts of an item card (议题卡), the same on desk and wall. What is not known says so. */
export function ItemFacts({ item }: { item: ItemCard }): ReactNode {
  const words = useWords(meetingWords);
  const { comma } = usePunctuation();
  const now = useNow(60_000);
  const zone = useZone();
  const time = (at: number): string => shortTime(at, zone, now);
  const rows: [string, ReactNode, tone?: 'late'][] = [
    [words.place, item.place === null ? words.noData : item.place.address || coordinates(item.place)],
    [words.lead, item.lead?.name ?? words.noData],
    ...(item.co.length === 0
      ? []
      : [[words.co, item.co.map(({ name }) => name).join(comma)] satisfies [string, string]]),
    [words.firstFound, item.firstFoundAt === null ? words.noData : time(item.firstFoundAt)],
    [words.clock, clockText(item, words, time), item.clock?.overdue === true ? 'late' : undefined],
    ...(item.unownedSince === null
      ? []
      : [
          [words.unowned, words.unownedSince(time(item.unownedSince)), 'late'] satisfies [
            string,
            string,
            'late',
          ],
        ]),
    [words.times, words.timesOf(item.meetings)],
    [words.photos, item.photos === null ? words.noData : words.photosOf(item.photos)],
    ...(item.basis === null ? [] : [[words.basis, item.basis] satisfies [string, string]]),
    ...(item.proposed === null
      ? []
      : [[words.proposed, kindName(words, item.proposed)] satisfies [string, string]]),
  ];
  return (
    <dl className={styles['facts']} data-part="m-facts">
      {rows.map(([name, value, tone]) => (
        <div key={name} data-tone={tone}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Why it is here, as marks; carries count among them. */
export function ItemSources({ item }: { item: ItemCard }): ReactNode {
  const words = useWords(meetingWords);
  return (
    <span className={styles['sources']}>
      {item.sources.map((source) => (
        <span key={source} className={styles['source']}>
          {sourceName(words, source)}
        </span>
      ))}
      {item.carries === 0 ? null : (
        <span className={styles['source']} data-tone="late">
          {words.carries(item.carries)}
        </span>
      )}
    </span>
  );
}

const coordinates = ({ lon, lat }: { lon: number; lat: number }): string =>
  `${lon.toFixed(5)}, ${lat.toFixed(5)}`;

function clockText({ clock }: ItemCard, words: MeetingWords, time: (at: number) => string): string {
  if (clock === null) return words.noClock;
  if (clock.dueAt === null) return words.resting;
  const said = clock.overdue ? words.overdueSince(time(clock.dueAt)) : words.dueBy(time(clock.dueAt));
  return clock.provisional === null ? said : `${said}${words.provisional}`;
}
