import { memo, type ReactNode } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import type { WhistleSummary } from '../../../shared/contract/whistles.ts';
import { CLOCK_WORDS, LEVEL_WORDS, STAGE_WORDS } from '../../../shared/whistle/words.ts';
import type { Language } from '../../base/prefs.ts';
import { classes } from '../../ui/kit/classes.ts';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import type { Names } from '../../ui/names.ts';
import { shortNumber, waitingName } from '../../ui/names.ts';
import { whistleStreets } from '../../ui/whistleStreets.ts';
import { ClockText } from './ClockText.tsx';
import { type ColumnId, columnOf, isOver, kindShape, pressingLevel } from './columns.ts';
import { mineOf, pressing } from './filter.ts';
import styles from './whistles.module.css';
import type { WhistleWords } from './words.ts';

type Props = {
  row: WhistleSummary;
  column: ColumnId;
  selected: boolean;
  me: SessionState | null;
  now: number;
  names: Names;
  words: WhistleWords;
  /** Marked for a bulk act (批量办理). */
  marked: boolean;
  onMark: (id: string) => void;
  onOpen: (id: string) => void;
};

/** A whistle on the board: what it is, how long it still has, and who is waited for. Same height for every card. */
export const Card = memo(function Card(props: Props): ReactNode {
  const { row, names, words } = props;
  const mine = mineOf(row, props.me).length > 0;
  const { language } = names;
  const waiting = pressing(row, props.me);
  const moved = columnOf(row) !== props.column;
  return (
    <RowButton
      className={styles['card']}
      data-part="w-card"
      data-id={row.id}
      data-seq={row.seq}
      data-level={row.level}
      data-mine={mine}
      data-marked={props.marked}
      aria-current={props.selected ? 'true' : undefined}
      tabIndex={props.selected ? 0 : -1}
      onClick={({ ctrlKey, metaKey }) => (ctrlKey || metaKey ? props.onMark : props.onOpen)(row.id)}
    >
      <span className={styles['card-head']}>
        {props.marked ? <b className={styles['marked']}>✓ {words.marked}</b> : null}
        <span className={styles['kind']} data-kind={row.kind}>
          <i aria-hidden="true">{kindShape(row.kind)}</i> {row.kindName}
        </span>
        {row.level > 0 ? (
          <span
            className={styles['level']}
            data-part="w-level"
            data-level={pressingLevel(row)}
            title={LEVEL_WORDS[row.level][language]}
          >
            {words.levelMark(row.level)}
            {row.supervised ? ` ${words.supervised}` : ` ${shortLevel(row.level, language)}`}
          </span>
        ) : null}
        <code>{shortNumber(row.id)}</code>
      </span>
      <span className={styles['card-subject']} title={row.subject}>
        {row.subject}
      </span>
      <span className={styles['card-line']}>
        <span className={styles['card-street']}>{whistleStreets(row, names.org)}</span>
        {(row.outside ?? []).map(({ name }) => (
          <span key={name}>{words.outside(name)}</span>
        ))}
        {row.expected > 0 ? (
          <span title={words.arrivedHint}>{words.arrivedOf(row.arrived, row.expected)}</span>
        ) : null}
        {row.rework > 0 ? <span>{words.rework(row.rework)}</span> : null}
        {row.round > 1 ? <span>{words.round(row.round)}</span> : null}
        {row.backEntries > 0 ? <span data-part="w-card-back">※ {words.backEntered}</span> : null}
        {row.chain > 1 ? <span>{words.chain(row.chain)}</span> : null}
      </span>
      <span className={classes(styles['card-line'], styles['card-clock'])}>
        {row.nearest === null ? (
          <span className={styles['dim']}>
            {isOver(columnOf(row)) ? STAGE_WORDS[row.stage][language] : words.noClock}
          </span>
        ) : (
          <>
            <span className={styles['dim']}>{CLOCK_WORDS[row.nearest.kind][language]}</span>
            <ClockText clock={row.nearest} now={props.now} words={words} />
          </>
        )}
        {moved ? <b className={styles['moved']}>{words.movedTo(STAGE_WORDS[row.stage][language])}</b> : null}
      </span>
      <span className={styles['card-line']}>
        {mine ? <b className={styles['mine']}>{words.mineMark}</b> : null}
        {waiting === null ? (
          <span className={styles['dim']}>{isOver(columnOf(row)) ? '' : words.waitsNobody}</span>
        ) : (
          <span className={styles['ellipsis']}>
            {words.waitsFor(waitingName(waiting, names), waiting.what[language])}
          </span>
        )}
        {row.waiting.length > 1 ? (
          <span className={styles['dim']}>{words.moreWaiting(row.waiting.length - 1)}</span>
        ) : null}
      </span>
    </RowButton>
  );
});

/** As much of a level's name as a card has room for: four letters in Chinese, one word in English. */
function shortLevel(level: keyof typeof LEVEL_WORDS, language: Language): string {
  const name = LEVEL_WORDS[level][language];
  return language === 'zh' ? name.slice(0, 4) : (name.split(' ')[0] ?? name);
}
