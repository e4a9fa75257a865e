import { takeSnapshot } from '../../../electron/city/assessments/takeSnapshot.ts';
import { openFactReader } from '../../../electron/city/store/factReader.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { createSnapshotFiles } from '../../../electron/city/store/snapshotFiles.ts';
import { basisOf } from '../../../shared/assessment/basis.ts';
import { comparedMoments } from '../../../shared/assessment/periods.ts';
import { whistlePack } from '../whistles/support.ts';
import { FEBRUARY, MONDAY } from './support.ts';

/** Run by story.test.ts in another time zone: freezes February. argv: data folder, folder for the snapshot. */
const [dataDir = '', into = ''] = process.argv.slice(2);
const { manifest } = whistlePack();
const ref = await takeSnapshot(
  () => openFactReader(databasePath(dataDir), null, (word) => word),
  createSnapshotFiles(into),
  {
    format: 1,
    pack: { id: manifest.id, version: manifest.version },
    zone: manifest.zone,
    moments: comparedMoments(FEBRUARY, FEBRUARY.to, manifest.zone),
    basis: basisOf(manifest, null),
    calendar: { working: manifest.working, years: [], daysOff: [] },
    people: [],
    names: {},
    frozenAt: MONDAY,
  },
);
console.log(JSON.stringify({ ...ref, zone: Intl.DateTimeFormat().resolvedOptions().timeZone }));
