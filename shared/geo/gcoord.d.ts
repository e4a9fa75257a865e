/**
 * gcoord's own declarations describe its ES build, but Node loads its CommonJS build, whose default import is the
 * library itself. Declares only what `coordinates.ts` uses.
 */
declare module 'gcoord' {
  type System = 'WGS84' | 'GCJ02' | 'BD09';
  const gcoord: {
    readonly WGS84: System;
    readonly GCJ02: System;
    readonly BD09: System;
    transform(position: [number, number], from: System, to: System): number[];
  };
  export default gcoord;
}
