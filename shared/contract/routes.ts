import { z } from 'zod';
import { assessmentRoutes } from './routes/assessments.ts';
import { basemapRoutes } from './routes/basemaps.ts';
import { caseRoutes } from './routes/cases.ts';
import { cityRoutes } from './routes/city.ts';
import { handoverRoutes } from './routes/handover.ts';
import { layerRoutes } from './routes/layers.ts';
import { meetingRoutes } from './routes/meetings.ts';
import { orderRoutes } from './routes/orders.ts';
import { outboxRoutes } from './routes/outbox.ts';
import { peopleRoutes } from './routes/people.ts';
import { get, NoQuery, type Route } from './routes/route.ts';
import { sourceRoutes } from './routes/sources.ts';
import { whistleRoutes } from './routes/whistles.ts';
import { CityEvent } from './status.ts';

/** Every route of the service; the one place beside `routes/` where paths are written. */
export const routes = {
  ...cityRoutes,
  ...caseRoutes,
  ...sourceRoutes,
  ...outboxRoutes,
  ...peopleRoutes,
  ...whistleRoutes,
  ...handoverRoutes,
  ...orderRoutes,
  ...basemapRoutes,
  ...layerRoutes,
  ...assessmentRoutes,
  ...meetingRoutes,
  events: { ...get('/api/events', '事件流：init 后接增量', NoQuery, CityEvent), produces: 'events' },
  openapi: get('/api/openapi.json', '由契约生成的接口说明', NoQuery, z.record(z.string(), z.unknown())),
} as const satisfies Record<string, Route>;
