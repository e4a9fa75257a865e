import { AssessmentRules } from '../../../../shared/pack/assessment.ts';
import type { GridFile, PackManifest } from '../../../../shared/pack/schema.ts';
import { dongchengAssessment } from './dongcheng.ts';
import { hohhotAssessment } from './hohhot.ts';
import { qinhuaiAssessment } from './qinhuai.ts';
import { suzhouAssessment } from './suzhou.ts';
import type { Units } from './units.ts';

type Own = (units: Units) => Omit<AssessmentRules, 'format'>;

const BY_PACK: Readonly<Record<string, Own>> = {
  'beijing-dongcheng': dongchengAssessment,
  hohhot: hohhotAssessment,
  'nanjing-qinhuai': qinhuaiAssessment,
  'suzhou-anhui': suzhouAssessment,
};

/** Content of `assessment.json` of a pack; null for one that scores nobody. */
export function assessmentOf(manifest: PackManifest, grids: GridFile): AssessmentRules | null {
  const own = BY_PACK[manifest.id];
  if (own === undefined) return null;
  const units: Units = {
    orgs: (kind) => manifest.orgs.filter((org) => org.kind === kind).map(({ code }) => code),
    grids: grids.features.map(({ properties }) => properties.code),
  };
  return AssessmentRules.parse({ format: 1, ...own(units) });
}
