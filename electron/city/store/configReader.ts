import { SourceConfig } from '../../../shared/contract/sources.ts';

/**
 * Returns a function that reads the configuration of a source; null where it does not match this program's schema. It is
 * called in every act and for every message: a text is read again only when it has changed.
 */
export function configReader(): (id: string, text: string) => SourceConfig | null {
  const known = new Map<string, { text: string; config: SourceConfig | null }>();
  return (id, text) => {
    const before = known.get(id);
    if (before?.text === text) return before.config;
    const config = SourceConfig.safeParse(parseJson(text)).data ?? null;
    known.set(id, { text, config });
    return config;
  };
}

/** Null where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
