import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import type { WhistleChoices } from '../../../shared/contract/packView.ts';
import type { Role } from '../../../shared/contract/people.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { PROXIES } from '../../../shared/whistle/rights.ts';
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
import { appealsToChoose, marksToChoose } from './AppealField.tsx';
import actStyles from './acts.module.css';
import { type Act, type Field, printed } from './acts.ts';
import { actWords, wordOf } from './actWords.ts';
import { BehalfFields } from './BehalfFields.tsx';
import type { BoardContext } from './boardContext.ts';
import { CheckIn } from './CheckIn.tsx';
import { CommandOutcome } from './CommandOutcome.tsx';
import { LeaveQuestion, RestoredNote } from './DraftParts.tsx';
import { FieldRow } from './FieldRow.tsx';
import { commandOf, FormValues, missingFields, type Values } from './formValues.ts';
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
      commandId: newCommandId(),
    }),
    read: (kept) => FormValues.safeParse(kept).data ?? null,
  });
  const { values, behalf, commandId } = draft.values;
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
  const fields = shownFields(act, forOther, values, view, me);
  // Enter begins a new line there.
  const lines = fields.some(({ kind }) => kind === 'area');
  const submit = async (more: Values = {}): Promise<void> => {
    if (busy) return;
    const all: Values = { ...values, ...more };
    const wanting = missingFields(fields, all);
    if (forOther && behalf.who.trim() === '') wanting.push('onBehalf');
    setBad(wanting);
    if (wanting.length > 0) return;
    const built = commandOf({
      ...{
        act,
        summons,
        seen,
        as,
        values: valuesToSend(act, all, fields, forOther, view),
      },
      commandId,
      onBehalf: forOther ? { ...behalf, at: atLeast(behalf.at, child.notifiedAt) } : null,
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
      <VacantNote org={null} posts={postsOf(act, values, choices)} language={language} />
      {act.type === 'arrive' && me?.org === view.draft.street ? (
        <CheckIn whistle={view.summary.id} parts={parts} />
      ) : null}
      {forOther ? (
        <BehalfFields
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
            .map((name) =>
              words.missing(name === 'onBehalf' ? words.behalf_who : fieldName(words, act, name)),
            )
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

/** Each way of arriving asks for its own proof; somebody recorded on behalf only for a name. */
function shownFields(
  act: Act,
  forOther: boolean,
  values: Values,
  { joint, clocks }: WhistleView,
  me: SessionState | null,
): readonly Field[] {
  if (act.type === 'confirm') {
    // Only once the second street has let its limit pass can it be said why its confirmation is missing.
    const late = clocks.some((clock) => clock.kind === 'joint-confirm' && clock.overdue);
    const alone = joint !== undefined && joint.other === null && late && me?.org !== joint.street;
    return act.fields.filter(({ name }) => name !== 'jointMissing' || alone);
  }
  if (act.type !== 'arrive') return act.fields;
  const proof = forOther ? 'who' : { gps: 'position', qr: 'code', clerk: 'who' }[String(values['method'])];
  return act.fields
    .filter(({ name }) => name === proof || (name === 'method' && !forOther))
    .map((field) => (forOther ? field : { ...field, need: true }));
}

/** Only what the chosen way asks for is sent: a code typed before another way was chosen is not. */
function arrivalOf(values: Values, fields: readonly Field[], forOther: boolean): Values {
  const sent = Object.fromEntries(fields.map(({ name }) => [name, values[name]]));
  return forOther ? { ...sent, method: 'clerk' } : sent;
}

/** What is sent of a form: of an arrival only its proof; with a review, which of the two the operator saw due. */
function valuesToSend(
  act: Act,
  values: Values,
  fields: readonly Field[],
  forOther: boolean,
  view: WhistleView,
): Values {
  if (act.type === 'arrive') return arrivalOf(values, fields, forOther);
  // The field holds whole minutes: a call within the minute of the draft came after it, not before.
  if (act.type === 'call-outside') {
    const at = typeof values['at'] === 'number' ? values['at'] : null;
    return { ...values, at: atLeast(at, view.summary.createdAt) };
  }
  if (act.type !== 'review-appeal') return values;
  const found = view.appeals.find(({ id }) => id === values['appeal']);
  return { ...values, step: found?.stage === 'second' ? 'second' : 'first' };
}

/** The review that waits for this operator; else the first that waits at all. */
function firstToReview(view: WhistleView, me: SessionState | null): string {
  const open = appealsToChoose(view, null);
  return (
    (open.find(({ by, first }) => by !== me?.operator && first?.by !== me?.operator) ?? open[0])?.id ?? ''
  );
}

/** Posts that an act goes to: whoever decides an extension, and whom an escalation tells. */
function postsOf(act: Act, values: Values, choices: WhistleChoices | null): readonly (readonly Role[])[] {
  if (choices === null) return [];
  if (act.type === 'request-extension') return choices.extension.slice(0, 1);
  if (act.type !== 'escalate') return [];
  const level = choices.levels.find((each) => each.level === values['to']);
  return (level?.notify ?? []).map((role) => [role]);
}

/** The field holds whole minutes: an answer within the minute of the notice came after it, not before. */
function atLeast(at: number | null, notifiedAt: number): number | null {
  return at !== null && at < notifiedAt && notifiedAt - at < 60_000 ? notifiedAt : at;
}

/** Acts that a clerk may record for a department. */
const PROXY_ACTS: ReadonlySet<string> = new Set([
  'sign',
  'contact',
  'object',
  'arrive',
  'leave',
  'request-extension',
  'submit-result',
  'appeal',
  'withdraw-appeal',
]);

/** `code` is a check-in code in one form and the reason of a rejection in another. */
export function fieldName(words: Parameters<typeof wordOf>[0], act: Pick<Act, 'type'>, name: string): string {
  return act.type === 'triage-reject' && name === 'code'
    ? wordOf(words, 'o_code')
    : wordOf(words, `f_${name}`);
}

/** What is most often right stands there already. */
function firstValues(
  act: Act,
  view: WhistleView,
  summons: string | null,
  me: SessionState | null,
  now: number,
): Values {
  const { level } = view.summary;
  if (act.type === 'arrive') return { method: me?.org === view.draft.street ? 'clerk' : 'qr' };
  if (act.type === 'escalate') return { to: Math.min(4, level + 1) };
  if (act.type === 'deescalate') return { to: Math.max(0, level - 1) };
  if (act.type === 'confirm') return { onSite: true };
  if (act.type === 'call-outside') return { how: 'phone', at: now, waiting: true };
  if (act.type === 'decide-extension') {
    const pending = view.extensions.filter((each) => each.decision === 'pending');
    const first = pending.find((each) => each.summons === summons) ?? pending[0];
    return { request: first?.id ?? '', grant: true };
  }
  if (act.type === 'appeal' || act.type === 'propose-exemption')
    return { mark: marksToChoose(view, summons)[0]?.id ?? '' };
  if (act.type === 'withdraw-appeal') return { appeal: appealsToChoose(view, summons)[0]?.id ?? '' };
  if (act.type === 'review-appeal') return { appeal: firstToReview(view, me), accept: true };
  if (act.type === 'request-extension') {
    const child = view.children.find((each) => each.id === summons);
    return {
      clock: child?.stage === 'working' ? 'handle' : child?.stage === 'signed' ? 'contact' : 'arrive',
    };
  }
  if (act.type === 'rework')
    return { summons: view.children.filter((each) => each.stage === 'submitted').map((each) => each.id) };
  if (act.type === 'rate')
    return {
      scores: view.children
        .filter((each) => each.part !== 'leader' && each.stage !== 'released' && each.stage !== 'replaced')
        .map((each) => ({ summons: each.id, arrival: 4, attitude: 4, effect: 4, comment: '' })),
    };
  return {};
}
