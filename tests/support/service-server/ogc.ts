import { geojsonFeature } from './geojson.ts';
import { json, pageOf, type Question, type Reply } from './question.ts';

/** OGC API Features, part 1: collections, and items along links. */
export function answerOgc(question: Question): Reply {
  const { url, faults, layer, origin } = question;
  if (/\/collections\/?$/.test(url.pathname)) {
    const collections = ['cases', 'parts'].map((id) => ({ id, title: id, itemType: 'feature' }));
    return json({ collections }, false);
  }
  const limit = Number(url.searchParams.get('limit') ?? 10);
  const offset = Number(url.searchParams.get('token') ?? 0);
  const page = pageOf(question, offset, limit);
  const size = Math.min(faults.cap, limit);
  const next = `${origin}${url.pathname}?limit=${limit}&token=${offset + size}`;
  const hasNext = !faults.noPaging && (page.more || faults.ignoresOffset);
  return json(
    {
      type: 'FeatureCollection',
      features: page.rows.map((row) => geojsonFeature(row, layer.latFirst)),
      ...(faults.noTotal ? {} : { numberMatched: page.total }),
      numberReturned: page.rows.length,
      links: [{ rel: 'self', href: url.href }, ...(hasNext ? [{ rel: 'next', href: next }] : [])],
    },
    true,
  );
}
