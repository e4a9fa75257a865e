import { type ReactNode, useState } from 'react';
import type { Delegation } from '../../../shared/contract/people.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { usePrefs } from '../../base/prefs.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { useSession } from '../../live/client/session.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { useOrgNames } from '../../live/queries/city.ts';
import { endDelegation, useDelegations } from '../../live/queries/delegations.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptText } from '../../ui/drafts/useKeptText.ts';
import { HelpText } from '../../ui/HelpText.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { ReadFailure } from '../../ui/ReadFailure.tsx';
import { ScrollTable } from '../../ui/ScrollTable.tsx';
import { DelegationForm } from './DelegationForm.tsx';
import styles from './people.module.css';
import type { PeopleWords } from './peopleWords.ts';
import { SavingNote } from './SavingNote.tsx';
import { useSaving } from './useSaving.ts';

/** Delegations (委托): those that run, are planned or were, with the form for a new one. */
export function Delegations({ words }: { words: PeopleWords }): ReactNode {
  const list = useDelegations();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<string | null>(null);
  const items = list.data?.items ?? [];
  const chosen = items.find(({ id }) => id === ending) ?? null;
  return (
    <div className={styles['audit']} data-part="delegations">
      <HelpText>{words.delegationsAbout}</HelpText>
      <p className={styles['acts']}>
        <Button pressed={adding} onPress={() => setAdding(!adding)}>
          {words.newDelegation}
        </Button>
      </p>
      <ReadFailure of={list} />
      {adding ? <DelegationForm words={words} onDone={() => setAdding(false)} /> : null}
      {chosen === null ? null : (
        <EndForm key={chosen.id} delegation={chosen} words={words} onDone={() => setEnding(null)} />
      )}
      {list.isSuccess && items.length === 0 ? <p>{words.noDelegations}</p> : null}
      {items.length === 0 ? null : (
        <ScrollTable
          label={words.delegations}
          heads={[
            ...[words.state, words.delegate, words.principal, words.roles],
            ...[`${words.from} — ${words.to}`, words.reason, words.setBy],
          ]}
        >
          {items.map((each) => (
            <Row key={each.id} delegation={each} words={words} onEnd={() => setEnding(each.id)} />
          ))}
        </ScrollTable>
      )}
    </div>
  );
}

type RowProps = { delegation: Delegation; words: PeopleWords; onEnd: () => void };

function Row({ delegation, words, onEnd }: RowProps): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const zone = useZone();
  const now = useNow(60_000);
  const me = useSession((session) => session.info);
  const orgs = useOrgNames();
  const marks = PUNCTUATION[language];
  const { principal, delegate, kind, org, roles, from, to, reason, order, setBy, ended, state } = delegation;
  const where = orgs.find(({ code }) => code === org)?.name ?? org;
  const open = state === 'running' || state === 'planned' || state === 'void';
  const mayEnd =
    me !== null &&
    (me.operator === principal.id ||
      me.operator === delegate.id ||
      me.roles.some((role) => role === 'admin' || role === 'shift-leader'));
  return (
    <tr data-state={state} className={styles['delegation']}>
      <td>
        {words[`delegation_${state}`]}{' '}
        {open && mayEnd ? <Button onPress={onEnd}>{words.endDelegation}</Button> : null}
      </td>
      <td>{delegate.name}</td>
      <td>{principal.name}</td>
      <td>
        {words[`kind_${kind}`]}
        {marks.colon}
        {where} {roles.map((role) => ROLE_WORDS[role][language]).join(marks.comma)}
      </td>
      <td>
        {shortTime(from, zone, now)} — {shortTime(to, zone, now)}
      </td>
      <td>
        {reason}
        {ended === null
          ? ''
          : `${marks.semicolon}${words.endedBy(ended.by.name, shortTime(ended.at, zone, now))}${marks.colon}${ended.reason}`}
      </td>
      <td>
        {setBy.name}
        {order === null ? '' : `${marks.semicolon}${order}`}
      </td>
    </tr>
  );
}

type EndProps = { delegation: Delegation; words: PeopleWords; onDone: () => void };

function EndForm({ delegation, words, onDone }: EndProps): ReactNode {
  const {
    text: reason,
    setText: setReason,
    restoredAt,
    forget,
  } = useKeptText(`delegation-end:${delegation.id}`);
  const saving = useSaving();
  const end = async (): Promise<void> => {
    if (reason.trim() === '') return saving.fail('reason');
    if (!(await saving.run(() => endDelegation(delegation.id, reason.trim()), 'saved'))) return;
    forget();
    onDone();
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void end();
      }}
    >
      <TextField
        label={words.endReason(delegation.delegate.name, delegation.principal.name)}
        value={reason}
        onChange={setReason}
      />
      <p className={styles['acts']}>
        <Button type="submit" variant="primary" disabled={saving.busy}>
          {words.endDelegation}
        </Button>
        <Button onPress={onDone}>{words.keepDelegation}</Button>
      </p>
      <KeptNote at={restoredAt} onDiscard={forget} />
      <SavingNote saving={saving} words={words} />
    </form>
  );
}
