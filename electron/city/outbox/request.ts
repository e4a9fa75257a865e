import type { SourceConfig } from '../../../shared/contract/sources.ts';
import { ActionTemplate, type UpstreamAction } from '../../../shared/contract/writeBack.ts';
import { type Filling, formOf, renderReadBack, renderRequest } from '../../../shared/outbox/render.ts';
import type { StoredMessage } from '../store/outboxTable.ts';
import { checkAddress } from '../sync/http/address.ts';
import { baseOf } from '../sync/open311/request.ts';

/** A source that can be written to. */
export type WritableConfig = Extract<SourceConfig, { kind: 'open311' | 'rest' }>;

export type WriteRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  url: string;
  headers: Record<string, string>;
  body: string | null;
};

/**
 * How a source is told of an action: its own template, or the one built in. Null: it cannot be told. `standard`: an order
 * (新建工单) by GeoReport v2 (`POST /requests`), whose answer has a number, or a token for which the number is given later.
 */
export function templateOf(
  config: WritableConfig,
  action: UpstreamAction,
): { template: ActionTemplate; standard: boolean } | null {
  const own = config.writeBack?.actions[action];
  if (own !== undefined) return { template: own, standard: false };
  if (config.kind !== 'open311' || action !== 'create' || config.writeBack === undefined) return null;
  const template = ActionTemplate.parse({
    path: `requests.${config.dialect.format}`,
    format: 'form',
    body: {
      service_code: config.writeBack.serviceCode,
      lat: '{{whistle.lat}}',
      long: '{{whistle.lon}}',
      address_string: '{{whistle.address}}',
      description: '{{whistle.subject}}\n{{event.text}}',
    },
  });
  return { template, standard: true };
}

/** How a message is told, as the sources are configured now; null: it cannot be. */
export function templateAmong(
  configs: readonly SourceConfig[],
  { source, action }: Pick<StoredMessage, 'source' | 'action'>,
): ActionTemplate | null {
  const config = configs.find(({ id }) => id === source);
  const writable = config?.kind === 'open311' || config?.kind === 'rest';
  return writable ? (templateOf(config, action)?.template ?? null) : null;
}

/** Whether an upstream that is told like this can itself tell if it has a message: by the key, or when it is asked. */
export function canTell({ key, readBack }: ActionTemplate): boolean {
  return key !== null || readBack !== null;
}

/**
 * How long a message in doubt has to wait at `now` (UTC ms) until the upstream may be asked whether it has it, ms; 0 where
 * nothing is asked. Counted from the last attempt, and never longer than the mapping says: the clock may have been set back.
 */
export function waitBeforeAsking(
  { doubt, lastAttemptAt }: Pick<StoredMessage, 'doubt' | 'lastAttemptAt'>,
  { key, readBack }: ActionTemplate,
  now: number,
): number {
  if (!doubt || key !== null || readBack === null || lastAttemptAt === null) return 0;
  const after = readBack.afterSeconds * 1000;
  return Math.min(after, Math.max(0, lastAttemptAt + after - now));
}

/** The request of a template. `secret`: the key of an Open311 source, which the standard wants in the form; null: none. */
export function requestFor(
  config: WritableConfig,
  template: ActionTemplate,
  filling: Filling,
  secret: string | null,
): WriteRequest {
  const { method, path, query, headers, contentType, body } = renderRequest(template, filling);
  const keyed =
    secret === null ? body : [formOf({ [config.auth.name]: secret }), body].filter((part) => part).join('&');
  return {
    method,
    url: urlOf(config, path, query),
    headers: { accept: acceptOf(config), ...headers, 'content-type': contentType },
    body: keyed,
  };
}

/** The question whether a message arrived, with the values that say so. */
export function readBackFor(
  config: WritableConfig,
  readBack: NonNullable<ActionTemplate['readBack']>,
  filling: Filling,
): { request: WriteRequest; values: string[] } {
  const { path, query, values } = renderReadBack(readBack, filling);
  const request = { method: 'GET' as const, url: urlOf(config, path, query), headers: {}, body: null };
  return { request: { ...request, headers: { accept: acceptOf(config) } }, values };
}

/** The question for the number of an order that was taken under a token. */
export function tokenRequest(config: WritableConfig, token: string): WriteRequest {
  const format = config.kind === 'open311' ? config.dialect.format : 'json';
  const url = urlOf(config, `tokens/${encodeURIComponent(token)}.${format}`, []);
  return { method: 'GET', url, headers: { accept: acceptOf(config) }, body: null };
}

function acceptOf(config: WritableConfig): string {
  const xml = config.kind === 'open311' && config.dialect.format === 'xml';
  return xml ? 'text/xml, application/xml' : 'application/json';
}

/** Always on the host of the source: a key is never sent elsewhere. */
function urlOf(config: WritableConfig, path: string, query: readonly [string, string][]): string {
  const base = config.kind === 'open311' ? baseOf(config.url) : withoutQuery(config.url);
  const url = new URL(path.startsWith('/') ? `${new URL(base).origin}${path}` : `${base}/${path}`);
  if (config.kind === 'open311' && config.jurisdiction !== null)
    url.searchParams.set('jurisdiction_id', config.jurisdiction);
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url.href;
}

function withoutQuery(address: string): string {
  const url = checkAddress(address);
  url.search = '';
  url.hash = '';
  return url.href.endsWith('/') ? url.href.slice(0, -1) : url.href;
}
