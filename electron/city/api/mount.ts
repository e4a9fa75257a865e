import type { Hono } from 'hono';
import type { z } from 'zod';
import type { Route } from '../../../shared/contract/routes/route.ts';
import type { Logger } from '../ports.ts';
import { ApiError } from './apiError.ts';
import { jsonResponse } from './jsonResponse.ts';
import type { ReadGate } from './readGate.ts';
import { readJson, readQuery } from './readRequest.ts';
import type { SentFrom } from './sentFrom.ts';
import { admitWindow } from './windowRole.ts';
import type { Note, WriteGate } from './writeGate.ts';

/** Characters of the `:id` of a path. Numbers of upstreams are at most some hundred characters long. */
const MAX_ID = 2000;

/** The input of a handler, parsed by the schemas of the contract. */
export type HandlerInput<Q extends z.ZodType, B extends z.ZodType> = {
  query: z.output<Q>;
  /** Undefined where the route takes no JSON. */
  body: z.output<B>;
  /** The `:id` of the path, decoded; empty where the path has none. */
  id: string;
  request: Request;
  /** Network address of the sender; empty where the host knows none. */
  remote: string;
  /** Whether the sender may read this now; asked again by answers that outlive a session. */
  mayRead(): boolean;
  /**
   * Asks again whether the sender may write this, before what took its time is kept or sent; already done once the body is
   * read. @throws ApiError 401, 403
   */
  confirm(): void;
  /** Says in the audit line what a route that writes was about. Without it, the line has the `:id` of the path. */
  note: Note;
};

/** The router, and whether answers must match the contract. */
export type Mount = {
  app: Hono<{ Bindings: SentFrom }>;
  logger: Logger;
  /** Tests and development: an answer that breaks the contract is a failure. Otherwise it is logged and sent. */
  strictAnswers: boolean;
  reads: ReadGate;
  writes: WriteGate;
};

/** Mounts a route that answers JSON. The answer is parsed by the contract's schema, which drops any other field. */
export function mountJson<Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  mount: Mount,
  route: Route<Q, B, A>,
  handle: (input: HandlerInput<Q, B>) => Promise<z.input<A>> | z.input<A>,
): void {
  mountRaw(mount, route, async (input) => {
    const answer = await handle(input);
    if (route.produces === 'nothing')
      return new Response(null, { status: route.status, headers: { 'Cache-Control': 'no-store' } });
    const checked = route.response.safeParse(answer);
    if (!checked.success) {
      const where = { route: `${route.method} ${route.path}`, issues: checked.error.issues.slice(0, 5) };
      mount.logger.error(where, 'answer breaks the contract');
      if (mount.strictAnswers) throw new Error(`answer of ${where.route} breaks the contract`);
    }
    return jsonResponse(checked.success ? checked.data : answer, route.status);
  });
}

/** Mounts a route whose handler builds the whole answer itself (bytes, streams, cached text). */
export function mountRaw<Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  mount: Mount,
  route: Route<Q, B, A>,
  handle: (input: HandlerInput<Q, B>) => Promise<Response> | Response,
): void {
  mount.app.on(route.method, route.path, async (context) => {
    const request = context.req.raw;
    const id = context.req.param('id') ?? '';
    if (id.length > MAX_ID)
      throw new ApiError(400, 'bad-query', {
        fields: [{ path: 'id', code: 'too-long', parameters: { length: id.length, most: MAX_ID } }],
      });
    const from = context.env;
    mount.reads.admit(route, request, from);
    admitWindow(route, request);
    const act = mount.writes.admit(route, request, id);
    const query = readQuery(route.query, new URL(request.url));
    const body =
      route.consumes === 'json' ? await readJson(route.body, request) : route.body.parse(undefined);
    const mayRead = () => mount.reads.mayRead(route, request, from);
    const { note, confirm } = act;
    return act.run(() => {
      confirm();
      return handle({ query, body, id, request, remote: from.remote ?? '', mayRead, note, confirm });
    });
  });
}
