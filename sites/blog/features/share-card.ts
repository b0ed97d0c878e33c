import type { PostPage, SiteIdentity } from '../../../contracts/blog.ts';
import type { ShareCard } from '../../shared/features/share-card.ts';

/** What other sites show of a post or page when its address is shared: what editors chose for it, else the page itself. */
export function toShareCard(post: PostPage, identity: SiteIdentity): ShareCard {
  const { sharing } = post;
  return {
    title: sharing.title ?? post.metaTitle ?? post.title,
    description: sharing.description ?? post.metaDescription ?? post.excerpt ?? identity.description,
    picture: sharing.picture ?? sharing.made?.picture ?? post.picture ?? identity.sharing.picture,
    twitterTitle: sharing.twitterTitle,
    twitterDescription: sharing.twitterDescription,
    twitterPicture: sharing.twitterPicture,
    article:
      post.kind === 'post'
        ? {
            publishedAt: post.publishedAt,
            updatedAt: post.updatedAt,
            authors: post.authors.map(({ slug }) => `/author/${encodeURIComponent(slug)}/`),
            tags: post.tags.map(({ name }) => name),
          }
        : null,
  };
}
