import type { ReactNode } from 'react';
import { useWords } from '../../../base/words.ts';
import { uploadLayers, useLayerSettings } from '../../../live/queries/ownLayers.ts';
import { FileField } from '../../../ui/kit/FileField.tsx';
import { toast } from '../../../ui/kit/toast.ts';
import styles from '../connections.module.css';
import { Problem } from '../Problem.tsx';
import { useTask } from '../useTask.ts';
import { connWords } from '../words.ts';
import { LayerEntry } from './LayerEntry.tsx';
import { type LayersPageWords, layersPageWords } from './layersPageWords.ts';

const ACCEPTED = [
  ...['.shp', '.dbf', '.prj', '.cpg', '.geojson', '.json', '.kml', '.csv', '.xlsx', '.xls'],
] as const;

/** The hall's own layers (自有图层): the highest first, and the field that takes files. */
export function LayersPage(): ReactNode {
  const words = useWords(layersPageWords);
  const conn = useWords(connWords);
  const settings = useLayerSettings();
  const entries = settings.data?.entries ?? [];
  return (
    <article className={styles['detail']} aria-label={words.title} data-part="conn-layers">
      <header className={styles['head']}>
        <h1>{words.title}</h1>
      </header>
      <p className={styles['dim']}>{words.intro}</p>
      <Problem error={settings.error} words={conn} />
      {settings.data !== undefined && entries.length === 0 ? <p>{words.none}</p> : null}
      {entries
        .map((entry, position) => (
          <LayerEntry key={entry.config.id} {...{ entry, position, words }} top={entries.length - 1} />
        ))
        .toReversed()}
      <LayerAdd words={words} />
    </article>
  );
}

function LayerAdd({ words }: { words: LayersPageWords }): ReactNode {
  const conn = useWords(connWords);
  const upload = useTask(async (files: File[]) => {
    await uploadLayers(files);
    return files.length;
  });
  return (
    <section className={styles['block']} aria-label={words.add} data-part="conn-layer-add">
      <h2>{words.add}</h2>
      <FileField
        label={upload.busy ? words.uploading : words.choose}
        accept={ACCEPTED}
        multiple
        disabled={upload.busy}
        variant="primary"
        onFiles={(files) =>
          void upload.run(files).then((done) => {
            if (done !== null) toast('done', words.uploaded);
          })
        }
      >
        {words.kinds}
      </FileField>
      <Problem error={upload.error} words={conn} />
    </section>
  );
}
