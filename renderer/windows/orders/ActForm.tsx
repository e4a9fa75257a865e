import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { z } from 'zod';
import { OrderCommand } from '../../../shared/contract/orderCommands.ts';
import type { OrderView } from '../../../shared/contract/orderViews.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { useNow } from '../../live/link/clock.ts';
import { sendOrder } from '../../live/orders/sendOrder.ts';
import { newCommandId } from '../../live/whistles/sendCommand.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import { DateField } from '../../ui/kit/DateField.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { TextArea } from '../../ui/kit/TextArea.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import type { Names } from '../../ui/names.ts';
import { ACT_FIELDS, type ActField, type ActValues, type FormAct, firstValues } from './actFields.ts';
import { EvidenceField } from './EvidenceField.tsx';
import { MeetingFields, type TypedMeeting } from './MeetingFields.tsx';
import styles from './orders.module.css';
import { CoUnitsField, LeadField } from './UnitFields.tsx';
import type { OrderWords } from './words.ts';

type Props = { type: FormAct; view: OrderView; onClose: () => void; names: Names; words: OrderWords };

const Kept = z.record(z.string(), z.unknown());

/** The form of one act on an order. What is typed is kept until it is sent. */
export function ActForm({ type, view, onClose, names, words }: Props): ReactNode {
  const errorText = useErrorText();
  const form = useKeptState<ActValues>({
    form: `order-${view.row.id}-${type}`,
    first: firstValues(type, view.order),
    schema: Kept,
  });
  const [state, setState] = useState<{ busy: boolean; wrong: readonly string[]; error: unknown }>({
    ...{ busy: false, wrong: [], error: null },
  });
  const commandId = useRef(newCommandId());
  const set = (name: string, value: unknown): void => form.change((before) => ({ ...before, [name]: value }));

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = OrderCommand.safeParse({
      ...{ type, commandId: commandId.current, seen: view.row.seq },
      ...form.values,
    });
    if (!read.success) {
      setState({ busy: false, error: null, wrong: read.error.issues.map(({ path }) => String(path[0])) });
      return;
    }
    setState({ busy: true, wrong: [], error: null });
    sendOrder(view.row.id, read.data).then(
      () => {
        form.forget();
        onClose();
      },
      (error: unknown) => {
        // Another try after a change is another command; one that was cut off keeps its id.
        commandId.current = newCommandId();
        setState({ busy: false, wrong: [], error });
      },
    );
  };

  return (
    <Dialog
      title={`${words[`act_${type}`]} · ${view.row.numberText}`}
      className={styles['form-dialog']}
      part="o-act-form"
      onClose={onClose}
    >
      <form className={styles['form']} onSubmit={submit}>
        {ACT_FIELDS[type].map((field, index) => (
          <FieldOf
            key={field.name}
            {...{ field, names, words }}
            first={index === 0}
            values={form.values}
            wrong={state.wrong.includes(field.name)}
            onChange={(value) => set(field.name, value)}
          />
        ))}
        {state.error === null ? null : <ErrorLine>{errorText(state.error)}</ErrorLine>}
        <div className={styles['row']}>
          <Button
            type="submit"
            variant="primary"
            disabled={state.busy}
            autoFocus={ACT_FIELDS[type].length === 0}
          >
            {state.busy ? words.sending : words.send}
          </Button>
          <KeptNote at={form.restoredAt} onDiscard={form.forget} />
        </div>
      </form>
    </Dialog>
  );
}

type FieldProps = {
  field: ActField;
  values: ActValues;
  first: boolean;
  wrong: boolean;
  onChange: (value: unknown) => void;
  names: Names;
  words: OrderWords;
};

function FieldOf({ field, values, first, wrong, onChange, names, words }: FieldProps): ReactNode {
  const year = new Date(useNow(60_000)).getFullYear();
  const { name, kind } = field;
  const value = values[name];
  const text = typeof value === 'string' ? value : '';
  const list = Array.isArray(value) ? value.map(String) : [];
  const label = Reflect.get(words, `field_${name}`) as string;
  const problem = wrong ? (text === '' ? words.missing : words.wrong) : null;
  switch (kind) {
    case 'line':
      return (
        <TextField
          {...{ label, problem }}
          value={text}
          maxLength={60}
          autoFocus={first}
          onChange={onChange}
        />
      );
    case 'area':
      return (
        <TextArea
          {...{ label, problem }}
          value={text}
          rows={4}
          maxLength={2000}
          autoFocus={first}
          onChange={onChange}
        />
      );
    case 'date':
      return <DateField {...{ label, problem }} value={text} onChange={onChange} />;
    case 'check':
      return (
        <Checkbox checked={value === true} onChange={onChange} part={`o-${name}`}>
          {label}
        </Checkbox>
      );
    case 'files':
      return (
        <>
          <EvidenceField value={list} onChange={onChange} words={words} />
          {wrong ? <ErrorLine>{words.missing}</ErrorLine> : null}
        </>
      );
    case 'lead':
      return <LeadField value={text} onChange={onChange} {...{ names, words, problem }} />;
    case 'coUnits':
      return (
        <CoUnitsField
          value={list}
          lead={String(values['lead'] ?? '')}
          onChange={onChange}
          {...{ names, words }}
        />
      );
    case 'meeting': {
      const empty: TypedMeeting = { series: '', year, number: null, item: '' };
      const typed = typeof value === 'object' && value !== null ? { ...empty, ...value } : empty;
      return (
        <fieldset className={styles['group']}>
          <legend>{label}</legend>
          <MeetingFields
            value={typed}
            words={words}
            onChange={(next) => onChange(next.series === '' && next.number === null ? null : next)}
          />
          {wrong ? <ErrorLine>{words.wrong}</ErrorLine> : null}
          {values['reason'] === undefined ? null : <span className={styles['dim']}>{words.byChair}</span>}
        </fieldset>
      );
    }
  }
}
