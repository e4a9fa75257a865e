import { type ReactNode, useState } from 'react';
import type { OrderRow } from '../../../shared/contract/orderViews.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { useDraws } from '../../live/orders/register.ts';
import { drawMonth } from '../../live/orders/sendOrder.ts';
import { newCommandId } from '../../live/whistles/sendCommand.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { ReadFailure } from '../../ui/ReadFailure.tsx';
import styles from './orders.module.css';
import type { OrderWords } from './words.ts';

type Props = {
  rows: readonly OrderRow[];
  onOpen: (id: string) => void;
  onClose: () => void;
  words: OrderWords;
};

/** The draws of re-checks (回头看抽取): months that wait, and what each draw took, with its seed. */
export function Draws({ rows, onOpen, onClose, words }: Props): ReactNode {
  const errorText = useErrorText();
  const draws = useDraws();
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const draw = (month: string): void => {
    setState({ busy: true, error: null });
    drawMonth(month, newCommandId()).then(
      () => setState({ busy: false, error: null }),
      (error: unknown) => setState({ busy: false, error }),
    );
  };
  const { pending = [], items = [] } = draws.data ?? {};
  const nameOf = (id: string): string => {
    const row = rows.find((one) => one.id === id);
    return row === undefined ? id : `${row.numberText} ${row.title}`;
  };
  return (
    <Dialog title={words.draws} className={styles['form-dialog']} onClose={onClose} part="o-draws">
      <p className={styles['dim']}>{words.drawsAbout}</p>
      <ReadFailure of={draws} />
      <div className={styles['row']}>
        {pending.length === 0 && draws.data !== undefined ? <span>{words.nothingToDraw}</span> : null}
        {pending.map((month) => (
          <Button key={month} variant="primary" disabled={state.busy} onPress={() => draw(month)}>
            {words.drawNow(month)}
          </Button>
        ))}
      </div>
      {state.error === null ? null : <ErrorLine>{errorText(state.error)}</ErrorLine>}
      {items.map(({ month, drawn, pool, seed }) => (
        <section key={month} className={styles['draw']}>
          <h3>{words.drawLine(month, count(drawn.length), count(pool.length))}</h3>
          <div className={styles['row']}>
            {drawn.map((id) => (
              <Button key={id} onPress={() => onOpen(id)}>
                {nameOf(id)}
              </Button>
            ))}
          </div>
          <code className={styles['seed']}>{words.seed(seed)}</code>
        </section>
      ))}
    </Dialog>
  );
}
