import { FieldMapping, type SourceConfig, type SourcePatch } from '../contract/sources.ts';

/**
 * A configuration with an operator's changes; null when they name what this kind does not have. Reference system and
 * zone stand in a mapping too and are kept the same there.
 */
export function patched(config: SourceConfig, patch: SourcePatch): SourceConfig | null {
  const { mapping, dialect, ...plain } = patch;
  const base = { ...config, ...plain };
  if (base.kind === 'open311') {
    if (mapping !== undefined) return null;
    return dialect === undefined ? base : { ...base, dialect };
  }
  if (dialect !== undefined) return null;
  const { crs, zone } = base;
  switch (base.kind) {
    case 'rest':
      return { ...base, mapping: { ...(mapping ?? base.mapping), crs, zone } };
    case 'soda':
      return {
        ...base,
        options: { ...base.options, mapping: { ...fieldsOnly(mapping, base.options.mapping), crs, zone } },
      };
    case 'file':
      return { ...base, mapping: { ...fieldsOnly(mapping, base.mapping), crs, zone } };
  }
}

/** How a REST source is asked means nothing to the others and is not kept with them. */
function fieldsOnly(mapping: FieldMapping | undefined, before: FieldMapping): FieldMapping {
  return mapping === undefined ? before : FieldMapping.parse(mapping);
}
