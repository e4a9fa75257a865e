import type { z } from 'zod';
import type { Route } from '../../../shared/contract/routes/route.ts';

/** Names of a query that have to be given, as the contract reads them. */
type RequiredNames<In> = { [K in keyof In]-?: undefined extends In[K] ? never : K }[keyof In];
type Value<T> = NonNullable<T> extends readonly (infer Item)[] ? readonly Item[] : NonNullable<T>;
type Values<In, Out> = {
  readonly [K in keyof Out & RequiredNames<In>]: Value<Out[K]>;
} & {
  readonly [K in Exclude<keyof Out, RequiredNames<In>>]?: Value<Out[K]> | null | undefined;
};

/**
 * The query of a route as code holds it: lists as arrays, times in UTC ms, flags as booleans. What is absent, null or
 * empty is left out of the URL.
 */
export type QueryOf<R extends Route> = Values<z.input<R['query']>, z.output<R['query']>>;

type IdPart<R extends Route> = R['path'] extends `${string}:id${string}`
  ? { readonly id: string | number }
  : { readonly id?: never };
type QueryPart<R extends Route> = string extends keyof z.output<R['query']>
  ? // An object without fields.
    { readonly query?: never }
  : [RequiredNames<z.input<R['query']>>] extends [never]
    ? { readonly query?: QueryOf<R> }
    : { readonly query: QueryOf<R> };
type BodyPart<R extends Route> = R['consumes'] extends 'bytes'
  ? { readonly body: Blob }
  : [z.input<R['body']>] extends [undefined]
    ? { readonly body?: never }
    : { readonly body: z.input<R['body']> };

/** The parameters of a request; the URL is made of the first two. */
export type RequestOf<R extends Route> = IdPart<R> & QueryPart<R> & BodyPart<R>;

/** What a route answers: JSON by its schema, a file with its headers, or numbers with their headers. */
export type ResponseOf<R extends Route> = R['produces'] extends 'bytes'
  ? { file: Blob; headers: Headers }
  : R['produces'] extends 'floats' | 'columns'
    ? { bytes: ArrayBuffer; headers: Headers }
    : z.output<R['response']>;
