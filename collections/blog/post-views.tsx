import type { UIFieldServerProps } from 'payload';
import { toPostPaths } from '../../platform/permalinks.ts';
import { findFigures } from '../shared/admin/figures.ts';
import { Plot } from '../shared/admin/plot.tsx';

const DAYS = 28;

/** In the sidebar of a post: how it was read, by our own counts. */
export async function PostViews({ collectionSlug, data, req }: UIFieldServerProps) {
  const slug: unknown = data?.slug;
  if (typeof slug !== 'string' || !data?.publishedAt) return null;
  const [path = ''] =
    collectionSlug === 'posts'
      ? await toPostPaths(req.payload, [{ slug, publishedAt: String(data.publishedAt), authors: data.authors, tags: data.tags }])
      : [`/${encodeURIComponent(slug)}/`];
  const figures = await findFigures(req.payload, { days: DAYS, page: { site: 'blog', path } });
  return (
    <div className="field-type rose-views">
      <p>
        <strong>Views</strong>
        <span className="rose-hint">{` ${figures.total.toLocaleString('en-GB')} in ${DAYS} days`}</span>
      </p>
      {figures.total > 0 ? <Plot days={figures.days} label="Views by day" /> : null}
      {figures.referrers.length > 0 ? (
        <ul className="rose-hint">
          {figures.referrers.slice(0, 4).map(({ host, views }) => (
            <li key={host}>{`${host === '*' ? 'other sites' : host}: ${views}`}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
