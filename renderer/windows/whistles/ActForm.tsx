import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import type { Role } from '../../../shared/contract/people.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { PROXIES, STREET } from '../../../shared/whistle/rights.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { usePack } from '../../live/queries/city.ts';
import { openWhistle } from '../../live/whistles/selection.ts';
import { mergeInto, newCommandId, type Sent, send } from '../../live/whistles/sendCommand.ts';
import { useReturnedFocus } from '../../ui/focus.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import {
  answeredAt,
  firstValues,
  missingName,
  PROXY_ACTS,
  postsOf,
  shownFields,
  valuesToSend,
} from './actFormValues.ts';
import actStyles from './acts.module.css';
import { type Act, printed } from './acts.ts';
import { actWords } from './actWords.ts';
import { BackEntryFields } from './BackEntryFields.tsx';
import { BehalfFields } from './BehalfFields.tsx';
import { backEntryRequest, enteringRole, maybeEnteredAfterwards } from './backEntryForm.ts';
import type { BoardContext } from './boardContext.ts';
import { CheckIn } from './CheckIn.tsx';
import { CommandOutcome } from './CommandOutcome.tsx';
import { LeaveQuestion, RestoredNote } from './DraftParts.tsx';
import { FieldRow } from './FieldRow.tsx';
import { commandOf, FormValues, missingFields, type Values } from './formValues.ts';
import { OwnCallNote } from './OwnCallNote.tsx';
import { useFormDraft } from './useFormDraft.ts';
import { VacantNote } from './VacantNote.tsx';

type Props = {
  act: Act;
  summons: string | null;
  view: WhistleView;
  me: SessionState | null;
  /** The operator who opened the form, and to whom belongs what is typed into it. */
  owner: string;
  parts: BoardContext;
  who: string;
  /** With the whistle as it is after the act, null where nothing was done. */
  onClose: (after: WhistleView | null) => void;
};

/**
 * The form of one act. Enter sends it (Ctrl+Enter from a text of several lines), Esc leaves, and asks where something was
 * typed: it is kept until it is sent or discarded. The command's id is chosen when the form opens and kept while no answer
 * came, so that sending again after a cut line, even from another window, is one act; after an answer the next attempt is
 * another one.
 */
