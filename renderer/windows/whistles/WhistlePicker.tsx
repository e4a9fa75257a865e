import { type ReactNode, useState } from 'react';
import { useWords } from '../../base/words.ts';
import { useBoard } from '../../live/whistles/board.ts';
import { shortNumber } from '../../ui/names.ts';
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
    .filter((row) => row.id === value || searchText(row, parts.names.org).includes(typed.toLowerCase()))
    .slice(0, 20);
  return (
    <span className="w-org">
      <input
        value={typed}
        aria-label={words.f_into}
        placeholder={words.f_into}
        onChange={(event) => setTyped(event.target.value)}
      />
      <select
        className="plain-select"
        aria-label={words.f_into}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">—</option>
        {found.map((row) => (
          <option key={row.id} value={row.id}>
            {shortNumber(row.id)} {row.subject}
          </option>
        ))}
      </select>
    </span>
  );
}
