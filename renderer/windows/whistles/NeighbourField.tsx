import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { usePack } from '../../live/queries/city.ts';
import { Select } from '../../ui/kit/Select.tsx';
import { actWords } from './actWords.ts';
import styles from './whistles.module.css';

type Props = { label: string; value: string; onChange: (code: string) => void };

/** A district next door (邻区) of the pack, and whom to call there. */
export function NeighbourField({ label, value, onChange }: Props): ReactNode {
  const words = useWords(actWords);
  const neighbours = usePack().data?.manifest.neighbours ?? [];
  const chosen = neighbours.find(({ code }) => code === value);
  return (
    <>
      <Select
        label={label}
        value={value}
        options={[
          { value: '', label: neighbours.length === 0 ? words.noNeighbours : '—' },
          ...neighbours.map(({ code, name }) => ({ value: code, label: name })),
        ]}
        onChange={onChange}
      />
      {chosen === undefined ? null : (
        <small className={styles['dim']}>
          {chosen.contact} {chosen.phone ?? words.noPhone}
        </small>
      )}
    </>
  );
}
