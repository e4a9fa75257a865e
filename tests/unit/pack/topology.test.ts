import { describe, expect, it } from 'vitest';
import { areaSquareMetres, partsOf, ringArea } from '../../../shared/geo/polygon.ts';
import type { Shape } from '../../../shared/pack/schema.ts';
import { pack, SHIPPED } from './packs.ts';

type Feature = { geometry: Shape };

/** Directed edges left when every edge has been cancelled by its opposite: the boundary of the union. */
function boundary(features: Feature[]): Set<string> {
  const edges = new Set<string>();
  for (const ring of features.flatMap((feature) => partsOf(feature.geometry).flat())) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const a = ring[i]?.join(' ');
      const b = ring[i + 1]?.join(' ');
      // The same edge twice in one direction would be an overlap.
      expect(edges.has(`${a}|${b}`)).toBe(false);
      if (!edges.delete(`${b}|${a}`)) edges.add(`${a}|${b}`);
    }
  }
  return edges;
}

const area = (features: Feature[]) =>
  features.reduce((sum, feature) => sum + areaSquareMetres(partsOf(feature.geometry)), 0);

describe.each([...SHIPPED, 'boston'] as const)('%s', (id) => {
  const { outline, streets, grids, manifest } = pack(id);

  it('fills every street with grids without gap or overlap', () => {
    for (const street of streets.features) {
      const own = grids.features.filter((grid) => grid.properties.street === street.properties.code);
      expect(boundary(own), street.properties.name).toEqual(boundary([street]));
      expect(area(own) / area([street])).toBeCloseTo(1, 3);
    }
  });

  it('fills the outline with streets without gap or overlap', () => {
    expect(boundary(streets.features)).toEqual(boundary(outline.features));
    expect(area(streets.features) / area(outline.features)).toBeCloseTo(1, 2);
  });

  it('draws rings counter-clockwise and of some size', () => {
    for (const feature of [...streets.features, ...grids.features]) {
      for (const polygon of partsOf(feature.geometry)) {
        expect(ringArea(polygon[0] ?? [])).toBeGreaterThan(0);
      }
      expect(area([feature])).toBeGreaterThan(1000);
    }
  });

  it('codes grids as text under their street', () => {
    for (const { properties } of grids.features)
      expect(properties.code.startsWith(properties.street)).toBe(true);
    expect(new Set(grids.features.map((grid) => grid.properties.code)).size).toBe(grids.features.length);
    expect(manifest.streets.length).toBe(streets.features.length);
  });
});

describe('the numbers of Qinhuai', () => {
  const { outline, streets, grids, manifest } = pack('nanjing-qinhuai');
  const count = (street: string, kind: string) =>
    grids.features.filter(
      (g) => g.properties.kind === kind && (street === '' || g.properties.street === street),
    ).length;

  it('has 1,026 comprehensive and 308 dedicated grids, 84 and 16 of them in Shuangtang', () => {
    expect([count('', 'comprehensive'), count('', 'dedicated')]).toEqual([1026, 308]);
    expect([count('320104004', 'comprehensive'), count('320104004', 'dedicated')]).toEqual([84, 16]);
    const communities = new Set(
      grids.features
        .filter((g) => g.properties.street === '320104004')
        .map((g) => g.properties.code.slice(9, 12)),
    );
    expect(communities.size).toBe(10);
    for (const grid of grids.features) expect(grid.properties.code).toMatch(/^320104\d{9}$/);
  });

  it('is the district of about 49 km² with 12 streets, marked as approximate', () => {
    expect(area(outline.features) / 1e6).toBeCloseTo(49.1, 0);
    expect(streets.features.length).toBe(12);
    expect(streets.features.every((street) => street.properties.approximate)).toBe(true);
    const origin = new Map(manifest.provenance.map((p) => [p.part, p.origin]));
    expect([origin.get('streets'), origin.get('grids'), origin.get('catalogue')]).toEqual([
      'approximated',
      'invented',
      'borrowed',
    ]);
  });

  it('makes dedicated grids smaller than the others', () => {
    const mean = (kind: string) => {
      const chosen = grids.features.filter((grid) => grid.properties.kind === kind);
      return area(chosen) / chosen.length;
    };
    expect(mean('dedicated')).toBeLessThan(0.7 * mean('comprehensive'));
  });

  it('has 17 published streets in Dongcheng', () => {
    const dongcheng = pack('beijing-dongcheng');
    expect(dongcheng.streets.features.map((street) => street.properties.approximate)).toEqual(
      Array(17).fill(false),
    );
    expect(dongcheng.manifest.provenance.find((p) => p.part === 'streets')?.origin).toBe('published');
  });

  it('has 60 to 90 小类, each with a sourced limit, their codes under their 大类', () => {
    const classes = manifest.catalogue.items.filter((item) => item.parent === null);
    const items = manifest.catalogue.items.filter((item) => item.parent !== null);
    expect(classes.map((item) => item.kind)).toEqual([
      ...Array(5).fill('component'),
      ...Array(6).fill('event'),
    ]);
    expect(items.length).toBeGreaterThanOrEqual(60);
    expect(items.length).toBeLessThanOrEqual(95);
    for (const item of items) {
      expect(item.limits.length).toBeGreaterThan(0);
      expect(item.code.startsWith(item.parent ?? '?')).toBe(true);
      for (const limit of item.limits) expect(limit.source).toMatch(/^(借用|示例)：/);
    }
  });
});
