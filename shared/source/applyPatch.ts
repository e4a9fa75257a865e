import { FieldMapping, type SourceConfig, type SourcePatch } from '../contract/sources.ts';

/**
 * A source configuration with an operator's changes, without the key; null when the patch has a field that this kind lacks. Coordinate
 * system and zone are copied into the mapping, which has them too. Whoever says how the source is to be read settles it: no
 * probe decides that any more.
 */
export function applyPatch(config: SourceConfig, patch: SourcePatch): SourceConfig | null {
  const { mapping, dialect, writeBack, secret: _secret, ...plain } = patch;
  if (writeBack !== undefined && config.kind !== 'open311' && config.kind !== 'rest') return null;
  const told = writeBack === undefined ? {} : { writeBack: writeBack ?? undefined };
  const base = { ...(isChosen(patch) ? settled(config) : config), ...plain, ...told };
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
    case 'arcgis':
    case 'ogc':
    case 'wfs':
    case 'ckan':
      return {
        ...base,
        options: { ...base.options, mapping: { ...fieldsOnly(mapping, base.options.mapping), crs, zone } },
      };
    case 'file':
    case 'exchange':
    case 'push':
      return { ...base, mapping: { ...fieldsOnly(mapping, base.mapping), crs, zone } };
  }
}

/** Whether the operator says how the source is to be read. */
function isChosen({ mapping, dialect }: SourcePatch): boolean {
  return mapping !== undefined || dialect !== undefined;
}

function settled(config: SourceConfig): SourceConfig {
  const { unsettled: _unsettled, ...known } = config;
  return known as SourceConfig;
}

/** The field mapping alone: the request settings of a REST mapping do not apply to other kinds. */
function fieldsOnly(mapping: FieldMapping | undefined, before: FieldMapping): FieldMapping {
  return mapping === undefined ? before : FieldMapping.parse(mapping);
}
