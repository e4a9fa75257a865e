import type { ReactNode, RefObject } from 'react';
import { OrderStage, OriginKind } from '../../../shared/contract/orders.ts';
import type { OrderRow, OrderSort } from '../../../shared/contract/orderViews.ts';
import { ORIGIN_NAMES, STAGE_NAMES } from '../../../shared/order/names.ts';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { SearchField } from '../../ui/kit/SearchField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import type { Names } from '../../ui/names.ts';
import { Spacer } from '../../ui/Spacer.tsx';
import { SORTS } from './columns.ts';
import { printed } from './keys.ts';
import styles from './orders.module.css';
import { hasFilter, type RegisterFilter } from './useRegisterState.ts';
import type { OrderWords } from './words.ts';

type Props = {
  filter: RegisterFilter;
  onChange: (part: Partial<RegisterFilter>) => void;
  onClear: () => void;
  sort: OrderSort;
  onSort: (sort: OrderSort) => void;
  /** Null while they load. */
  rows: readonly OrderRow[] | null;
  busy: boolean;
  searchRef: RefObject<HTMLInputElement | null>;
  onNew: () => void;
  onDraws: () => void;
  onExport: () => void;
  onHelp: () => void;
  names: Names;
  words: OrderWords;
};

/** Search, filters and order of the register, and its acts with their keys. */
export function Toolbar(props: Props): ReactNode {
  const { filter, onChange, names, words, rows } = props;
  const { language } = names;
  const units = names.orgs.filter(({ kind }) => kind === 'department' || kind === 'street');
  const all = { value: '', label: words.all } as const;
  return (
    <div className={styles['tools']} role="toolbar" aria-label={words.title}>
      <div className={styles['bar']}>
        <Button variant="primary" onPress={props.onNew} kbd={printed('new')}>
          {words.newOrder}
        </Button>
        <SearchField
          className={styles['search']}
          inputRef={props.searchRef}
          label={words.search}
          kbd={printed('search')}
          value={filter.q}
          maxLength={200}
          onChange={(q) => onChange({ q })}
        />
        <Totals rows={rows} busy={props.busy} words={words} />
        <Spacer />
        <Button onPress={props.onDraws} kbd={printed('draws')}>
          {words.draws}
        </Button>
        <Button onPress={props.onExport} kbd={printed('export')}>
          {words.export}
        </Button>
        <Button onPress={props.onHelp} kbd="?">
          {words.help}
        </Button>
      </div>
      <div className={styles['bar']}>
        <Button
          pressed={filter.overdue}
          onPress={() => onChange({ overdue: !filter.overdue })}
          kbd={printed('overdue')}
        >
          {words.overdue}
        </Button>
        <StageButton {...props} stage="asked" kbd={printed('check')} label={words.toCheck} />
        <Button
          pressed={filter.recheck}
          onPress={() => onChange({ recheck: !filter.recheck })}
          kbd={printed('recheck')}
        >
          {words.toRecheck}
        </Button>
        <StageButton {...props} stage="suspended" kbd={printed('suspended')} label={words.suspended} />
        <Select
          label={words.stage}
          labelPlace="beside"
          marked={filter.stage !== ''}
          value={filter.stage}
          options={[
            all,
            ...OrderStage.options.map((stage) => ({ value: stage, label: STAGE_NAMES[stage][language] })),
          ]}
          onChange={(stage) => onChange({ stage })}
        />
        <Select
          label={words.lead}
          labelPlace="beside"
          marked={filter.lead !== ''}
          value={filter.lead}
          options={[all, ...units.map(({ code, name }) => ({ value: code, label: name }))]}
          onChange={(lead) => onChange({ lead })}
        />
        <Select
          label={words.origin}
          labelPlace="beside"
          marked={filter.origin !== ''}
          value={filter.origin}
          options={[
            all,
            ...OriginKind.options.map((kind) => ({ value: kind, label: ORIGIN_NAMES[kind][language] })),
          ]}
          onChange={(origin) => onChange({ origin })}
        />
        <TextField
          label={words.meeting}
          labelPlace="beside"
          className={styles['meeting']}
          value={filter.meeting}
          maxLength={80}
          onChange={(meeting) => onChange({ meeting })}
        />
        <Spacer />
        <Select
          label={words.sort}
          labelPlace="beside"
          kbd={printed('sort')}
          value={props.sort}
          options={SORTS.map((sort) => ({ value: sort, label: words[`sort_${sort}`] }))}
          onChange={props.onSort}
        />
        <Button onPress={props.onClear} kbd={printed('clear')} disabled={!hasFilter(filter)}>
          {words.clear}
        </Button>
      </div>
    </div>
  );
}

function StageButton(
  props: Pick<Props, 'filter' | 'onChange'> & { stage: OrderStage; kbd: string; label: string },
): ReactNode {
  const { filter, stage } = props;
  const pressed = filter.stage === stage;
  return (
    <Button pressed={pressed} onPress={() => props.onChange({ stage: pressed ? '' : stage })} kbd={props.kbd}>
      {props.label}
    </Button>
  );
}

/** How many, of them overdue in work, and apart from these the suspended ones. */
function Totals({ rows, busy, words }: Pick<Props, 'rows' | 'busy' | 'words'>): ReactNode {
  if (rows === null) return <output className={styles['total']}>{words.waiting}</output>;
  const overdue = rows.filter(
    ({ stage, clock }) => clock?.overdue === true && (stage === 'assigned' || stage === 'working'),
  ).length;
  const suspended = rows.filter(({ stage }) => stage === 'suspended').length;
  return (
    <output className={styles['total']} aria-live="polite" data-part="o-total">
      {words.total(count(rows.length))}
      {overdue > 0 ? <b className={styles['overdue']}> {words.overdueTotal(count(overdue))}</b> : null}
      {suspended > 0 ? <span> {words.suspendedTotal(count(suspended))}</span> : null}
      {busy ? <span className={styles['dim']}> {words.updating}</span> : null}
    </output>
  );
}
