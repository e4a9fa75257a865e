import { type ReactNode, useEffect, useRef } from 'react';
import type { OrderView } from '../../../shared/contract/orderViews.ts';
import {
  feedbackWords,
  ORIGIN_NAMES,
  RUNG_NAMES,
  STAGE_NAMES,
  URGENCY_NAMES,
} from '../../../shared/order/names.ts';
import { meetingName } from '../../../shared/order/words.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { clockTime, dateText } from '../../live/link/cityTime.ts';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { ActBar } from './ActBar.tsx';
import { type CellParts, cellText, overdueText } from './cellText.ts';
import styles from './orders.module.css';

type Props = {
  view: OrderView;
  parts: CellParts;
  signedIn: boolean;
  onAct: (type: string) => void;
  onClose: () => void;
};

/** The page of one order (督办单): its sheet, its clock, what may be done, and how it went (办理过程). */
export function Page({ view, parts, signedIn, onAct, onClose }: Props): ReactNode {
  const { words, language, zone } = parts;
  const { row } = view;
  const pane = useRef<HTMLElement>(null);
  // The page of another order begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the order changes
  useEffect(() => {
    // A newer browser's returns a promise, which no effect may.
    void pane.current?.scrollTo({ top: 0 });
  }, [row.id]);
  return (
    <aside className={styles['page']} aria-label={words.page} data-part="o-page" ref={pane}>
      <header className={styles['page-head']}>
        <div>
          <strong className={styles['number']}>{row.numberText}</strong>{' '}
          <span className={styles['stage']} data-part="o-stage">
            {STAGE_NAMES[row.stage][language]}
          </span>
          <h2 className={styles['page-title']}>{row.title}</h2>
        </div>
        <Button onPress={onClose} kbd="Esc">
          {words.close}
        </Button>
      </header>
      <ClockLine view={view} parts={parts} />
      <ActBar offered={view.offered} signedIn={signedIn} onAct={onAct} words={words} />
      <dl className={styles['sheet']}>
        {sheetOf(view, parts).map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text === '' ? '—' : text}</dd>
          </div>
        ))}
      </dl>
      <h3 className={styles['log-title']}>{words.log}</h3>
      <ol className={styles['log']} data-part="o-log">
        {view.log.toReversed().map((line) => (
          <li key={line.seq} data-exempt={line.exempt} data-type={line.type}>
            <time>
              {dateText(line.at, zone)} {clockTime(line.at, zone)}
            </time>{' '}
            <span className={styles['dim']}>
              {line.by === null ? words.system : `${line.by} ${line.org === null ? '' : parts.org(line.org)}`}
            </span>
            <p>
              {line.text[language]}
              {line.exempt ? <b> {words.exempt}</b> : null}
              {line.note === '' ? null : <span className={styles['note']}>{line.note}</span>}
              {line.evidence.length === 0 ? null : (
                <span className={styles['dim']}> {words.evidence(count(line.evidence.length))}</span>
              )}
            </p>
          </li>
        ))}
      </ol>
    </aside>
  );
}

/** The limit with what is left of it or past it, and what rests or waits. */
function ClockLine({ view, parts }: Pick<Props, 'view' | 'parts'>): ReactNode {
  const { words, language } = parts;
  const { row, extension, suspendedUntil } = view;
  const { clock } = row;
  if (clock === null) return null;
  const late = overdueText(row, words);
  return (
    <p className={styles['clock']} data-part="o-clock" data-overdue={clock.overdue && !clock.suspended}>
      <span>
        {words.due} <b>{clock.due}</b>
      </span>
      {late === '' ? null : <b className={classes(clock.overdue ? styles['overdue'] : '')}>{late}</b>}
      {clock.counted === clock.due ? null : <span>{words.dueCounted(clock.counted)}</span>}
      {row.rung === 0 ? null : <span>{RUNG_NAMES[row.rung][language]}</span>}
      {extension === null ? null : <span>{words.extension(extension.until)}</span>}
      {suspendedUntil === null ? null : <span>{words.suspendedUntil(suspendedUntil)}</span>}
      {row.escalated ? <b>{words.escalated}</b> : null}
    </p>
  );
}

/** The fields of the sheet, a label and a text each. */
function sheetOf(view: OrderView, parts: CellParts): [string, string][] {
  const { words, language, zone, org } = parts;
  const { row, order } = view;
  const { origin } = order;
  const cell = (key: string): string => cellText(key, row, 0, parts);
  const { comma } = PUNCTUATION[language];
  const originText =
    origin.kind === 'meeting'
      ? `${meetingName(origin.meeting)} · ${origin.meeting.item}`
      : [
          ORIGIN_NAMES[origin.kind][language],
          origin.kind === 'instruction' ? `${origin.leader} ${URGENCY_NAMES[origin.urgency][language]}` : '',
          origin.reference,
        ]
          .filter((text) => text !== '')
          .join(' · ');
  return [
    [words.content, order.content],
    [words.acceptance, order.acceptance],
    [words.origin, originText],
    [words.lead, org(order.lead)],
    [words.colCoUnits, cell('coUnits')],
    [words.colLeader, order.leader],
    [words.colContact, order.contact],
    [words.clockSource, row.clock?.source ?? ''],
    [words.colCycle, feedbackWords(order.feedback)[language]],
    [words.feedbackDue, row.feedbackDueAt === null ? '' : dateText(row.feedbackDueAt - 1, zone)],
    [words.colFeedback, cell('feedback')],
    [
      words.signed,
      view.signed.map((one) => `${org(one.org)} ${one.by} ${dateText(one.at, zone)}`).join(comma),
    ],
    [words.carriedAt, view.carried.map(meetingName).join(comma)],
    [words.colExtensions, cell('extensions')],
    [words.colUrged, cell('urged')],
    [words.colCheck, cell('check')],
    [words.colClosed, cell('closed')],
    [words.colRecheck, cell('recheck')],
    [words.colArchive, row.archive],
    [words.subjects, order.subjects.map(({ kind, id }) => `${words[kind]} ${id}`).join(comma)],
    [
      words.registeredBy,
      `${view.registeredBy.name} ${org(view.registeredBy.org)} ${dateText(row.registeredAt, zone)}`,
    ],
  ];
}
