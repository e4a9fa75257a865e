import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { WindowRole } from '../../../shared/contract/windowRole.ts';
import { measure, scaleFor, type TextSample } from '../../../shared/legibility/legibility.ts';
import { SCALES, setScale, useScale } from '../../base/prefs.ts';
import { useWords } from '../../base/words.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { HelpText } from '../../ui/HelpText.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import styles from './legibility.module.css';
import { legibilityWords } from './legibilityWords.ts';
import { MeasuredTable } from './MeasuredTable.tsx';
import { readPage } from './readPage.ts';
import { ViewingFactsFields } from './ViewingFactsFields.tsx';
import { factsOf, saveViewingFacts, viewingFactsOf } from './viewingFacts.ts';

/**
 * Legibility check of a window (看得清): every visible text measured for the viewing distance, and the text size at which
 * all of them are legible.
 */
export function Legibility({ role, onClose }: { role: WindowRole; onClose: () => void }): ReactNode {
  const words = useWords(legibilityWords);
  const scale = useScale(role);
  const [typed, setTyped] = useState(() => {
    const { distance, pitch } = viewingFactsOf(role);
    return { distance: String(distance), pitch: String(pitch) };
  });
  const [samples, setSamples] = useState<readonly TextSample[]>([]);
  const measureAgain = (): void => setSamples(readPage(document.body));
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the text size changed the layout
  useEffect(() => {
    const frame = requestAnimationFrame(measureAgain);
    return () => cancelAnimationFrame(frame);
  }, [scale]);
  const facts = factsOf(typed.distance, typed.pitch);
  const measured = useMemo(() => (facts === null ? [] : measure(samples, facts)), [samples, facts]);
  const tooSmall = measured.filter(({ verdict }) => verdict !== 'good');
  const suggestedScale = scaleFor(measured, scale, SCALES);
  const smallest = (measured[0]?.minutes ?? 0).toFixed(1);
  return (
    <Dialog title={words.title} className={styles['legibility']} onClose={onClose}>
      <HelpText>{words.about}</HelpText>
      <ViewingFactsFields
        typed={typed}
        onType={(next) => {
          setTyped(next);
          const found = factsOf(next.distance, next.pitch);
          if (found !== null) saveViewingFacts(role, found);
        }}
        words={words}
      />
      {facts === null ? (
        <ErrorLine>{words.badFacts}</ErrorLine>
      ) : measured.length === 0 ? null : (
        <p className={styles['sum']} data-good={tooSmall.length === 0} role="status">
          {tooSmall.length === 0
            ? `✓ ${words.allGood(smallest)}`
            : `▲ ${words.someSmall(
                tooSmall.reduce((sum, { count }) => sum + count, 0),
                smallest,
              )}`}{' '}
          {tooSmall.length === 0 ? null : suggestedScale === null ? (
            words.hopeless
          ) : (
            <>
              {words.advice(Math.round(suggestedScale * 100))}{' '}
              <Button variant="primary" onPress={() => setScale(role, suggestedScale)}>
                {words.apply(Math.round(suggestedScale * 100))}
              </Button>
            </>
          )}{' '}
          <Button onPress={measureAgain}>{words.again}</Button>
        </p>
      )}
      <MeasuredTable rows={measured} words={words} />
    </Dialog>
  );
}
