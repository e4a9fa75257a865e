import type { ReactNode } from 'react';
import type { Summary } from '../../shared/contract/figures.ts';
import { useWords } from '../base/words.ts';
import { useStreetNames } from '../live/queries/city.ts';
import { count } from '../ui/Figure.tsx';
import { Button } from '../ui/kit/Button.tsx';
import styles from './map.module.css';
import { mapWords } from './mapWords.ts';

/** What the map would show, as a table: for machines that cannot draw it, and while a lost context is restored. */
export function MapTable(props: { summary: Summary | undefined; retry: () => void }): ReactNode {
  const words = useWords(mapWords);
  const streets = useStreetNames();
  const names = new Map(streets.map((street) => [street.code, street.name]));
  return (
    <div className={styles['table']}>
      <h2>{words.noGl}</h2>
      <p>{words.noGlText}</p>
      <Button onPress={props.retry}>{words.retry}</Button>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.street}</th>
            <th scope="col">{words.count}</th>
            <th scope="col">{words.open}</th>
            <th scope="col">{words.overdue}</th>
          </tr>
        </thead>
        <tbody>
          {(props.summary?.byStreet ?? []).map((row) => (
            <tr key={row.key}>
              <th scope="row">{names.get(row.key) ?? row.key}</th>
              <td>{count(row.count)}</td>
              <td>{count(row.open)}</td>
              <td>{count(row.overdue)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
