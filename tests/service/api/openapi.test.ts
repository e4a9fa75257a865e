import { expect, it } from 'vitest';
import { openapiDocument } from '../../../electron/city/api/openapi.ts';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routes } from '../../../shared/contract/routes.ts';

// Through JSON, as it goes over the wire.
const document = JSON.parse(JSON.stringify(openapiDocument('1.2.3')));

it.each(Object.entries<Route>(routes))('describes %s', (name, route) => {
  const operation = document.paths[route.path.replace(/:(\w+)/g, '{$1}')][route.method.toLowerCase()];
  expect(operation.operationId).toBe(name);
  expect(operation.summary).toBe(route.summary);
  const success = operation.responses[String(route.status)];
  if (route.produces === 'json') {
    const schema = success.content['application/json'].schema;
    expect(Object.keys(schema).length).toBeGreaterThan(0);
  }
  expect(operation.requestBody === undefined).toBe(route.consumes === 'nothing');
  for (const [, parameter] of route.path.matchAll(/:(\w+)/g))
    expect(operation.parameters).toContainEqual(
      expect.objectContaining({ name: parameter, in: 'path', required: true }),
    );
});

it('names every filter of the queue as a text parameter, and what heat cannot do without', () => {
  const cases = document.paths['/api/cases'].get.parameters;
  expect(cases.map((p: { name: string }) => p.name)).toEqual(
    expect.arrayContaining([
      'bbox',
      'from',
      'to',
      'status',
      'category',
      'org',
      'grid',
      'source',
      'overdue',
      'q',
      'sort',
      'cursor',
      'limit',
    ]),
  );
  const heat = document.paths['/api/heat'].get.parameters;
  expect(heat.filter((p: { required: boolean }) => p.required).map((p: { name: string }) => p.name)).toEqual([
    'bbox',
  ]);
});

it('refers to nothing that is not there', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );
  expect(references.length).toBeGreaterThan(0);
  for (const reference of new Set(references)) {
    const found = reference.split('/').reduce<unknown>((node, key) => {
      return typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined;
    }, document);
    expect(found, reference).toBeDefined();
  }
});
