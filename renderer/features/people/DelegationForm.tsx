import type { ReactNode } from 'react';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { usePrefs } from '../../base/prefs.ts';
import { useOperators, useSession } from '../../live/client/session.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { fromField, toField } from '../../live/link/timeField.ts';
import { useOrgNames, usePack } from '../../live/queries/city.ts';
import { addDelegation } from '../../live/queries/delegations.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import { DateTimeField } from '../../ui/kit/DateTimeField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { ReadFailure } from '../../ui/ReadFailure.tsx';
import {
  type DelegationDraft,
  delegatesFor,
  delegationOf,
  KeptDelegation,
  postsOf,
} from './delegationDraft.ts';
import { hasStreets, toggled } from './operatorDraft.ts';
import styles from './people.module.css';
import type { PeopleWords } from './peopleWords.ts';
import { SavingNote } from './SavingNote.tsx';
import { useSaving } from './useSaving.ts';

const WORKDAY_MS = 9 * 3_600_000;

/** A new delegation: by a leader for themselves, by an administrator or a shift leader for anybody on a written order. */
export function DelegationForm({ words, onDone }: { words: PeopleWords; onDone: () => void }): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const zone = useZone();
  const now = useNow(60_000);
  const me = useSession((session) => session.info);
  const operators = useOperators(true);
  const people = operators.data?.operators ?? [];
  const orgs = useOrgNames();
  const streets = usePack().data?.manifest.streets ?? [];
  const office = me?.roles.some((role) => role === 'admin' || role === 'shift-leader') === true;
  const saving = useSaving();
  const first: DelegationDraft = {
    ...{ principal: office ? '' : (me?.operator ?? ''), delegate: '', kind: 'acting', reason: '', order: '' },
    ...{ org: office ? '' : (me?.posts[0]?.org ?? ''), roles: office ? [] : (me?.posts[0]?.roles ?? []) },
    ...{ streets: [], from: toField(now, zone), to: toField(now + WORKDAY_MS, zone) },
  };
  const kept = useKeptState({ form: 'delegation', first, schema: KeptDelegation });
  const draft = kept.values;
  const change = (part: Partial<DelegationDraft>): void => kept.change((before) => ({ ...before, ...part }));
  const own = draft.principal === me?.operator;
  const principal = people.find(({ id }) => id === draft.principal);
  const posts = principal === undefined ? [] : postsOf(principal);
  const held = posts.find(({ org }) => org === draft.org)?.roles ?? [];
  const orgName = (org: string): string => orgs.find(({ code }) => code === org)?.name ?? org;
  const choice = (person: (typeof people)[number]) => ({
    value: person.id,
    label: `${person.name} · ${orgName(person.org)} · ${person.roles.map((role) => ROLE_WORDS[role][language]).join(' ')}`,
  });
  const none = { value: '', label: words.chooseOrg };
  const leaders = people.filter((one) =>
    postsOf(one).some(({ roles }) => !roles.some((role) => role === 'admin' || role === 'audit')),
  );
  const save = async (): Promise<void> => {
    const wanted = delegationOf(draft, own, (field) => fromField(field, zone));
    if (typeof wanted === 'string') return saving.fail(wanted);
    if (!(await saving.run(() => addDelegation(wanted), 'saved'))) return;
    kept.forget();
    onDone();
  };
  return (
    <form
      className={styles['form']}
      data-part="delegation-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ReadFailure of={operators} />
      {office ? (
        <Select
          label={words.principal}
          labelPlace="beside"
          className={styles['field']}
          value={draft.principal}
          options={[none, ...leaders.map(choice)]}
          onChange={(id) => {
            const [first] = people.filter((one) => one.id === id).flatMap(postsOf);
            change({ principal: id, org: first?.org ?? '', roles: first?.roles ?? [], streets: [] });
          }}
        />
      ) : null}
      {posts.length > 1 ? (
        <Select
          label={words.org}
          labelPlace="beside"
          className={styles['field']}
          value={draft.org}
          options={posts.map(({ org }) => ({ value: org, label: orgName(org) }))}
          onChange={(org) => change({ org, roles: posts.find((post) => post.org === org)?.roles ?? [] })}
        />
      ) : null}
      {held.length === 0 ? null : (
        <fieldset className={styles['roles']}>
          <legend>{words.delegatedRoles}</legend>
          {held.map((role) => (
            <Checkbox
              key={role}
              checked={draft.roles.includes(role)}
              onChange={() => change({ roles: toggled(draft.roles, role) })}
            >
              {ROLE_WORDS[role][language]}
            </Checkbox>
          ))}
        </fieldset>
      )}
      {hasStreets(draft.roles) ? (
        <fieldset className={styles['roles']}>
          <legend>{words.onlyStreets}</legend>
          {streets.map(({ code, name }) => (
            <Checkbox
              key={code}
              checked={draft.streets.includes(code)}
              onChange={(on) =>
                change({
                  streets: on ? [...draft.streets, code] : draft.streets.filter((each) => each !== code),
                })
              }
            >
              {name}
            </Checkbox>
          ))}
        </fieldset>
      ) : null}
      <Select
        label={words.delegate}
        labelPlace="beside"
        className={styles['field']}
        value={draft.delegate}
        options={[none, ...delegatesFor(people, draft).map(choice)]}
        onChange={(delegate) => change({ delegate })}
      />
      <Select
        label={words.delegationKind}
        labelPlace="beside"
        className={styles['field']}
        value={draft.kind}
        options={[
          { value: 'acting' as const, label: words.kind_acting },
          { value: 'in-charge' as const, label: words['kind_in-charge'] },
        ]}
        onChange={(kind) => change({ kind })}
      />
      <DateTimeField
        label={words.from}
        labelPlace="beside"
        className={styles['field']}
        value={draft.from}
        onChange={(from) => change({ from })}
      />
      <DateTimeField
        label={words.to}
        labelPlace="beside"
        className={styles['field']}
        value={draft.to}
        onChange={(to) => change({ to })}
      />
      <TextField
        label={words.reason}
        labelPlace="beside"
        className={styles['field']}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
      />
      {own ? null : (
        <TextField
          label={words.order}
          labelPlace="beside"
          className={styles['field']}
          hint={words.orderHint}
          value={draft.order}
          onChange={(order) => change({ order })}
        />
      )}
      <p className={styles['acts']}>
        <Button type="submit" variant="primary" disabled={saving.busy}>
          {saving.busy ? words.saving : words.setUpDelegation}
        </Button>
      </p>
      <KeptNote at={kept.restoredAt} onDiscard={kept.forget} />
      <SavingNote saving={saving} words={words} />
    </form>
  );
}
