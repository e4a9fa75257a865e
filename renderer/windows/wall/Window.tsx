import type { ReactNode } from 'react';

/** The wall (态势大屏). */
export default function WallWindow(): ReactNode {
  return <div />;
}
