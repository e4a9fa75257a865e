import type { ReactNode } from 'react';
import type { Suggestion } from '../../../shared/contract/whistleApi.ts';
import { STREET } from '../../../shared/whistle/rights.ts';
import { useWords } from '../../base/words.ts';
import { Select } from '../../ui/kit/Select.tsx';
import actStyles from './acts.module.css';
import { blowWords } from './blowWords.ts';
import type { BoardContext } from './boardContext.ts';
import type { DraftValues } from './draft.ts';
import { VacantNote } from './VacantNote.tsx';
import styles from './whistles.module.css';

type Props = {
  values: DraftValues;
  suggestion: Suggestion | null;
  parts: BoardContext;
  onChange: (part: Partial<DraftValues>) => void;
};

/** The second street (联合街道), where the place lies at a border: which ones are near, and how near. */
export function JointField({ values, suggestion, parts, onChange }: Props): ReactNode {
  const words = useWords(blowWords);
  const { names } = parts;
  const near = (suggestion?.border ?? []).filter(({ code }) => code !== values.street);
  const joint = values.joint ?? '';
  if (near.length === 0 && joint === '') return null;
  const known = near.some(({ code }) => code === joint) || joint === '';
  return (
    <div className={actStyles['field']} data-part="w-joint">
      <Select
        label={words.joint}
        value={joint}
        options={[
          { value: '', label: words.noJoint },
          ...(known ? [] : [{ value: joint, label: names.org(joint) }]),
          ...near.map(({ code, name, metres }) => ({
            value: code,
            label: `${name} · ${metres === 0 ? words.insideIt : words.metres(metres)}`,
          })),
        ]}
        onChange={(code) => onChange({ joint: code === '' ? null : code })}
      />
      {near.length === 0 ? null : <small className={styles['dim']}>{words.atBorder}</small>}
      {joint === '' ? null : <VacantNote org={joint} posts={[STREET]} language={names.language} />}
    </div>
  );
}
