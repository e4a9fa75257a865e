import { describe, expect, it } from 'vitest';
import { annotationShape } from '../../../renderer/map/annotationShapes.ts';
import type { LonLat } from '../../../shared/contract/common.ts';

/** A map on which a degree is ten px, north up. */
const project = ([lon, lat]: LonLat): number[] => [lon * 10, -lat * 10];
const rem = 16;

describe('strokes of an annotation', () => {
  it('begin at their first place, with the rest relative to it', () => {
    const points: LonLat[] = [
      [1, -1],
      [2, -1],
      [2, -3],
    ];
    expect(annotationShape({ kind: 'pen', points }, project, rem)).toEqual({
      x: 10,
      y: 10,
      path: 'M0 0L10 0L10 20',
    });
  });

  it('a ring goes around its middle, and is never too small to be seen', () => {
    const ring = annotationShape(
      {
        kind: 'ring',
        points: [
          [0, 0],
          [3, -4],
        ],
      },
      project,
      rem,
    );
    expect(ring?.path).toBe('M-50 0a50 50 0 1 0 100 0a50 50 0 1 0 -100 0');
    expect(
      annotationShape(
        {
          kind: 'ring',
          points: [
            [0, 0],
            [0, 0],
          ],
        },
        project,
        rem,
      )?.path,
    ).toContain('a16 16');
  });

  it('an arrow has its head at its end', () => {
    const arrow = annotationShape(
      {
        kind: 'arrow',
        points: [
          [0, 0],
          [10, 0],
        ],
      },
      project,
      rem,
    );
    expect(arrow?.path).toMatch(/^M0 0L100 0M8\d(\.\d)? -?8(\.\d)?L100 0L8\d(\.\d)? -?8(\.\d)?$/);
  });

  it('a text needs a place only; a line without a second one is nothing', () => {
    expect(annotationShape({ kind: 'text', points: [[1, 1]] }, project, rem)).toEqual({
      x: 10,
      y: -10,
      path: '',
    });
    expect(annotationShape({ kind: 'pen', points: [[1, 1]] }, project, rem)).toBeNull();
  });
});
