import type { ReactNode } from 'react';
import type { Handover, HandoverDesk } from '../../../shared/contract/handover.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { shortTime } from '../../live/city-time.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import type { Telling } from './item-text.ts';

/** Who hands what over to whom since when, and how far they are. */
export function DraftHead(props: {
  desk: HandoverDesk;
  handover: Handover;
  onIncoming: (operator: string) => void;
  telling: Telling;
}): ReactNode {
  const { desk, handover, telling } = props;
  const { words, language, zone, now } = telling;
  const { items, outgoing, incoming } = handover;
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
      <label>
        {words.incoming} <Kbd keys="I" />{' '}
        <select
          className="plain-select"
          data-focus="incoming"
          data-missing={incoming === null}
          value={incoming?.id ?? ''}
          onChange={(event) => {
            if (event.target.value !== '') props.onIncoming(event.target.value);
          }}
        >
          <option value="">{desk.people.length === 0 ? words.nobody : words.choose}</option>
          {desk.people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name} · {roleOf(person.roles)}
            </option>
          ))}
        </select>
      </label>
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