export function ActForm({ act, summons, view, me, owner, parts, who, onClose }: Props): ReactNode {
  const words = useWords(actWords);
  const choices = usePack().data?.whistles ?? null;
  const { language } = parts.names;
  const child = view.children.find((each) => each.id === summons) ?? null;
  const proxyRole = me?.roles.find((role) => PROXIES.includes(role)) ?? null;
  // Whoever belongs to the department answers for it; a clerk of another organisation records what it said.
  // What the street sees with its own eyes (somebody stands there) is no answer by telephone.
  const sees = act.type === 'arrive' && (me?.org === view.draft.street || child?.part === 'leader');
  const forOther =
    PROXY_ACTS.has(act.type) && child !== null && me?.org !== child.org && proxyRole !== null && !sees;
  const draft = useFormDraft({
    operator: owner,
    form: `act:${view.summary.id}:${act.type}:${summons ?? ''}`,
    now: parts.now,
    first: (): FormValues => ({
      values: firstValues(act, view, summons, me, parts.now),
      behalf: { who: '', how: 'phone', at: parts.now, note: '' },
      backEntry: null,
      commandId: newCommandId(),
    }),
    read: (kept) => FormValues.safeParse(kept).data ?? null,
  });
  const { values, behalf, backEntry, commandId } = draft.values;
  const [leaving, setLeaving] = useState(false);
  const [as, setAs] = useState<Role | null>(null);
  const [bad, setBad] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<Sent | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useReturnedFocus();
  // The version that the operator has looked at; updated only after the form said that it had moved on.
  const [seen, setSeen] = useState(view.summary.seq);
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>(FIRST_FIELD);
    (first ?? form.current?.querySelector<HTMLElement>('button[type="submit"]'))?.focus();
  }, []);
  const byRole = me === null ? null : enteringRole(act.type, me.roles, as);
  // Whoever came themselves has no code or position of that time: their record, which another side confirms.
  const proof =
    forOther || backEntry === null
      ? null
      : byRole !== null && STREET.includes(byRole)
        ? 'clerk'
        : ('record' as const);
  const shown = proof === null ? values : { ...values, method: proof };
  const fields = shownFields(act, forOther, shown, proof, view, me);
  // Enter begins a new line there.
  const lines = fields.some(({ kind }) => kind === 'area');
  const submit = async (more: Values = {}): Promise<void> => {
    if (busy) return;
    const all: Values = { ...values, ...more };
    const wanting = missingFields(fields, all);
    if (forOther && behalf.who.trim() === '') wanting.push('onBehalf');
    const entry = backEntry === null ? null : backEntryRequest(backEntry, child);
    if (backEntry !== null && entry === null) wanting.push('backEntry');
    setBad(wanting);
    if (wanting.length > 0) return;
    const built = commandOf({
      ...{
        act,
        summons,
        seen,
        as,
        values: valuesToSend(act, all, fields, forOther ? 'clerk' : proof, view),
      },
      commandId,
      onBehalf: forOther
        ? { ...behalf, at: entry?.occurredAt ?? answeredAt(behalf.at, child.notifiedAt) }
        : null,
      backEntry: entry,
    });
    if (!built.ok) return setBad(built.fields);
    setBusy(true);
    const outcome = await send(view.summary.id, built.command);
    setBusy(false);
    setSent(outcome);
    if (outcome.kind === 'done') {
      draft.sent();
      onClose(outcome.view);
    } else if (outcome.kind === 'cut') draft.change((before) => before);
    else draft.renew((before) => ({ ...before, commandId: newCommandId() }));
  };
  const leave = (): void => {
    if (draft.changed) setLeaving(true);
    else onClose(null);
  };
  const merge = async (into: string): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const { summary } = view;
    const outcome = await mergeInto(summary, into, words.sameMatter);
    setBusy(false);
    setSent(outcome);
    if (outcome.kind !== 'done') return;
    draft.sent();
    openWhistle(into);
  };
  return (
    <form
      ref={form}
      className={actStyles['form']}
      data-part="w-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      // On its way down: a button takes every Enter for its own press.
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !event.ctrlKey) return;
        event.preventDefault();
        event.stopPropagation();
        void submit();
      }}
      onKeyDown={(event) => {
        // Esc within an input method only ends what is being composed.
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
          event.stopPropagation();
          event.preventDefault();
          leave();
        }
      }}
    >
      <h3>
        <Kbd keys={printed(act.key)} /> {words[act.type]}
        {who === '' ? null : <small>{who}</small>}
      </h3>
      <RestoredNote at={draft.restoredAt} parts={parts} onDiscard={draft.discard} />
      {fields.map((field) => (
        <FieldRow
          key={field.name}
          field={field}
          value={values[field.name]}
          onChange={(value) => {
            draft.change((before) => ({ ...before, values: { ...before.values, [field.name]: value } }));
            setBad((before) => before.filter((name) => name !== field.name));
          }}
          bad={bad.includes(field.name)}
          summons={act.child ? summons : null}
          view={view}
          parts={parts}
        />
      ))}
      {act.type === 'countersign' || act.type === 'disown-approval' ? (
        <OwnCallNote view={view} operator={me?.operator ?? null} parts={parts} />
      ) : null}
      <VacantNote org={null} posts={postsOf(act, values, choices)} language={language} />
      {act.type === 'arrive' && me?.org === view.draft.street ? (
        <CheckIn whistle={view.summary.id} parts={parts} />
      ) : null}
      {maybeEnteredAfterwards(act.type) && me !== null && byRole !== null ? (
        <BackEntryFields
          value={backEntry}
          onChange={(changed) => {
            draft.change((before) => ({ ...before, backEntry: changed }));
            setBad((before) => before.filter((name) => name !== 'backEntry'));
          }}
          view={view}
          summons={summons}
          by={{ operator: me.operator, role: byRole }}
          bad={bad}
          parts={parts}
        />
      ) : null}
      {forOther ? (
        <BehalfFields
          asksTime={backEntry === null}
          value={behalf}
          onChange={(changed) => draft.change((before) => ({ ...before, behalf: changed }))}
          zone={parts.zone}
        />
      ) : null}
      {me !== null && me.roles.length > 1 ? (
        <Select
          label={words.asRole}
          className={actStyles['field']}
          part="w-field"
          value={as ?? ''}
          options={[
            { value: '', label: words.asAuto },
            ...me.roles.map((role) => ({ value: role, label: ROLE_WORDS[role][language] })),
          ]}
          onChange={(chosen) => setAs(me.roles.find((role) => role === chosen) ?? null)}
        />
      ) : null}
      {bad.length === 0 ? null : (
        <p className={actStyles['bad']} data-part="w-bad" role="alert">
          {bad
            .map((name) => words.missing(missingName(words, act, name)))
            .join(PUNCTUATION[language].semicolon)}
        </p>
      )}
      {sent === null ? null : (
        <CommandOutcome
          sent={sent}
          view={view}
          parts={parts}
          onLookedAgain={() => {
            setSeen(view.summary.seq);
            setSent(null);
          }}
          onNotDuplicate={(ids) => void submit({ notDuplicateOf: ids })}
          onOpen={openWhistle}
          onMerge={(into) => void merge(into)}
        />
      )}
      <p className={actStyles['form-acts']}>
        <Button type="submit" variant="primary" disabled={busy}>
          {busy ? words.sending : sent?.kind === 'cut' ? words.again : words.send}{' '}
          <Kbd keys={lines ? 'Ctrl+Enter' : 'Enter'} />
        </Button>
        <Button onPress={leave}>
          {words.cancel} <Kbd keys="Esc" />
        </Button>
      </p>
      {leaving ? (
        <LeaveQuestion
          onStay={() => setLeaving(false)}
          onKeep={() => onClose(null)}
          onDiscard={() => {
            draft.discard();
            onClose(null);
          }}
        />
      ) : null}
    </form>
  );
}

/** What of a form can be written or chosen; the kit keeps hidden inputs besides, which take no focus. */
const FIRST_FIELD =
  'input:not([hidden], [type=hidden], [tabindex="-1"]), textarea, [role=spinbutton], button[aria-haspopup=listbox]';
