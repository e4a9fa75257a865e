import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { OrderCommand } from '../../../shared/contract/orderCommands.ts';
import { OriginKind, Urgency } from '../../../shared/contract/orders.ts';
import type { OrderView } from '../../../shared/contract/orderViews.ts';
import { ORIGIN_NAMES, URGENCY_NAMES } from '../../../shared/order/names.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { useNow } from '../../live/link/clock.ts';
import { sendOrder } from '../../live/orders/sendOrder.ts';
import { newCommandId } from '../../live/whistles/sendCommand.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { DateField } from '../../ui/kit/DateField.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { NumberField } from '../../ui/kit/NumberField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextArea } from '../../ui/kit/TextArea.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import type { Names } from '../../ui/names.ts';
import { MeetingFields } from './MeetingFields.tsx';
import { draftOf, emptyDraft, OrderDraft, orderOfDraft } from './newOrderDraft.ts';
import styles from './orders.module.css';
import { CoUnitsField, LeadField } from './UnitFields.tsx';
import type { OrderWords } from './words.ts';

type Props = {
  /** The order that is revised; null: a new one. */
  revised: OrderView | null;
  onClose: () => void;
  onDone: (id: string) => void;
  names: Names;
  words: OrderWords;
};

/** The sheet of an order (督办单) to be filled in, with every field of domain-2.md §2.4. */
export function NewOrderForm({ revised, onClose, onDone, names, words }: Props): ReactNode {
  const { language } = names;
  const errorText = useErrorText();
  const year = new Date(useNow(60_000)).getFullYear();
  const form = useKeptState<OrderDraft>({
    form: revised === null ? 'order-new' : `order-${revised.row.id}-revise`,
    first: revised === null ? emptyDraft(year) : draftOf(revised.order, year),
    schema: OrderDraft,
  });
  const [state, setState] = useState<{ busy: boolean; wrong: readonly string[]; error: unknown }>({
    ...{ busy: false, wrong: [], error: null },
  });
  const commandId = useRef(newCommandId());
  const { values } = form;
  const set = (part: Partial<OrderDraft>): void => form.change((before) => ({ ...before, ...part }));

  const send = (assign: boolean): void => {
    const order = orderOfDraft(values);
    const head = { commandId: commandId.current, seen: revised?.row.seq ?? null, order };
    const read = OrderCommand.safeParse(
      revised === null ? { ...head, type: 'register', assign } : { ...head, type: 'revise' },
    );
    if (!read.success) {
      const wrong = read.error.issues.map(({ path }) => String(path[1] ?? path[0]));
      setState({ busy: false, wrong, error: null });
      return;
    }
    setState({ busy: true, wrong: [], error: null });
    sendOrder(revised?.row.id ?? null, read.data).then(
      (view) => {
        form.forget();
        onDone(view.row.id);
      },
      (error: unknown) => {
        commandId.current = newCommandId();
        setState({ busy: false, wrong: [], error });
      },
    );
  };
  const problem = (name: string): string | null => (state.wrong.includes(name) ? words.missing : null);
  const line = (
    name: 'title' | 'noteLeader' | 'reference' | 'leader' | 'contact' | 'cases' | 'whistles',
    first = false,
  ) => (
    <TextField
      label={words[`field_${name}`]}
      problem={problem(name)}
      focusName={`o-${name}`}
      value={values[name]}
      maxLength={name === 'cases' || name === 'whistles' ? 2000 : 120}
      autoFocus={first}
      onChange={(text) => set({ [name]: text })}
    />
  );
  const area = (name: 'content' | 'acceptance', rows: number) => (
    <TextArea
      label={words[`field_${name}`]}
      problem={problem(name)}
      focusName={`o-${name}`}
      value={values[name]}
      rows={rows}
      maxLength={name === 'content' ? 4000 : 1000}
      onChange={(text) => set({ [name]: text })}
    />
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(true);
  };
  return (
    <Dialog
      title={revised === null ? words.newOrder : `${words.act_revise} · ${revised.row.numberText}`}
      className={styles['form-dialog']}
      part="o-new"
      onClose={onClose}
      footer={
        <div className={styles['row']}>
          <Button
            type="button"
            variant="primary"
            disabled={state.busy}
            onPress={() => send(true)}
            part="o-send"
          >
            {state.busy ? words.sending : revised === null ? words.sendAssign : words.send}
          </Button>
          {revised === null ? (
            <Button disabled={state.busy} onPress={() => send(false)}>
              {words.sendRegister}
            </Button>
          ) : null}
          <KeptNote at={form.restoredAt} onDiscard={form.forget} />
        </div>
      }
    >
      <form className={styles['form']} onSubmit={submit}>
        {line('title', true)}
        {area('content', 4)}
        {area('acceptance', 2)}
        <div className={styles['row']}>
          <LeadField
            value={values.lead}
            onChange={(lead) => set({ lead })}
            problem={problem('lead')}
            {...{ names, words }}
          />
          <CoUnitsField
            value={values.coUnits}
            lead={values.lead}
            onChange={(coUnits) => set({ coUnits })}
            {...{ names, words }}
          />
        </div>
        <div className={styles['row']}>
          <Select
            label={words.field_origin}
            value={values.origin}
            options={OriginKind.options.map((kind) => ({ value: kind, label: ORIGIN_NAMES[kind][language] }))}
            onChange={(origin) => set({ origin })}
          />
          {values.origin === 'instruction' ? (
            <>
              {line('noteLeader')}
              <Select
                label={words.field_urgency}
                value={values.urgency}
                options={Urgency.options.map((one) => ({ value: one, label: URGENCY_NAMES[one][language] }))}
                onChange={(urgency) => set({ urgency })}
              />
            </>
          ) : null}
          {values.origin === 'meeting' ? null : line('reference')}
        </div>
        {values.origin === 'meeting' ? (
          <MeetingFields value={values.meeting} words={words} onChange={(meeting) => set({ meeting })} />
        ) : null}
        {problem('origin') === null ? null : (
          <ErrorLine>
            {words.field_origin}
            {PUNCTUATION[language].colon}
            {words.wrong}
          </ErrorLine>
        )}
        <div className={styles['row']}>
          <DateField label={words.field_due} value={values.due} onChange={(due) => set({ due })} />
          <NumberField
            label={words.field_days}
            value={values.days}
            min={0}
            max={180}
            onChange={(days) => set({ days: days ?? 0 })}
          />
          <TextField
            label={words.field_orderSeries}
            problem={problem('series')}
            value={values.series}
            maxLength={10}
            disabled={revised !== null}
            onChange={(series) => set({ series })}
          />
        </div>
        <div className={styles['row']}>
          {line('leader')}
          {line('contact')}
        </div>
        <div className={styles['row']}>
          {line('cases')}
          {line('whistles')}
        </div>
        {state.error === null ? null : <ErrorLine>{errorText(state.error)}</ErrorLine>}
      </form>
    </Dialog>
  );
}
