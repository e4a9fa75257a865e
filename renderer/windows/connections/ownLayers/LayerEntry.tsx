import { type ReactNode, useState } from 'react';
import type { LayerReport, LayerSettings } from '../../../../shared/contract/layers.ts';
import { useTheme } from '../../../base/theme.ts';
import { useWords } from '../../../base/words.ts';
import { useSentErrorText } from '../../../live/client/errorText.ts';
import { removeLayer, saveLayer, useOwnLayerList } from '../../../live/queries/ownLayers.ts';
import { LayerSymbol } from '../../../map/ownLayers/LayerSymbol.tsx';
import { count } from '../../../ui/Figure.tsx';
import { Button } from '../../../ui/kit/Button.tsx';
import { Spacer } from '../../../ui/Spacer.tsx';
import styles from '../connections.module.css';
import { crsName } from '../crsNames.ts';
import { Problem } from '../Problem.tsx';
import { RemoveConfirm } from '../RemoveConfirm.tsx';
import { useTask } from '../useTask.ts';
import { connWords } from '../words.ts';
import { LayerForm } from './LayerForm.tsx';
import type { LayersPageWords } from './layersPageWords.ts';

type Props = {
  entry: LayerSettings['entries'][number];
  /** Place of the layer from below, and of the highest. */
  position: number;
  top: number;
  words: LayersPageWords;
};

/** One layer: what its reading found, its place in the order, and the form that changes it. */
export function LayerEntry({ entry, position, top, words }: Props): ReactNode {
  const { config, report, error } = entry;
  const conn = useWords(connWords);
  const sentText = useSentErrorText();
  const theme = useTheme('connections');
  const [mode, setMode] = useState<'view' | 'edit' | 'remove'>('view');
  const remove = useTask(() => removeLayer(config.id));
  const move = useTask((to: number) => saveLayer({ config, position: to }));
  const view = useOwnLayerList().data?.layers.find(({ id }) => id === config.id);
  const state = error !== null ? words.broken : report === null ? words.reading : words.ok;
  const toggle = (to: 'edit' | 'remove'): void => setMode(mode === to ? 'view' : to);
  return (
    <section className={styles['block']} aria-label={config.name} data-part="conn-layer">
      <div className={styles['actions']}>
        {view === undefined ? null : <LayerSymbol layer={{ ...view, ...config }} theme={theme} />}
        <strong>{config.name}</strong>
        <span data-tone={error === null ? undefined : 'late'}>{state}</span>
        <Spacer />
        <Button disabled={position === top || move.busy} onPress={() => void move.run(position + 1)}>
          {words.up}
        </Button>
        <Button disabled={position === 0 || move.busy} onPress={() => void move.run(position - 1)}>
          {words.down}
        </Button>
        <Button pressed={mode === 'edit'} onPress={() => toggle('edit')}>
          {words.edit}
        </Button>
        <Button expanded={mode === 'remove'} onPress={() => toggle('remove')}>
          {words.remove}…
        </Button>
      </div>
      <p className={styles['dim']}>
        {[
          config.file,
          ...(report === null ? [] : factsOf(report, words)),
          ...(view === undefined ? [] : kindsOf(view, words)),
        ].join(' · ')}
        {report === null ? '' : ` · ${crsName(report.crs, conn)}`}
      </p>
      {report === null ? null : <Remarks report={report} words={words} />}
      {error === null ? null : <p data-tone="late">◆ {sentText(error)}</p>}
      {mode === 'edit' ? (
        <LayerForm key={config.id} entry={entry} onDone={() => setMode('view')} words={words} />
      ) : null}
      {mode === 'remove' ? (
        <RemoveConfirm
          ask={words.removeAsk(config.name)}
          yes={words.remove}
          busy={remove.busy}
          onYes={() => void remove.run()}
          onNo={() => setMode('view')}
          words={conn}
        />
      ) : null}
      <Problem error={remove.error ?? move.error} words={conn} />
    </section>
  );
}

function factsOf(report: LayerReport, words: LayersPageWords): string[] {
  const { format, encoding, kept, features, named, nameField } = report;
  return [
    words[`format_${format}`],
    ...(encoding === '' ? [] : [encoding.toUpperCase()]),
    words.features(count(kept), count(features)),
    nameField === null ? words.unnamed : words.named(count(named), nameField),
  ];
}

function kindsOf(
  { points, lines, areas }: { points: number; lines: number; areas: number },
  words: LayersPageWords,
): string[] {
  return [
    ...(points > 0 ? [words.points(count(points))] : []),
    ...(lines > 0 ? [words.lines(count(lines))] : []),
    ...(areas > 0 ? [words.areas(count(areas))] : []),
  ];
}

/** What did not go as it should: features that were not taken, and why; letters and names that were left out. */
function Remarks({ report, words }: { report: LayerReport; words: LayersPageWords }): ReactNode {
  const { refused, features, kept, brokenParts, outside, swapped, lettersLost, hiddenNames } = report;
  const reasons = refused.map((each) => `${words[`refusal_${each.reason}`]} ${count(each.features)}`);
  const remarks = [
    ...(features > kept ? [words.refused(count(features - kept), reasons.join(' · '))] : []),
    ...(brokenParts > 0 ? [words.brokenParts(count(brokenParts))] : []),
    ...(outside > 0 ? [words.outside(count(outside))] : []),
    ...(swapped ? [words.swapped] : []),
    ...(lettersLost > 0 ? [words.lettersLost(count(lettersLost))] : []),
    ...(hiddenNames > 0 ? [words.hiddenNames(count(hiddenNames))] : []),
  ];
  if (remarks.length === 0) return null;
  return (
    <ul data-part="conn-layer-remarks">
      {remarks.map((remark) => (
        <li key={remark}>◆ {remark}</li>
      ))}
    </ul>
  );
}
