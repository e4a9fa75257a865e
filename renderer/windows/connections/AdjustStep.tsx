import type { ComponentProps, ReactNode } from 'react';
import { CrsSettings } from './CrsSettings.tsx';
import { ReadingSettings } from './ReadingSettings.tsx';

/** Wizard step in which the operator confirms or corrects the result of the probe. */
export function AdjustStep(props: ComponentProps<typeof CrsSettings>): ReactNode {
  const { config, onChange, words } = props;
  return (
    <>
      <CrsSettings {...props} />
      <ReadingSettings config={config} onChange={onChange} words={words} />
    </>
  );
}
