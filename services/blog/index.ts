import type { Payload } from 'payload';
import type { BlogContract } from '../../contracts/blog.ts';
import { createBlogIngest } from './ingest.ts';
import { getNavigation } from './navigation.ts';
import { findPost, findPublicPost, listFeed, listPosts } from './posts.ts';
import { listPublishingAuthors } from './publishing.ts';
import { search } from './search.ts';
import { findAuthor, findTag, getSiteIdentity, listSitemap, listTags } from './taxonomy.ts';

/** Posts, pages, tags and the menu. Reads as a visitor unless a class of access says otherwise. */
export function createBlogService({ payload }: { payload: Payload }): BlogContract {
  const { ingest } = createBlogIngest({ payload });
  return {
    listPosts: (query) => listPosts(payload, query),
    findPost: (query) => findPost(payload, query),
    findPublicPost: (query) => findPublicPost(payload, query),
    listFeed: (query) => listFeed(payload, query),
    findTag: (slug) => findTag(payload, slug),
    findAuthor: (slug) => findAuthor(payload, slug),
    listTags: () => listTags(payload),
    search: (query) => search(payload, query),
    listSitemap: () => listSitemap(payload),
    listPublishingAuthors: ({ tx, ...query }) => listPublishingAuthors(tx, query),
    getNavigation: () => getNavigation(payload),
    getSiteIdentity: () => getSiteIdentity(payload),
    ingest,
  };
}
