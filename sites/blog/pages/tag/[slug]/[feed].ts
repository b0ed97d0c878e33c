import type { APIRoute } from 'astro';
import { answerFeed } from '../../../features/feeds/answer.ts';

/** `/tag/<slug>/rss.xml`, `atom.xml` and `feed.json`. */
export const GET: APIRoute = async (context) => {
  const { slug = '', feed = '' } = context.params;
  const tag = await context.locals.services.blog.findTag(slug);
  if (!tag) return new Response(null, { status: 404 });
  const path = `/tag/${encodeURIComponent(tag.slug)}/`;
  return answerFeed(context, {
    file: feed,
    path,
    title: tag.name,
    description: tag.description,
    tag: tag.slug,
    tags: [`tags:${tag.id}`],
  });
};
