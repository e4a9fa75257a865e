import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Handover, HandoverDesk } from '../../../shared/contract/handover.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import type { Telling } from './factText.ts';

type Props = {
  desk: HandoverDesk;
  handover: Handover;
  onIncoming: (operator: string) => void;
  telling: Telling;
};

/** Who hands what over to whom since when, and how far they are. */
export function DraftHead(props: Props): ReactNode {
  const { handover, telling } = props;
  const { words, language, zone, now } = telling;
  const { items, outgoing } = handover;
  const asked = items.filter((item) => item.mark !== 'ended');
  const done = asked.filter((item) => item.ack !== null).length;
  const objected = asked.filter((item) => item.ack?.verdict === 'objected').length;
  const fresh = asked.filter((item) => item.ack === null && item.mark !== 'plain').length;
  const ended = items.length - asked.length;
  const roleOf = (roles: typeof outgoing.roles): string =>
    roles.map((role) => ROLE_WORDS[role][language]).join('、');
  return (
    <header className="handover-head">
      <b>{handover.post.name}</b>
      <span>
        {words.outgoing} <b>{outgoing.name}</b> <small>{roleOf(outgoing.roles)}</small>
      </span>
      <Incoming {...props} roleOf={roleOf} />
      <span className="handover-quiet">{words.since(shortTime(handover.since, zone, now))}</span>
      <span className="handover-progress" role="status">
        <progress
          aria-label={words.progress(done, asked.length)}
          max={Math.max(1, asked.length)}
          value={done}
        />
        <b>{words.progress(done, asked.length)}</b>
        {objected > 0 ? <span data-tone="late">{words.objections(objected)}</span> : null}
        {fresh > 0 ? <span data-tone="action">{words.fresh(fresh)}</span> : null}
        {ended > 0 ? <span>{words.settled(ended)}</span> : null}
      </span>
    </header>
  );
}

/** A hand that goes down the list by keys passes others on its way: only where it rests is somebody named. */
const RESTS_MS = 600;

function Incoming({
  desk,
  handover,
  onIncoming,
  telling,
  roleOf,
}: Props & { roleOf: (roles: Handover['outgoing']['roles']) => string }): ReactNode {
  const { words } = telling;
  const named = handover.incoming?.id ?? '';
  const [picked, setPicked] = useState(named);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setPicked(named), [named]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const settle = (operator: string): void => {
    clearTimeout(timer.current);
    if (operator !== '' && operator !== named) onIncoming(operator);
  };
  return (
    <label>
      {words.incoming} <Kbd keys="I" />{' '}
      <select
        className="plain-select"
        data-focus="incoming"
        data-missing={handover.incoming === null}
        value={picked}
        onChange={({ target: { value } }) => {
          setPicked(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => settle(value), RESTS_MS);
        }}
        onBlur={() => settle(picked)}
      >
        <option value="">{desk.people.length === 0 ? words.nobody : words.choose}</option>
        {desk.people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name} · {roleOf(person.roles)}
          </option>
        ))}
      </select>
    </label>
  );
}
