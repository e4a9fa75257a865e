import { useEffect, useRef, useState } from 'react';
import type { ImportPreview } from '../../../shared/contract/importPreview.ts';
import type { FieldMapping } from '../../../shared/contract/sources.ts';
import { cancelPreview, startPreview, useImportPreview } from '../../live/queries/importPreview.ts';
import { missingFields } from './mappingFields.ts';
import { useTask } from './useTask.ts';

export type ImportCheck = {
  /** The last check; null before the first. */
  reading: ImportPreview | null;
  /** It was made with another mapping, or for another source. */
  isStale: boolean;
  /** Required fields are not mapped. */
  isIncomplete: boolean;
  busy: boolean;
  error: unknown;
  run: () => void;
  cancel: () => void;
};

type Asked = { uploadId: string; mapping: FieldMapping; sourceId: string | null };

/**
 * The check (预检) of an uploaded list. The first one begins by itself once the required fields are mapped, later ones when
 * they are asked for. Null: no list has been uploaded.
 */
export function useImportCheck(asked: Asked | null): ImportCheck {
  const [ran, setRan] = useState<{ key: string; id: string } | null>(null);
  const starting = useTask(startPreview);
  const stopping = useTask(cancelPreview);
  const query = useImportPreview(ran?.id ?? null);
  const key = asked === null ? '' : JSON.stringify(asked);
  const isIncomplete = asked === null || missingFields(asked.mapping).length > 0;
  const { run: start } = starting;

  const run = (): void => {
    if (asked === null || isIncomplete) return;
    void start(asked.uploadId, { mapping: asked.mapping, sourceId: asked.sourceId }).then((started) => {
      if (started !== null) setRan({ key, id: started.id });
    });
  };
  const latest = useRef(run);
  latest.current = run;
  // Another file or another sheet is another list.
  const list = asked === null ? '' : `${asked.uploadId} ${asked.mapping.sheet ?? ''}`;
  const begun = useRef('');
  useEffect(() => {
    if (list === '' || isIncomplete || begun.current === list) return;
    begun.current = list;
    setRan(null);
    latest.current();
  }, [list, isIncomplete]);

  const reading = ran === null ? null : (query.data ?? null);
  return {
    reading,
    isStale: ran !== null && ran.key !== key,
    isIncomplete,
    busy:
      starting.busy || reading?.state === 'running' || (ran !== null && reading === null && !query.isError),
    error: starting.error ?? stopping.error ?? query.error,
    run,
    cancel: () => {
      if (ran !== null) void stopping.run(ran.id);
    },
  };
}
