import { type ReactNode, useState } from 'react';
import { folded } from '../../../shared/text/folded.ts';
import { useWords } from '../../base/words.ts';
import { useBoard } from '../../live/whistles/board.ts';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { shortNumber } from '../../ui/names.ts';
import actStyles from './acts.module.css';
import { actWords } from './actWords.ts';
import type { BoardContext } from './boardContext.ts';
import { columnOf, isOver } from './columns.ts';
import { searchText } from './filter.ts';

type Props = { value: string; onChange: (id: string) => void; self: string; parts: BoardContext };

/** An open whistle of the board, by number, subject or initials. */
export function WhistlePicker({ value, onChange, self, parts }: Props): ReactNode {
  const words = useWords(actWords);
  const rows = useBoard((board) => board.rows);
  const [typed, setTyped] = useState('');
  const open = [...rows.values()].filter((row) => row.id !== self && !isOver(columnOf(row)));
  const found = open
    .filter((row) => row.id === value || searchText(row, parts.names.org).includes(folded(typed)))
    .slice(0, 20);
  return (
    <span className={actStyles['org']}>
      <TextField
        label={words.findWhistle}
        labelPlace="hidden"
        placeholder={words.findWhistle}
        value={typed}
        onChange={setTyped}
      />
      <Select
        label={words.f_into}
        labelPlace="hidden"
        value={value}
        options={[
          { value: '', label: '—' },
          ...found.map((row) => ({ value: row.id, label: `${shortNumber(row.id)} ${row.subject}` })),
        ]}
        onChange={onChange}
      />
    </span>
  );
}
