import type { ReactNode } from 'react';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { occurredAt } from '../../../shared/whistle/occurred.ts';
import { useWords } from '../../base/words.ts';
import { useSession } from '../../live/client/session.ts';
import { Select } from '../../ui/kit/Select.tsx';
import { actWords } from './actWords.ts';
import { entriesToVouch } from './backEntryForm.ts';
import type { BoardContext } from './boardContext.ts';
import { eventTextOf } from './log/eventText.ts';

type Props = {
  value: unknown;
  onChange: (value: unknown) => void;
  view: WhistleView;
  parts: BoardContext;
  label: string;
};

/** Chooses the back-entry (补录) that names the operator as its confirmer and waits for their word, with its true time. */
export function BackEntryField({ value, onChange, view, parts, label }: Props): ReactNode {
  const words = useWords(actWords);
  const me = useSession(({ info }) => info);
  const text = eventTextOf(view, parts, (operator) => operator);
  return (
    <Select
      label={label}
      value={typeof value === 'number' ? String(value) : ''}
      options={entriesToVouch(view, me?.operator ?? null).flatMap(({ entry }) => {
        const event = view.log.find(({ seq }) => seq === entry);
        const at = event === undefined ? '' : parts.time(occurredAt(event));
        return event === undefined
          ? []
          : [{ value: String(entry), label: words.entryOption(entry, text(event), at) }];
      })}
      onChange={(entry) => onChange(Number(entry))}
    />
  );
}
