import type { ReactNode } from 'react';
import type { FieldMapping, SourceConfig } from '../../../shared/contract/sources.ts';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import { DialectEditor } from './DialectEditor.tsx';
import { MappingEditor } from './MappingEditor.tsx';
import { RestEnvelope } from './RestEnvelope.tsx';
import type { ConnWords } from './words.ts';

type Props = { config: SourceConfig; onChange: (config: SourceConfig) => void; words: ConnWords };

/** Collapsed settings for requesting and reading a source: dialect, envelope, mapping. */
export function ReadingSettings({ config, onChange, words }: Props): ReactNode {
  if (config.kind === 'open311') {
    return (
      <Disclosure
        summary={
          <>
            {words.advanced} · {config.dialect.name}
          </>
        }
      >
        <DialectEditor
          dialect={config.dialect}
          onChange={(dialect) => onChange({ ...config, dialect })}
          words={words}
        />
      </Disclosure>
    );
  }
  if (config.kind === 'rest') {
    return (
      <Disclosure
        summary={
          <>
            {words.envelope} · {words.mapping}
          </>
        }
      >
        <RestEnvelope
          mapping={config.mapping}
          onChange={(mapping) => onChange({ ...config, mapping })}
          words={words}
        />
        <MappingEditor
          mapping={config.mapping}
          onChange={(mapping) => onChange({ ...config, mapping })}
          columns={null}
          proposals={[]}
          showsLocationSettings={false}
          words={words}
        />
      </Disclosure>
    );
  }
  const mapping = 'options' in config ? config.options.mapping : config.mapping;
  const change = (next: FieldMapping): void => onChange(withMapping(config, next));
  return (
    <Disclosure summary={words.mapping}>
      <MappingEditor
        mapping={mapping}
        onChange={change}
        columns={null}
        proposals={[]}
        showsLocationSettings={false}
        words={words}
      />
    </Disclosure>
  );
}

function withMapping(
  config: Exclude<SourceConfig, { kind: 'open311' | 'rest' }>,
  mapping: FieldMapping,
): SourceConfig {
  switch (config.kind) {
    case 'file':
    case 'exchange':
    case 'push':
      return { ...config, mapping };
    case 'soda':
      return { ...config, options: { ...config.options, mapping } };
    default:
      return { ...config, options: { ...config.options, mapping } };
  }
}
