import type { KeyboardEvent, ReactNode } from 'react';
import { useWords } from '../../../base/words.ts';
import { useErrorText } from '../../../live/client/errorText.ts';
import { useTodayStart } from '../../../live/link/clock.ts';
import { useIndicators } from '../../../live/whistles/whistleQueries.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { count } from '../../../ui/Figure.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { Button } from '../../../ui/kit/Button.tsx';
import { Select } from '../../../ui/kit/Select.tsx';
import { Spacer } from '../../../ui/Spacer.tsx';
import type { BoardContext } from '../boardContext.ts';
import styles from '../whistles.module.css';
import { FigureTable } from './FigureTable.tsx';
import { setFigureChoice, useFigureChoice } from './figureChoice.ts';
import figureStyles from './indicators.module.css';
import { PeriodPicker } from './PeriodPicker.tsx';
import { periodOf } from './period.ts';
import { RowsBehind } from './RowsBehind.tsx';
import { indicatorWords } from './words.ts';

type Props = { parts: BoardContext; onOpen: (whistle: string) => void; onClose: () => void };

/** Indicators (吹哨指标, domain.md §3.2) of a period: each with both parts, its rule, and the whistles behind it. */
export function Indicators({ parts, onOpen, onClose }: Props): ReactNode {
  const words = useWords(indicatorWords);
  const errorText = useErrorText();
  const today = useTodayStart();
  const { street, chosen, ...choice } = useFigureChoice();
  const period = choice.period ?? periodOf('days30', today, parts.zone);
  const asked = useIndicators({ from: period.from, to: period.to, street: street === '' ? null : [street] });
  const figures = asked.data;
  const item = figures?.items.find((each) => each.id === chosen) ?? figures?.items[0];
  return (
    <section className={figureStyles['figures']} aria-label={words.title} onKeyDown={walk}>
      <header className={figureStyles['figures-head']}>
        <h2>{words.title}</h2>
        <PeriodPicker
          period={period}
          onPick={(picked) => setFigureChoice({ period: picked })}
          zone={parts.zone}
          today={today}
          words={words}
        />
        <Select
          label={words.street}
          labelPlace="beside"
          className={styles['pick']}
          marked={street !== ''}
          value={street}
          options={[
            { value: '', label: words.any },
            ...parts.names.streets.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(chosen) => setFigureChoice({ street: chosen })}
        />
        {street === '' ? null : <span className={styles['dim']}>{words.streetCounts}</span>}
        {figures === undefined ? null : (
          <span className={styles['dim']}>{words.cases(count(figures.cases))}</span>
        )}
        <Spacer />
        <Button onPress={onClose}>
          {words.back} <Kbd keys="Esc" />
        </Button>
      </header>
      {figures === undefined || item === undefined ? (
        <div className={figureStyles['figures-none']}>
          {asked.isError ? (
            <Empty title={words.failed} text={errorText(asked.error)}>
              <Button onPress={() => void asked.refetch()}>{words.retry}</Button>
            </Empty>
          ) : (
            <p role="status">{words.reading}</p>
          )}
        </div>
      ) : (
        <>
          <FigureTable
            items={figures.items}
            chosen={item.id}
            onChoose={(id) => setFigureChoice({ chosen: id })}
            parts={parts}
            words={words}
          />
          <RowsBehind item={item} rows={figures.rows} parts={parts} words={words} onOpen={onOpen} />
        </>
      )}
    </section>
  );
}

/** ↑ and ↓ go through the figures, or through the whistles behind one, whichever list holds the focus. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  const { activeElement } = document;
  const list = activeElement?.closest('[data-walk]') ?? event.currentTarget.querySelector('[data-walk]');
  if (
    list === null ||
    activeElement instanceof HTMLInputElement ||
    activeElement instanceof HTMLSelectElement
  )
    return;
  const stops: (Element | null)[] = [...list.querySelectorAll('button')];
  const at = stops.indexOf(activeElement);
  const next = at < 0 ? stops[0] : stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next instanceof HTMLElement) next.focus();
  event.preventDefault();
}
