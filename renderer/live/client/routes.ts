import { routes as contract } from '../../../shared/contract/routes.ts';

const withId = (path: string) => (id: string | number) => path.replace(':id', encodeURIComponent(id));

/** Paths that the windows ask for, as the contract writes them. Relative: the host may be a scheme or a port. */
export const routes = {
  status: contract.status.path,
  summary: contract.summary.path,
  cases: contract.cases.path,
  case: withId(contract.case.path),
  heat: contract.heat.path,
  grids: contract.grids.path,
  gridCounts: contract.gridCounts.path,
  histogram: contract.histogram.path,
  points: contract.points.path,
  pack: contract.pack.path,
  quarantine: contract.quarantine.path,
  quarantineRetry: withId(contract.retryQuarantine.path),
  sources: contract.sources.path,
  source: withId(contract.source.path),
  sourceSync: withId(contract.syncSource.path),
  probe: contract.probe.path,
  preview: contract.preview.path,
  uploads: contract.upload.path,
  imports: contract.imports.path,
  import: withId(contract.importJob.path),
  events: contract.events.path,
};
