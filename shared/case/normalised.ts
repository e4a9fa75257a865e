import type { CasePause, CaseStage, CaseStatus, DueBasis, LocationQuality } from '../contract/cases.ts';
import type { SentError } from '../contract/common.ts';
import type { PlaceWords } from '../pack/placeByWords.ts';
import type { Suspension } from './pauses.ts';

/**
 * A row of any upstream in normalised form, as the store writes it. Ids and codes are text, times are UTC ms, the location
 * is WGS-84 (CGCS2000 is treated as equal), and contact data is separate.
 */
export type NormalisedCase = {
  sourceId: string;
  status: CaseStatus;
  stage: CaseStage | null;
  categoryCode: string;
  categoryName: string;
  /** Names of 大类, 小类 and what is finer, where the upstream gives more than one. */
  categoryPath?: readonly string[];
  /** The code of the catalogue that the operator gave for the category of the upstream. */
  mappedCategory?: string;
  title: string;
  description: string | null;
  address: string | null;
  org: string | null;
  channel: string | null;
  statusNotes: string | null;
  mediaUrl: string | null;
  requestedAt: number;
  updatedAt: number | null;
  closedAt: number | null;
  /** The upstream's own limit; the pack's is computed when the case is placed. */
  upstreamDueAt: number | null;
  /** Absent where the upstream gives no times of a suspension (挂账). */
  suspension?: Suspension;
  rework: number;
  lon: number | null;
  lat: number | null;
  locationQuality: LocationQuality;
  originalLocation: { x: string; y: string; crs: string } | null;
  /** Street, community and grid as the upstream writes them; absent where it has none. */
  placeWords?: PlaceWords;
  originalTimes: Record<string, string>;
  contact: Contact | null;
  /** The row as received without contact fields, JSON text. */
  raw: string;
};

/**
 * Contact data of a citizen. It is stored in a table of its own, and shown only with a logged reason. Name, telephone, mail,
 * address and identity may hold several values, one a line (`contactValues`).
 */
export type Contact = {
  name: string | null;
  phone: string | null;
  email: string | null;
  /** Where the person lives (家庭住址, 联系地址); the place of the problem is `address` of the case. */
  address: string | null;
  /** Number of an identity card (身份证号), a passport or the like. */
  identity: string | null;
  /** The description before phone numbers in it were masked. */
  originalDescription: string | null;
};

/** A case with street, grid and limit, computed from the pack. */
export type PlacedCase = NormalisedCase & {
  street: string | null;
  grid: string | null;
  dueAt: number | null;
  dueBasis: DueBasis | null;
  /** Only where they are not those that are stored. */
  pauses?: readonly CasePause[];
};

/**
 * A row that goes into quarantine (隔离). `code` and `parameters` give the reason (`shared/errors/upstream`), `reason` is its
 * Chinese sentence. `payload`: the row as JSON text without contact fields. `sourceId`: its upstream id, where it has one.
 */
export type Refusal = {
  code: string;
  parameters: Record<string, unknown>;
  reason: string;
  sourceId: string | null;
  payload: string;
};

/**
 * The result of reading one received row. `wholeContact`: its contact data is all that there is, and none means that there
 * is none; otherwise a row without any leaves what is stored. `notes`: what was odd about the row.
 */
export type RowOutcome =
  | { ok: true; case: PlacedCase; wholeContact?: boolean; notes?: readonly SentError[] }
  | { ok: false; refusal: Refusal };

/** A row that can be stored. */
export type AcceptedRow = Extract<RowOutcome, { ok: true }>;
