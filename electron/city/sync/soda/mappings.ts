import { FieldMapping } from '../../../../shared/contract/sources.ts';
import { guessMapping } from '../file/guessMapping.ts';

/** Mappings of well-known 311 data sets by their four-by-four id. Field names are the published column names. */
const KNOWN: Record<string, FieldMapping> = {
  // New York City, 311 Service Requests from 2010 to Present
  'erm2-nwe9': FieldMapping.parse({
    fields: {
      id: 'unique_key',
      requestedAt: 'created_date',
      closedAt: 'closed_date',
      dueAt: 'due_date',
      updatedAt: 'resolution_action_updated_date',
      status: 'status',
      categoryCode: 'complaint_type',
      categoryName: 'complaint_type',
      title: 'descriptor',
      description: 'descriptor',
      address: ['incident_address', 'intersection_street_1', 'street_name'],
      org: ['agency_name', 'agency'],
      channel: 'open_data_channel_type',
      statusNotes: 'resolution_description',
      lon: 'longitude',
      lat: 'latitude',
      point: 'location',
    },
    closedValues: ['Closed'],
    timeFormat: 'iso',
    zone: 'America/New_York',
  }),
  // Chicago, 311 Service Requests
  'v6vf-nfxy': FieldMapping.parse({
    fields: {
      id: 'sr_number',
      requestedAt: 'created_date',
      closedAt: 'closed_date',
      updatedAt: 'last_modified_date',
      status: 'status',
      categoryCode: 'sr_short_code',
      categoryName: 'sr_type',
      address: 'street_address',
      org: 'owner_department',
      channel: 'origin',
      lon: 'longitude',
      lat: 'latitude',
      point: 'location',
    },
    closedValues: ['Completed', 'Canceled', 'Closed'],
    timeFormat: 'iso',
    zone: 'America/Chicago',
  }),
  // San Francisco, 311 Cases
  'vw6y-z8j6': FieldMapping.parse({
    fields: {
      id: 'service_request_id',
      requestedAt: 'requested_datetime',
      closedAt: 'closed_date',
      updatedAt: 'updated_datetime',
      status: 'status_description',
      categoryCode: 'service_name',
      categoryName: 'service_name',
      title: 'service_subtype',
      description: 'service_details',
      address: 'address',
      org: 'agency_responsible',
      channel: 'source',
      statusNotes: 'status_notes',
      mediaUrl: ['media_url.url', 'media_url'],
      lon: 'long',
      lat: 'lat',
      point: ['point', 'point_geom'],
    },
    closedValues: ['Closed'],
    timeFormat: 'iso',
    zone: 'America/Los_Angeles',
  }),
};

/**
 * The initial mapping of a data set: the known one, or one guessed from its column names. `missing` lists the required
 * fields that could not be guessed.
 */
export function sodaMapping(url: string, columns: string[]): { mapping: FieldMapping; missing: string[] } {
  const id = /\/([a-z0-9]{4}-[a-z0-9]{4})(?:\.json|\/|\?|$)/.exec(url)?.[1];
  const known = id === undefined ? undefined : KNOWN[id];
  if (known !== undefined) return { mapping: known, missing: [] };
  const { mapping, missing } = guessMapping(columns.map((name) => ({ name, samples: [] })));
  return { mapping: { ...mapping, timeFormat: 'iso' }, missing };
}
