import { z } from 'zod';
import {
  type Crs,
  DialectName,
  type FieldMapping,
  ProbeRequest,
  RestMapping,
  type SourceConfig,
} from '../../../shared/contract/sources.ts';
import { EMPTY_REST_MAPPING, REST_PRESETS } from '../../../shared/source/restPresets.ts';

/** What the operator typed about a new source. It is kept until the source is saved (`KeptAddress`), the API key in memory only. */
export type AddressDraft = {
  kind: ProbeRequest['kind'];
  url: string;
  authIn: 'none' | 'header' | 'query' | 'bearer';
  authName: string;
  secret: string;
  jurisdiction: string;
  dialect: DialectName | null;
  /** Id of a preset of the generic REST source; '' starts from nothing. */
  preset: string;
};

/** What may be kept of it. Never a key: it comes back empty. */
export const KeptAddress: z.ZodType<AddressDraft> = z.object({
  kind: ProbeRequest.shape.kind,
  url: z.string().max(2000).transform(withoutKeys),
  authIn: z.enum(['none', 'header', 'query', 'bearer']),
  authName: z.string().max(200),
  secret: z.string().transform(() => ''),
  jurisdiction: z.string().max(200),
  dialect: DialectName.nullable(),
  preset: z.string().max(200),
});

export const EMPTY_DRAFT: AddressDraft = {
  kind: 'open311',
  url: '',
  authIn: 'none',
  authName: 'api_key',
  secret: '',
  jurisdiction: '',
  dialect: null,
  preset: REST_PRESETS[0]?.id ?? '',
};

/** What is kept of a new source until it is saved. */
export const KeptSource = z.object({ draft: KeptAddress, mapping: RestMapping });

/** An address as it may be kept: some upstreams take the key in the query, or a password before the host. */
function withoutKeys(url: string): string {
  const [address = '', search] = url.replace(/^([a-z+.-]*:\/\/)?[^/?#@]*@/i, '$1').split('?', 2);
  const isSecret = search !== undefined && /key|token|secret|passw|sign|auth/i.test(search);
  return search === undefined || isSecret ? address : `${address}?${search}`;
}

/** Builds the probe request. `mapping` is that of the editor; null where the kind has none. */
export function probeRequest(draft: AddressDraft, mapping: RestMapping | null): ProbeRequest {
  return {
    url: draft.url.trim(),
    kind: draft.kind,
    dialect: draft.kind === 'open311' ? draft.dialect : null,
    mapping: draft.kind === 'rest' ? mapping : null,
    auth: { in: draft.authIn, name: draft.authName.trim() === '' ? 'api_key' : draft.authName.trim() },
    secret: secretOf(draft),
    jurisdiction: draft.jurisdiction.trim() === '' ? null : draft.jurisdiction.trim(),
  };
}

/** The typed API key; null when none is needed or typed. */
export function secretOf(draft: AddressDraft): string | null {
  return draft.authIn === 'none' || draft.secret === '' ? null : draft.secret;
}

export function presetMapping(id: string): RestMapping {
  return REST_PRESETS.find((preset) => preset.id === id)?.mapping ?? EMPTY_REST_MAPPING;
}

/** The mapping of a configuration, null for Open311, which has none. */
export function mappingOf(config: SourceConfig): FieldMapping | null {
  if (config.kind === 'open311') return null;
  return 'options' in config ? config.options.mapping : config.mapping;
}

/** The configuration with another coordinate system, which its mapping has too. */
export function withCrs(config: SourceConfig, crs: Crs): SourceConfig {
  return withBoth(config, { crs });
}

export function withZone(config: SourceConfig, zone: string): SourceConfig {
  return withBoth(config, { zone });
}

function withBoth(config: SourceConfig, change: { crs: Crs } | { zone: string }): SourceConfig {
  switch (config.kind) {
    case 'open311':
      return { ...config, ...change };
    case 'soda':
      return {
        ...config,
        ...change,
        options: { ...config.options, mapping: { ...config.options.mapping, ...change } },
      };
    case 'arcgis':
    case 'ogc':
    case 'wfs':
    case 'ckan':
      return {
        ...config,
        ...change,
        options: { ...config.options, mapping: { ...config.options.mapping, ...change } },
      };
    case 'rest':
      return { ...config, ...change, mapping: { ...config.mapping, ...change } };
    case 'file':
    case 'exchange':
    case 'push':
      return { ...config, ...change, mapping: { ...config.mapping, ...change } };
  }
}
