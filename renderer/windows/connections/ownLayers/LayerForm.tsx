import type { ReactNode } from 'react';
import { z } from 'zod';
import {
  LAYER_ZOOMS,
  LayerColour,
  LayerConfig,
  LayerIcon,
  type LayerSettings,
} from '../../../../shared/contract/layers.ts';
import type { Crs } from '../../../../shared/contract/sources.ts';
import { useWords } from '../../../base/words.ts';
import { saveLayer } from '../../../live/queries/ownLayers.ts';
import { useKeptState } from '../../../ui/drafts/useKeptState.ts';
import { Checkbox } from '../../../ui/kit/Checkbox.tsx';
import { NumberField } from '../../../ui/kit/NumberField.tsx';
import { Select } from '../../../ui/kit/Select.tsx';
import { TextField } from '../../../ui/kit/TextField.tsx';
import { toast } from '../../../ui/kit/toast.ts';
import styles from '../connections.module.css';
import { crsChoices } from '../crsNames.ts';
import { FormEnd } from '../FormEnd.tsx';
import { useTask } from '../useTask.ts';
import { connWords } from '../words.ts';
import type { LayersPageWords } from './layersPageWords.ts';

/** What is typed; what the layer is made of stays as it is. */
const Typed = LayerConfig.omit({ id: true, file: true }).extend({ name: z.string().max(100) });
type Typed = Omit<LayerConfig, 'id' | 'file'>;
const AUTO = 'auto';

type Props = { entry: LayerSettings['entries'][number]; onDone: () => void; words: LayersPageWords };

/** Name, look, zooms and reading of a layer. */
export function LayerForm({ entry: { config, report }, onDone, words }: Props): ReactNode {
  const conn = useWords(connWords);
  const { id, file, ...first } = config;
  const kept = useKeptState({ form: `layer:${id}`, first, schema: Typed });
  const { values } = kept;
  const save = useTask(() => saveLayer({ config: { id, file, ...values }, position: null }));
  const set = (changed: Partial<Typed>): void => kept.change((before) => ({ ...before, ...changed }));
  const fields = [...new Set([...(report?.fields ?? []).map(({ name }) => name), values.nameField ?? ''])];
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save.run().then((done) => {
          if (done === null) return;
          kept.forget();
          toast('done', words.saved);
          onDone();
        });
      }}
    >
      <TextField label={words.name} maxLength={100} value={values.name} onChange={(name) => set({ name })} />
      <Select
        label={words.nameField}
        value={values.nameField ?? AUTO}
        options={[
          { value: AUTO, label: words.nameFieldAuto },
          { value: '', label: words.nameFieldNone },
          ...fields.filter((field) => field !== '').map((value) => ({ value, label: value })),
        ]}
        onChange={(field) => set({ nameField: field === AUTO ? null : field })}
      />
      <Select
        label={words.crs}
        hint={words.crsHint}
        value={values.crs ?? AUTO}
        options={[
          { value: AUTO, label: words.crsAuto },
          ...crsChoices(values.crs ?? report?.crs ?? 'wgs84', conn),
        ]}
        onChange={(crs) => set({ crs: crs === AUTO ? null : (crs as Crs) })}
      />
      <Select
        label={words.colour}
        value={values.colour}
        options={LayerColour.options.map((value) => ({ value, label: words[`colour_${value}`] }))}
        onChange={(colour) => set({ colour })}
      />
      <Select
        label={words.icon}
        value={values.icon}
        options={LayerIcon.options.map((value) => ({ value, label: words[`icon_${value}`] }))}
        onChange={(icon) => set({ icon })}
      />
      <NumberField
        label={words.minZoom}
        hint={words.zoomHint}
        {...LAYER_ZOOMS}
        value={values.minZoom}
        onChange={(zoom) => set({ minZoom: zoom ?? LAYER_ZOOMS.min })}
      />
      <NumberField
        label={words.maxZoom}
        {...LAYER_ZOOMS}
        value={values.maxZoom}
        onChange={(zoom) => set({ maxZoom: zoom ?? LAYER_ZOOMS.max })}
      />
      <Checkbox checked={values.names} onChange={(names) => set({ names })}>
        {words.names}
      </Checkbox>
      <Checkbox checked={values.shown} onChange={(shown) => set({ shown })}>
        {words.shown}
      </Checkbox>
      <FormEnd
        kept={kept}
        error={save.error}
        canSave={!save.busy && values.name.trim() !== ''}
        onCancel={onDone}
        words={conn}
      />
    </form>
  );
}
