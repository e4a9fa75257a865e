import type { CaseStage } from '../contract/cases.ts';
import type { PlacedCase } from './normalised.ts';

/** Parts of a case for which a list may have a column or not. `location` stands for longitude, latitude and point. */
const LIST_FIELDS = [
  ...['status', 'stage', 'closedAt', 'updatedAt', 'dueAt', 'suspension'],
  ...['categoryCode', 'categoryName', 'title', 'description', 'address', 'org', 'channel'],
  ...['location', 'street', 'community', 'grid', 'mediaUrl', 'statusNotes', 'rework'],
  ...['contactName', 'contactPhone', 'contactEmail', 'contactAddress', 'contactIdentity'],
] as const satisfies string[];
export type ListField = (typeof LIST_FIELDS)[number];

/**
 * What a list mentions of a case: a field for which it has a column → whether the cell of this row holds something; of contact
 * data, which may stand in several columns, only that there is one. A field without a column is not mentioned, which is not
 * the same as empty.
 */
export type Mentioned = ReadonlyMap<ListField, boolean>;

/**
 * A case as it is stored. `absence`: it was closed because a whole list (整表) lacked it, and had this stage before; null if
 * it was not.
 */
export type StoredCase = PlacedCase & { absence: { stage: CaseStage | null } | null };
