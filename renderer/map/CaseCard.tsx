import type { ReactNode } from 'react';
import { goTo } from '../base/navigation.ts';
import { useWords } from '../base/words.ts';
import { useErrorText } from '../live/client/errorText.ts';
import { shortTime } from '../live/link/cityTime.ts';
import { useNow, useZone } from '../live/link/clock.ts';
import { select } from '../live/link/filters.ts';
import { useCase } from '../live/queries/cases.ts';
import { usePack } from '../live/queries/city.ts';
import { Button } from '../ui/kit/Button.tsx';
import { StatusMark, stateOf } from '../ui/StatusMark.tsx';
import styles from './map.module.css';
import { mapWords } from './mapWords.ts';
import { blowCase } from './openBoard.ts';
import whistleStyles from './whistles.module.css';

/** A summary of the selected case. It never contains contact data, since everybody in the hall can read a wall. */
export function CaseCard({ id }: { id: string }): ReactNode {
  const words = useWords(mapWords);
  const errorText = useErrorText();
  const zone = useZone();
  const now = useNow(60_000);
  const { data, error } = useCase(id);
  const hasWhistles = usePack().data?.whistles != null;
  return (
    <section className={styles['card']} data-part="map-card" aria-label={id}>
      <header>
        <strong>{data?.title ?? id}</strong>
        <Button label={words.close} onPress={() => select(null)}>
          ×
        </Button>
      </header>
      {data === undefined ? (
        <p>{error === null ? words.loading : errorText(error)}</p>
      ) : (
        <>
          <p>
            <StatusMark state={stateOf(data)} /> {data.rework > 0 ? words.rework(data.rework) : ''}
          </p>
          <dl>
            <dt>{words.category}</dt>
            <dd>{data.categoryName}</dd>
            <dt>{words.reported}</dt>
            <dd>{shortTime(data.requestedAt, zone, now)}</dd>
            <dt>{words.due}</dt>
            <dd>
              {data.dueAt === null
                ? data.dueBasis === null
                  ? words.noDue
                  : words.resting
                : shortTime(data.dueAt, zone, now)}
            </dd>
            <dt>{words.channel}</dt>
            <dd>{data.channel ?? '—'}</dd>
            <dt>{words.address}</dt>
            <dd>{data.address ?? '—'}</dd>
          </dl>
          <p className={whistleStyles['whistle-card-do']}>
            <Button onPress={() => goTo('desk')}>{words.openDesk}</Button>
            {hasWhistles ? <Button onPress={() => blowCase(id)}>{words.blowCase}</Button> : null}
          </p>
        </>
      )}
    </section>
  );
}
