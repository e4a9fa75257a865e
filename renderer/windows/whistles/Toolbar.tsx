import { type ReactNode, type RefObject, useMemo } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import { LEVELS, type WhistleSummary } from '../../../shared/contract/whistles.ts';
import { LEVEL_WORDS } from '../../../shared/whistle/words.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { SearchField } from '../../ui/kit/SearchField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import type { Names } from '../../ui/names.ts';
import { Spacer } from '../../ui/Spacer.tsx';
import { AlarmStrip } from './AlarmStrip.tsx';
import { columnOf, isOver, kindShape } from './columns.ts';
import { type BoardFilter, EVERYTHING, isFiltered } from './filter.ts';
import type { Alarms } from './useAlarms.ts';
import styles from './whistles.module.css';
import type { WhistleWords } from './words.ts';

type Props = {
  filter: BoardFilter;
  onFilter: (part: Partial<BoardFilter>) => void;
  searchRef: RefObject<HTMLInputElement | null>;
  rows: ReadonlyMap<string, WhistleSummary>;
  shown: number;
  drift: number;
  onRearrange: () => void;
  onBlow: () => void;
  onHelp: () => void;
  onList: () => void;
  figures: boolean;
  onFigures: () => void;
  alarms: Alarms;
  me: SessionState | null;
  names: Names;
  words: WhistleWords;
};

/** Blowing, filters and the operator's load of alarms, above the board. */
export function Toolbar(props: Props): ReactNode {
  const { words, me } = props;
  return (
    <div className={styles['tools']}>
      <Button variant="primary" hint={words.blowHint} onPress={props.onBlow}>
        {words.blow} <Kbd keys="B" />
      </Button>
      {props.figures ? null : <BoardFilters {...props} />}
      {props.drift > 0 && !props.figures ? (
        <Button
          className={styles['drift']}
          part="w-drift"
          hint={words.changedHint}
          onPress={props.onRearrange}
        >
          {words.changed(props.drift)} <Kbd keys="R" />
        </Button>
      ) : null}
      <Spacer />
      <AlarmStrip alarms={props.alarms} me={me} onList={props.onList} words={words} />
      <Button pressed={props.figures} hint={words.figuresHint} onPress={props.onFigures}>
        {words.figures} <Kbd keys="I" />
      </Button>
      <Button onPress={props.onHelp}>
        {words.help} <Kbd keys="?" />
      </Button>
    </div>
  );
}

/** What of the board is shown; the indicators have a period and a street of their own. */
function BoardFilters(props: Props): ReactNode {
  const { filter, onFilter, rows, names, words, me } = props;
  const kinds = useMemo(() => new Map([...rows.values()].map((row) => [row.kind, row.kindName])), [rows]);
  const open = useMemo(() => openCount(rows), [rows]);
  return (
    <>
      <SearchField
        label={words.search}
        kbd="/"
        className={styles['search']}
        inputRef={props.searchRef}
        value={filter.text}
        onChange={(text) => onFilter({ text })}
      />
      <Button
        pressed={filter.mine}
        disabled={me === null}
        hint={words.mineHint}
        onPress={() => onFilter({ mine: !filter.mine })}
      >
        {words.mine} <Kbd keys="M" />
      </Button>
      <Pick
        label={words.street}
        any={words.any}
        value={filter.streets[0] ?? ''}
        options={names.streets.map(({ code, name }) => [code, name])}
        onPick={(code) => onFilter({ streets: code === '' ? [] : [code] })}
      />
      <Pick
        label={words.kind}
        any={words.any}
        value={filter.kinds[0] ?? ''}
        options={[...kinds].map(([kind, name]) => [kind, `${kindShape(kind)} ${name}`])}
        onPick={(kind) => onFilter({ kinds: kind === '' ? [] : [kind] })}
      />
      <Pick
        label={words.level}
        any={words.any}
        value={filter.levels.length === 0 ? '' : String(filter.levels[0])}
        options={LEVELS.map((level) => [
          String(level),
          `≥ ${words.levelMark(level)} ${LEVEL_WORDS[level][names.language]}`,
        ])}
        onPick={(level) =>
          onFilter({ levels: level === '' ? [] : LEVELS.filter((each) => each >= Number(level)) })
        }
      />
      {isFiltered(filter) ? (
        <Button onPress={() => onFilter(EVERYTHING)}>
          {words.clear} <Kbd keys="X" />
        </Button>
      ) : null}
      <span className={styles['total']} data-part="w-total">
        {isFiltered(filter) ? words.shownOf(props.shown, rows.size) : words.total(open)}
      </span>
    </>
  );
}

function openCount(rows: ReadonlyMap<string, WhistleSummary>): number {
  let open = 0;
  for (const { stage } of rows.values()) if (!isOver(columnOf({ stage }))) open += 1;
  return open;
}

function Pick(props: {
  label: string;
  any: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onPick: (value: string) => void;
}): ReactNode {
  return (
    <Select
      label={props.label}
      labelPlace="beside"
      className={styles['pick']}
      marked={props.value !== ''}
      value={props.value}
      options={[
        { value: '', label: props.any },
        ...props.options.map(([value, label]) => ({ value, label })),
      ]}
      onChange={props.onPick}
    />
  );
}
