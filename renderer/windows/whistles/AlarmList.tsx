import type { ReactNode } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import type { Names } from '../../ui/names.ts';
import { shortNumber } from '../../ui/names.ts';
import actStyles from './acts.module.css';
import { type Alarm, groupAlarms } from './alarms.ts';
import { ClockText } from './ClockText.tsx';
import { kindShape } from './columns.ts';
import { Notices } from './Notices.tsx';
import type { Alarms } from './useAlarms.ts';
import styles from './whistles.module.css';
import type { WhistleWords } from './words.ts';

/** The most pressing are listed; nobody works through more at once, and the filter «待我办理» shows them all. */
const MOST = 60;

type Props = {
  alarms: Alarms;
  me: SessionState | null;
  now: number;
  zone: string;
  names: Names;
  words: WhistleWords;
  onOpen: (id: string) => void;
  onClose: () => void;
};

/** Everything that the operator owes, shelved entries with the moment they come back; in a flood by kind and street. */
export function AlarmList(props: Props): ReactNode {
  const { alarms, words, names } = props;
  const errorText = useErrorText();
  return (
    <aside className={styles['alarm-list']} data-part="w-alarm-list" aria-label={words.alarmList}>
      <header>
        <h2>{words.alarmList}</h2>
        <Button
          hint={words.acknowledgeHint}
          onPress={() => alarms.acknowledge(alarms.all.map(({ key }) => key))}
        >
          {words.acknowledgeAll}
        </Button>
        <Button onPress={props.onClose}>
          {words.close} <Kbd keys="L" />
        </Button>
      </header>
      <p className={styles['dim']}>{words.acknowledgeHint}</p>
      {alarms.flood ? (
        <p className={styles['flood']} role="alert">
          ▲ {words.flood}
        </p>
      ) : null}
      {alarms.error === null ? null : (
        <p className={styles['flood']} role="alert">
          {errorText(alarms.error)}
        </p>
      )}
      {alarms.all.length === 0 ? <p className={styles['dim']}>{words.noAlarms}</p> : null}
      {alarms.flood ? (
        groupAlarms(alarms.all).map((group) => (
          <AlarmGroup
            key={`${group.kind}/${group.street}`}
            title={`${group.kind} · ${names.org(group.street)}`}
            group={group.alarms}
            {...props}
          />
        ))
      ) : (
        <Rows {...props} rows={alarms.all} />
      )}
      {props.me === null ? null : <Notices {...props} operator={props.me.operator} />}
    </aside>
  );
}

/** The alarms of one kind and street in a flood, folded away until they are asked for. */
function AlarmGroup(props: Props & { title: string; group: Alarm[] }): ReactNode {
  const { alarms, words, title, group } = props;
  return (
    <div className={actStyles['alarm-group']}>
      <Disclosure
        summary={
          <>
            {title} <b>{group.length}</b>
          </>
        }
      >
        <Rows {...props} rows={group} />
      </Disclosure>
      <Button onPress={() => alarms.acknowledge(group.map(({ key }) => key))}>{words.acknowledge}</Button>
    </div>
  );
}

function Rows({
  rows,
  alarms,
  now,
  zone,
  names,
  words,
  onOpen,
}: Props & { rows: readonly Alarm[] }): ReactNode {
  const order = [...rows].sort((a, b) => (a.waiting.dueAt ?? Infinity) - (b.waiting.dueAt ?? Infinity));
  return (
    <ul>
      {order.length > MOST ? <li>{words.moreWaiting(order.length - MOST)}</li> : null}
      {order.slice(0, MOST).map(({ key, row, waiting, urgent }) => {
        const until = alarms.book.shelved[key];
        const quiet = alarms.book.acknowledged.includes(key);
        return (
          <li key={key} data-urgent={urgent} data-quiet={quiet}>
            <RowButton className={styles['alarm-main']} onClick={() => onOpen(row.id)}>
              <b>
                {urgent ? '▲ ' : ''}
                {waiting.what[names.language]}
              </b>
              <span>
                {kindShape(row.kind)} {row.kindName} {shortNumber(row.id)} · {row.subject}
              </span>
              <span>
                {names.org(row.street)}{' '}
                {row.nearest === null ? null : <ClockText clock={row.nearest} now={now} words={words} />}
              </span>
            </RowButton>
            {until === undefined ? null : (
              <span className={styles['dim']}>{words.shelvedUntil(shortTime(until, zone, now))}</span>
            )}
            <span className={styles['alarm-acts']}>
              {quiet ? null : <Button onPress={() => alarms.acknowledge([key])}>{words.acknowledge}</Button>}
              {until === undefined ? (
                <Button onPress={() => alarms.shelve([key])}>{words.shelve}</Button>
              ) : (
                <Button onPress={() => alarms.unshelve(key)}>{words.unshelve}</Button>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
