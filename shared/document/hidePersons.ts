import type { DocumentModel } from './model.ts';
import { mapSentences } from './sentences.ts';

/**
 * The document without contact data of citizens: `hide` is applied to what people wrote. Names of units and numbers of
 * orders stay as they are, and so does the telephone of staff that a form demands.
 */
export function hidePersons(document: DocumentModel, hide: (text: string) => string): DocumentModel {
  const hidden = mapSentences(document, (sentence) =>
    sentence.map((part) =>
      typeof part !== 'string' && part.kind === 'quoted' ? { kind: 'quoted', text: hide(part.text) } : part,
    ),
  );
  return { ...hidden, note: hidden.note === null ? null : hide(hidden.note) };
}
