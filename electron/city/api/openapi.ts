import { z } from 'zod';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { HEAT_HEADERS } from '../../../shared/contract/figures.ts';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routes } from '../../../shared/contract/routes.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the contract. OpenAPI uses JSON Schema 2020-12, which zod generates. */
export function openapiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  /** Schemas that refer to themselves, by name. */
  const named: Json = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route, named) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'CityWhistle 城哨', version, description: '城市治理指挥中心控制台的本机服务接口。' },
    paths,
    components: {
      schemas: { ...named, Error: schemaOf(ErrorBody, 'output', named) },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
    security: [{ token: [] }],
  };
}

function operation(name: string, route: Route, named: Json): Json {
  const failure = {
    description: '未成功',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  };
  return {
    operationId: name,
    summary: route.summary,
    parameters: [...pathParameters(route.path), ...queryParameters(route.query, named)],
    ...(route.consumes === 'nothing' ? {} : { requestBody: requestBody(route, named) }),
    responses: { [route.status]: successResponse(route, named), '4XX': failure, '503': failure },
  };
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodType, named: Json): Json[] {
  const { properties, required } = z
    .object({
      properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
      required: z.array(z.string()).default([]),
    })
    .parse(schemaOf(query, 'input', named));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function requestBody(route: Route, named: Json): Json {
  const content =
    route.consumes === 'bytes'
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: schemaOf(route.body, 'input', named) } };
  return { required: true, content };
}

function successResponse(route: Route, named: Json): Json {
  switch (route.produces) {
    case 'nothing':
      return { description: '已完成' };
    case 'floats':
      return {
        description: route.summary,
        headers: Object.fromEntries(
          Object.values(HEAT_HEADERS).map((name) => [name, { schema: { type: 'number' } }]),
        ),
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      };
    case 'columns':
      return {
        description: route.summary,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      };
    case 'bytes':
      return {
        description: route.summary,
        content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
      };
    case 'events':
      return {
        description: route.summary,
        content: { 'text/event-stream': { schema: schemaOf(route.response, 'output', named) } },
      };
    case 'json':
      return {
        description: route.summary,
        content: { 'application/json': { schema: schemaOf(route.response, 'output', named) } },
      };
  }
}

/** The schemas that it names are added to `named`, to which the document's references then point. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', named: Json): Json {
  const text = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
  const {
    $schema: _,
    '~standard': __,
    $defs = {},
    ...rest
  } = AnySchema.parse(JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')));
  Object.assign(named, $defs);
  return rest;
}

const AnySchema = z.looseObject({ $defs: z.record(z.string(), z.unknown()).optional() });
