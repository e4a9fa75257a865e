import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Handover, PostHandover } from '../../../shared/contract/handover.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { ProgressBar } from '../../ui/kit/ProgressBar.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import type { TextContext } from './factText.ts';
import styles from './handover.module.css';

type Props = {
  desk: PostHandover;
  handover: Handover;
  onIncoming: (operator: string) => void;
  /** Somebody was picked from the list: the keys go on with the lines. */
  onPicked: () => void;
  context: TextContext;
};

/** Post, outgoing and incoming operator, start of the shift, and the progress. */
export function OpenHandoverHead(props: Props): ReactNode {
  const { handover, context } = props;
  const { words, language, zone, now } = context;
  const { items, outgoing } = handover;
  const counted = items.filter((item) => item.mark !== 'ended');
  const acknowledged = counted.filter((item) => item.ack !== null).length;
  const objected = counted.filter((item) => item.ack?.verdict === 'objected').length;
  const changed = counted.filter((item) => item.ack === null && item.mark !== 'plain').length;
  const ended = items.length - counted.length;
  const roleOf = (roles: typeof outgoing.roles): string =>
    roles.map((role) => ROLE_WORDS[role][language]).join(PUNCTUATION[language].comma);
  return (
    <header className={styles['head']}>
      <b>{handover.post.name}</b>
      <span>
        {words.outgoing} <b>{outgoing.name}</b> <small>{roleOf(outgoing.roles)}</small>
      </span>
      <Incoming {...props} roleOf={roleOf} />
      <span className={styles['quiet']}>{words.since(shortTime(handover.since, zone, now))}</span>
      <span className={styles['progress']} role="status">
        <ProgressBar
          label={words.progress(acknowledged, counted.length)}
          percent={(100 * acknowledged) / Math.max(1, counted.length)}
        />
        <b>{words.progress(acknowledged, counted.length)}</b>
        {objected > 0 ? <span data-tone="late">{words.objections(objected)}</span> : null}
        {changed > 0 ? <span data-tone="action">{words.fresh(changed)}</span> : null}
        {ended > 0 ? <span>{words.settled(ended)}</span> : null}
      </span>
    </header>
  );
}

/** Arrow keys pass over other operators, so the choice is sent only after this pause; ms. */
const PAUSE_MS = 600;

function Incoming({
  desk,
  handover,
  onIncoming,
  onPicked,
  context,
  roleOf,
}: Props & { roleOf: (roles: Handover['outgoing']['roles']) => string }): ReactNode {
  const { words } = context;
  const incomingId = handover.incoming?.id ?? '';
  const [picked, setPicked] = useState(incomingId);
  /** The operator that is chosen but not sent yet. */
  const pending = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setPicked(incomingId), [incomingId]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const nameIncoming = (): void => {
    clearTimeout(timer.current);
    const operator = pending.current ?? '';
    pending.current = null;
    if (operator !== '' && operator !== incomingId) onIncoming(operator);
  };
  return (
    <Select
      label={words.incoming}
      labelPlace="beside"
      kbd="I"
      focusName="incoming"
      value={picked}
      options={[
        { value: '', label: desk.people.length === 0 ? words.nobody : words.choose },
        ...desk.people.map(({ id, name, roles }) => ({ value: id, label: `${name} · ${roleOf(roles)}` })),
      ]}
      onChange={(operator) => {
        setPicked(operator);
        pending.current = operator;
        clearTimeout(timer.current);
        timer.current = setTimeout(nameIncoming, PAUSE_MS);
      }}
      onBlur={nameIncoming}
      onPicked={onPicked}
      // Marked invalid until an operator is named; the message is shown beside the signatures.
      problem={handover.incoming === null ? '' : null}
    />
  );
}
