import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { BasemapProbe } from '../../../../shared/contract/basemaps.ts';
import { useWords } from '../../../base/words.ts';
import { probeBasemap } from '../../../live/queries/basemaps.ts';
import { KeptNote } from '../../../ui/drafts/KeptNote.tsx';
import { useKeptState } from '../../../ui/drafts/useKeptState.ts';
import { Button } from '../../../ui/kit/Button.tsx';
import { Select } from '../../../ui/kit/Select.tsx';
import { TextField } from '../../../ui/kit/TextField.tsx';
import styles from '../connections.module.css';
import { Problem } from '../Problem.tsx';
import { freeSourceId } from '../sourceId.ts';
import { useTask } from '../useTask.ts';
import { connWords } from '../words.ts';
import { BasemapForm } from './BasemapForm.tsx';
import type { BasemapPageWords } from './basemapPageWords.ts';

/** What is kept of a typed address: not its query, in which a key may stand. */
const Typed = z.object({
  address: z
    .string()
    .max(2000)
    .transform((text) => text.split('?', 1)[0] ?? ''),
});

/** Adds the base map of a server: its address is recognised first, then named and saved. */
export function BasemapAdd({
  taken,
  words,
}: {
  taken: readonly string[];
  words: BasemapPageWords;
}): ReactNode {
  const conn = useWords(connWords);
  const kept = useKeptState({ form: 'basemap-add', first: { address: '' }, schema: Typed });
  const { address } = kept.values;
  const [secret, setSecret] = useState('');
  const probe = useTask((layer: string | null, matrixSet: string | null) =>
    probeBasemap({ address, secret: secret === '' ? null : secret, layer, matrixSet }),
  );
  const found = probe.result;
  const reset = (): void => {
    kept.forget();
    setSecret('');
    probe.reset();
  };
  return (
    <section className={styles['block']} aria-label={words.addAddress} data-part="conn-basemap-add">
      <h2>{words.addAddress}</h2>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void probe.run(null, null);
        }}
      >
        <div className={styles['span']}>
          <TextField
            label={words.address}
            hint={words.addressHint}
            value={address}
            inputMode="url"
            onChange={(address) => {
              kept.change(() => ({ address }));
              probe.reset();
            }}
          />
        </div>
        <TextField
          label={words.key}
          hint={words.keyHint}
          type="password"
          autoComplete="new-password"
          value={secret}
          onChange={setSecret}
        />
        <span className={styles['actions']}>
          <Button variant="primary" type="submit" disabled={probe.busy || address.trim() === ''}>
            {probe.busy ? words.probing : words.probe}
          </Button>
        </span>
        <div className={styles['span']}>
          <KeptNote at={kept.restoredAt} onDiscard={kept.forget} />
          <Problem error={probe.error} words={conn} />
        </div>
      </form>
      {found === null ? null : (
        <>
          <p role="status" data-part="conn-basemap-found">
            ● {words.found(words[`kind_${found.config.dialect}`], found.sample.type)}
          </p>
          {found.keyInAddress ? <p>{words.keyMoved}</p> : null}
          <Choices found={found} onChoose={probe.run} words={words} />
          <BasemapForm
            key={JSON.stringify(found.config.layers)}
            config={{ ...found.config, id: freeSourceId(found.config.id, 'basemap', taken) }}
            asksKey={false}
            secret={secret === '' ? null : secret}
            onDone={reset}
            words={words}
          />
        </>
      )}
    </section>
  );
}

type ChoicesProps = {
  found: BasemapProbe;
  onChoose: (layer: string | null, matrixSet: string | null) => Promise<unknown>;
  words: BasemapPageWords;
};

/** Layers and matrix sets of a WMTS that has several; the first of each is the one in use. */
function Choices({ found, onChoose, words }: ChoicesProps): ReactNode {
  const { layers, matrixSets } = found;
  const options = (list: BasemapProbe['layers']) =>
    list.map(({ id, title }) => ({ value: id, label: title }));
  if (layers.length === 0 && matrixSets.length === 0) return null;
  return (
    <div className={styles['form']}>
      {layers.length === 0 ? null : (
        <Select
          label={words.layer}
          value={layers[0]?.id ?? ''}
          options={options(layers)}
          onChange={(next) => void onChoose(next, null)}
        />
      )}
      {matrixSets.length === 0 ? null : (
        <Select
          label={words.matrixSet}
          value={matrixSets[0]?.id ?? ''}
          options={options(matrixSets)}
          onChange={(next) => void onChoose(layers[0]?.id ?? null, next)}
        />
      )}
    </div>
  );
}
