import type { PostPage } from '../../../contracts/blog.ts';

/** https://schema.org/Article; a gated part is marked as schema.org asks for paywalled content. */
export function toArticleData(post: PostPage, origin: string, publisher: string): Record<string, unknown> {
  return {
    '@type': post.kind === 'post' ? 'Article' : 'WebPage',
    headline: post.title,
    ...(post.excerpt ? { description: post.excerpt } : {}),
    url: new URL(post.path, origin).href,
    ...(post.publishedAt ? { datePublished: post.publishedAt } : {}),
    dateModified: post.updatedAt,
    ...(post.picture ? { image: new URL(post.picture.url, origin).href } : {}),
    author: post.authors.map(({ name, slug }) => ({ '@type': 'Person', name, url: `${origin}/author/${slug}/` })),
    publisher: { '@type': 'Organization', name: publisher },
    isAccessibleForFree: post.visibility === 'public',
  };
}
