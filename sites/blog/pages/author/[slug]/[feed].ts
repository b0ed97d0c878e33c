import type { APIRoute } from 'astro';
import { answerFeed } from '../../../features/feeds/answer.ts';

/** `/author/<slug>/rss.xml`, `atom.xml` and `feed.json`. */
export const GET: APIRoute = async (context) => {
  const { slug = '', feed = '' } = context.params;
  const author = await context.locals.services.blog.findAuthor(slug);
  if (!author) return new Response(null, { status: 404 });
  const path = `/author/${encodeURIComponent(author.slug)}/`;
  return answerFeed(context, {
    file: feed,
    path,
    title: author.name,
    description: author.bio,
    author: author.slug,
    tags: [`users:${author.id}`],
  });
};
