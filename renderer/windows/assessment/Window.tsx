import { type ReactNode, useState } from 'react';
import type { AssessmentTables } from '../../../shared/contract/assessment.ts';
import type { PublicationDetail } from '../../../shared/contract/assessmentPublication.ts';
import { usePlainKeys } from '../../base/keys.ts';
import { useWords } from '../../base/words.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import {
  type AskedPeriod,
  useLiveAssessment,
  usePublication,
  usePublications,
} from '../../live/queries/assessment.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { Spacer } from '../../ui/Spacer.tsx';
import styles from './assessment.module.css';
import { Freeze } from './Freeze.tsx';
import { Groups } from './Groups.tsx';
import { PeriodBar } from './PeriodBar.tsx';
import { Process } from './Process.tsx';
import { periodText } from './periods.ts';
import { StateLine } from './StateLine.tsx';
import { useUnitNames } from './unitNames.ts';
import { assessmentWords } from './words.ts';

const LIVE = '';

/** Assessment (考核): indicators, scores and places of a period as they are now, or as they were frozen and published. */
export default function AssessmentWindow(): ReactNode {
  const words = useWords(assessmentWords);
  const errorText = useErrorText();
  const zone = useZone();
  const now = useNow(60_000);
  const [asked, setAsked] = useState<AskedPeriod>({ period: 'month' });
  const [shown, setShown] = useState(LIVE);
  const [processing, setProcessing] = useState(false);
  const live = useLiveAssessment(shown === LIVE ? asked : null);
  const publications = usePublications().data;
  const frozen = usePublication(shown === LIVE ? null : shown);
  const query = shown === LIVE ? live : frozen;
  const publication: PublicationDetail | null = shown === LIVE ? null : (frozen.data ?? null);
  const tables: AssessmentTables | undefined = shown === LIVE ? live.data : publication?.counted;
  const units = useUnitNames(publication?.names ?? null);
  const pick = (next: AskedPeriod): void => {
    setShown(LIVE);
    setAsked(next);
  };
  usePlainKeys({
    q: () => pick({ period: 'week' }),
    w: () => pick({ period: 'month' }),
    e: () => pick({ period: 'lastMonth' }),
    r: () => pick({ period: 'quarter' }),
    t: () => pick({ period: 'year' }),
  });
  return (
    <div className={styles['window']} data-part="assessment">
      <header className={styles['head']}>
        <PeriodBar asked={asked} shown={tables?.period ?? null} zone={zone} onPick={pick} words={words} />
        <Select
          label={words.view}
          labelPlace="beside"
          value={shown}
          options={[
            { value: LIVE, label: words.live },
            ...(publications?.items ?? []).map(({ id, period, stage }) => ({
              value: id,
              label: `${periodText(period, zone)} ${words[`state_${stage}`]}`,
            })),
          ]}
          onChange={setShown}
        />
        <Spacer />
        {shown === LIVE && tables !== undefined ? (
          <Freeze
            period={tables.period}
            isOver={tables.period.to <= now}
            mayFreeze={publications?.mayFreeze ?? false}
            onFrozen={setShown}
            words={words}
          />
        ) : null}
      </header>
      {tables === undefined ? (
        query.isError ? (
          <Empty title={words.failed} text={errorText(query.error)}>
            <Button onPress={() => void query.refetch()}>{words.retry}</Button>
          </Empty>
        ) : (
          <p role="status">{words.reading}</p>
        )
      ) : (
        <>
          <StateLine
            tables={tables}
            publication={publication}
            onProcess={() => setProcessing(true)}
            words={words}
          />
          {query.isError ? <p role="alert">{errorText(query.error)}</p> : null}
          <Groups tables={tables} publication={publication?.id ?? null} units={units} words={words} />
        </>
      )}
      {processing && publication !== null ? (
        <Process
          publication={publication}
          nameOf={units.nameOf}
          onClose={() => setProcessing(false)}
          words={words}
        />
      ) : null}
    </div>
  );
}
