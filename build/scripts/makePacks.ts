import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OutlineFile, PackManifest } from '../../shared/pack/schema.ts';
import type { Shapes } from './makePacks/assemble.ts';
import { assessmentOf } from './makePacks/assessment/make.ts';
import { makeBoston } from './makePacks/boston.ts';
import { DongchengSource, makeDongcheng } from './makePacks/dongcheng.ts';
import { makeHohhot } from './makePacks/hohhot.ts';
import { noticeOf } from './makePacks/notice.ts';
import { makeQinhuai } from './makePacks/qinhuai.ts';
import { makeSuzhou } from './makePacks/suzhou.ts';
import { presets, whistlesOf } from './makePacks/whistles/make.ts';

/**
 * Writes the city packs from build/packs/sources. Deterministic: running it twice changes no byte.
 * `node build/scripts/makePacks.ts [OUT]` writes to OUT instead of the project folder.
 */
const project = fileURLToPath(new URL('../..', import.meta.url));
const out = process.argv[2] ?? project;
const source = (name: string): unknown =>
  JSON.parse(readFileSync(`${project}/build/packs/sources/${name}`, 'utf8'));

write(
  `${out}/build/packs/nanjing-qinhuai`,
  makeQinhuai(OutlineFile.parse(source('nanjing-qinhuai.outline.gcj02.geojson'))),
);
write(
  `${out}/build/packs/beijing-dongcheng`,
  makeDongcheng(DongchengSource.parse(source('beijing-dongcheng.streets.geojson'))),
);
write(
  `${out}/build/packs/suzhou-anhui`,
  makeSuzhou(OutlineFile.parse(source('suzhou-anhui.outline.gcj02.geojson'))),
);
write(`${out}/build/packs/hohhot`, makeHohhot(OutlineFile.parse(source('hohhot.districts.gcj02.geojson'))));
write(`${out}/tests/fixtures/packs/boston`, makeBoston());
for (const preset of presets()) writeJson(`${out}/build/packs/presets`, preset.id, preset);

function write(folder: string, pack: { manifest: PackManifest; shapes: Shapes }): void {
  mkdirSync(folder, { recursive: true });
  const manifest = PackManifest.parse(pack.manifest);
  writeFileSync(`${folder}/pack.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  for (const [name, file] of Object.entries(pack.shapes)) {
    writeFileSync(`${folder}/${name}.geojson`, featureLines(file));
  }
  const whistles = whistlesOf(manifest.id);
  if (whistles) writeJson(folder, 'whistles', whistles);
  const assessment = assessmentOf(manifest, pack.shapes.grids);
  if (assessment) writeJson(folder, 'assessment', assessment);
  const parts = { whistles: whistles?.provenance ?? [], assessment: assessment?.provenance ?? [] };
  writeFileSync(`${folder}/NOTICE.md`, noticeOf(manifest, parts));
}

function writeJson(folder: string, name: string, value: unknown): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name}.json`, `${JSON.stringify(value, null, 2)}\n`);
}

/** One feature per line, for small files with readable diffs. */
function featureLines(file: Shapes[keyof Shapes]): string {
  const lines = file.features.map((feature) => JSON.stringify(feature));
  return `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`;
}
