/** A service request as stored by the upstream; a dialect determines its format. Times UTC ms. */
export type ServerRow = {
  id: string;
  status: 'open' | 'closed';
  serviceCode: string;
  serviceName: string;
  description: string;
  statusNotes: string;
  agency: string;
  address: string;
  zipcode: string;
  lat: number;
  lon: number;
  requestedAt: number;
  updatedAt: number;
  expectedAt: number | null;
};

/** A few hundred rows for tests that need no real city: one every ten minutes, codes with odd characters. */
export function makeRows(count: number, start: number): ServerRow[] {
  return Array.from({ length: count }, (_, i) => {
    const requestedAt = start + i * 600_000;
    const closed = i % 3 !== 0;
    return {
      id: String(101_000_000_000 + i),
      status: closed ? 'closed' : 'open',
      serviceCode: i % 5 === 0 ? '006' : 'Transportation - Traffic:Enforcement & Abandoned',
      serviceName: i % 5 === 0 ? 'Pothole' : 'Parking Enforcement',
      description: `row ${i} <&> "quoted"`,
      statusNotes: closed ? 'Case Resolved' : '',
      agency: 'PWDx',
      address: `${i} Main St`,
      zipcode: '',
      lat: 42.3 + (i % 100) / 2000,
      lon: -71.1 + (i % 77) / 1000,
      requestedAt,
      updatedAt: closed ? requestedAt + 3_600_000 : requestedAt,
      expectedAt: requestedAt + 86_400_000,
    };
  });
}
