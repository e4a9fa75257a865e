import { Fragment, type ReactNode } from 'react';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import { ProvisionalMark } from '../../ui/ProvisionalMark.tsx';
import styles from './desk.module.css';
import detailStyles from './detail.module.css';
import { spanText, workingText } from './remaining.ts';
import type { SectionProps } from './sectionProps.ts';

/** Every limit of the case with the steps that lead to it, so that it can be checked by hand. */
export function LimitSection({ row, now, zone, words }: SectionProps): ReactNode {
  const sentText = useSentErrorText();
  const spans = { days: words.spanDays, hours: words.spanHours, minutes: words.spanMinutes };
  const span = ({ remainingMs, clock }: CaseDetail['limits'][number]): string =>
    clock === 'working'
      ? workingText(remainingMs ?? 0, words.spanWorking)
      : spanText(remainingMs ?? 0, spans);
  const counting = row.limits.findIndex((limit) => limit.basis === row.dueBasis && limit.dueAt === row.dueAt);
  return (
    <section className={detailStyles['section']}>
      <h3>{words.limits}</h3>
      {row.limits.length === 0 && (row.limitGaps ?? []).length === 0 ? (
        <p className={styles['q-dim']}>{words.noLimits}</p>
      ) : null}
      {(row.limitGaps ?? []).map((gap) => (
        <p key={gap.message} className={detailStyles['note']}>
          <span aria-hidden="true">◆</span> {sentText(gap)}
        </p>
      ))}
      {row.limits.length > 0 && row.stage === 'cancelled' ? (
        <p className={styles['q-dim']}>{words.limitVoid}</p>
      ) : null}
      {row.limits.length > 0 && row.stage === 'suspended' && row.dueBasis === 'upstream' ? (
        <p className={detailStyles['note']}>
          <span aria-hidden="true">◆</span> {words.limitSuspended}
        </p>
      ) : null}
      {row.pauses.length === 0 ? null : (
        <dl className={detailStyles['facts']} data-part="pauses">
          {row.pauses.map((pause) => (
            <Fragment key={`${pause.why}${pause.from}`}>
              <dt>{words[`pause_${pause.why}`]}</dt>
              <dd>
                {words.pauseSpan(
                  shortTime(pause.from, zone, now),
                  pause.to === null ? null : shortTime(pause.to, zone, now),
                )}{' '}
                <span className={styles['q-dim']}>{words[`pauseBasis_${pause.basis}`]}</span>
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
      {row.limits.map((limit, index) => (
        <div key={`${limit.basis}${limit.dueAt}`} className={detailStyles['limit-card']}>
          <dl className={detailStyles['facts']}>
            <dt>{words.limitDue}</dt>
            <dd>
              <b>{limit.dueAt === null ? words.resting : shortTime(limit.dueAt, zone, now)}</b>{' '}
              <span className={styles['limit-basis']}>{words[`basis_${limit.basis}`]}</span>{' '}
              <ProvisionalMark of={limit.provisional} />{' '}
              <span className={styles['q-dim']}>
                {index === counting ? words.limitCounts : words.limitBeside}
              </span>
            </dd>
            {limit.provisional === undefined ? null : (
              <>
                <dt>{words.limitProvisional}</dt>
                <dd>{sentText(limit.provisional.reason)}</dd>
              </>
            )}
            <dt>{words.limitStart}</dt>
            <dd>{shortTime(limit.startAt, zone, now)}</dd>
            {limit.limit === null ? null : (
              <>
                <dt>{words.limitAmount}</dt>
                <dd>{limit.limit}</dd>
              </>
            )}
            {row.status === 'closed' || row.stage === 'cancelled' ? null : (
              <>
                <dt>{words[`limitLeft_${limit.clock ?? 'natural'}`]}</dt>
                <dd data-tone={limit.remainingMs !== null && limit.remainingMs < 0 ? 'past' : undefined}>
                  {limit.remainingMs === null
                    ? words.calendarMissing
                    : limit.remainingMs < 0
                      ? words.past(span(limit))
                      : words.left(span(limit))}
                </dd>
              </>
            )}
            <dt>{words.limitOrigin}</dt>
            <dd>{limit.origin}</dd>
          </dl>
          {limit.steps.length === 0 ? null : (
            <Disclosure startOpen summary={words.limitSteps}>
              <ol className={detailStyles['limit-steps']} data-part="limit-steps">
                {limit.steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </Disclosure>
          )}
        </div>
      ))}
    </section>
  );
}
