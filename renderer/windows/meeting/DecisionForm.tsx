import { type ReactNode, useRef } from 'react';
import type { Meeting } from '../../../shared/contract/meeting.ts';
import type { DecisionKind, ItemCard } from '../../../shared/contract/meetingItems.ts';
import { isTyping, useShortcuts } from '../../base/keys.ts';
import { pressedKey } from '../../base/pressedKey.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { kindName, meetingWords } from '../../features/meeting/meetingWords.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { NumberField } from '../../ui/kit/NumberField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextArea } from '../../ui/kit/TextArea.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { DraftNote } from './DraftNote.tsx';
import { useDecisionDraft } from './useDecisionDraft.ts';
import type { MeetingWindowState } from './useMeetingWindow.ts';
import { useUnits } from './useUnits.ts';
import styles from './window.module.css';
import { KINDS, NOTHING, withKind } from './wording.ts';
import { windowWords } from './words.ts';

/** The decision line: a digit for the kind, the words, Ctrl+Enter. Every press is kept. */
export function DecisionForm(props: {
  meeting: Meeting;
  item: ItemCard;
  state: MeetingWindowState;
}): ReactNode {
  const { meeting, item, state } = props;
  const words = useWords(windowWords);
  const { colon } = usePunctuation();
  const shared = useWords(meetingWords);
  const { owners, unitOf } = useUnits();
  const draft = useDecisionDraft(meeting, item.key, state.me.operator);
  const { values, change } = draft;
  const area = useRef<HTMLTextAreaElement>(null);
  const choose = (kind: DecisionKind): void => {
    change(withKind(values, kind, item, words));
    area.current?.focus();
  };
  const decide = async (): Promise<void> => {
    const { kind, ...rest } = values;
    if (kind === null) return;
    if (await state.step({ type: 'decide', item: item.key, kind, ...rest })) {
      draft.forget();
      area.current?.blur();
    }
  };
  useShortcuts((event) => {
    if (document.querySelector('dialog[open]') !== null) return null;
    if (event.ctrlKey && event.key === 'Enter') return () => void decide();
    if (event.key === 'Escape' && isTyping(event.target)) return () => area.current?.blur();
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return null;
    const kind = /^[1-8]$/.test(pressedKey(event)) ? KINDS[Number(event.key) - 1] : undefined;
    return kind === undefined ? null : () => choose(kind);
  });
  return (
    <section className={styles['decision']} aria-label={words.decision} data-part="m-decision">
      <div className={styles['kinds']}>
        {KINDS.map((kind, index) => (
          <Button
            key={kind}
            kbd={String(index + 1)}
            pressed={values.kind === kind}
            onPress={() => choose(kind)}
          >
            {kindName(shared, kind)}
          </Button>
        ))}
      </div>
      <TextArea
        label={words.decisionText}
        value={values.text}
        rows={3}
        maxLength={2000}
        areaRef={area}
        onChange={(text) => change({ ...values, text })}
      />
      <div className={styles['fields']}>
        <Select
          label={words.lead}
          value={values.lead?.org ?? ''}
          options={[{ value: '', label: words.noUnit }, ...owners]}
          onChange={(org) => change({ ...values, lead: unitOf(org) })}
        />
        <Select
          label={words.addCo}
          value=""
          options={[{ value: '', label: '+' }, ...owners.filter(({ value }) => value !== values.lead?.org)]}
          onChange={(org) => {
            const unit = unitOf(org);
            if (unit !== null && !values.co.some((each) => each.org === org))
              change({ ...values, co: [...values.co, unit] });
          }}
        />
        <NumberField
          label={words.days}
          hint={words.daysHint(meeting.defaultDueDays)}
          value={values.days}
          min={0}
          max={365}
          onChange={(days) => change({ ...values, days })}
        />
        <TextField
          label={words.acceptance}
          value={values.acceptance}
          maxLength={1000}
          onChange={(acceptance) => change({ ...values, acceptance })}
        />
      </div>
      {values.co.length === 0 ? null : (
        <p className={styles['co']}>
          {words.co}
          {colon}
          {values.co.map(({ org, name }) => (
            <Button
              key={org}
              variant="quiet"
              hint={words.dropCo(name)}
              onPress={() => change({ ...values, co: values.co.filter((each) => each.org !== org) })}
            >
              {name} ×
            </Button>
          ))}
        </p>
      )}
      <div className={styles['acts']}>
        <Button
          variant="primary"
          kbd="Ctrl+Enter"
          disabled={values.kind === null}
          onPress={() => void decide()}
        >
          {words.decide}
        </Button>
        <Button onPress={() => change(NOTHING)}>{words.clearDraft}</Button>
        <DraftNote draft={draft} />
      </div>
    </section>
  );
}
