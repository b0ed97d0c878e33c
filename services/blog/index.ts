import type { Payload } from 'payload';
import type { BlogContract } from '../../contracts/blog.ts';
import { listArchive } from './archive.ts';
import { findByPath } from './by-path.ts';
import { listComments } from './comments.ts';
import { createBlogIngest } from './ingest.ts';
import { getNavigation } from './navigation.ts';
import { findPost, findPublicPost, listFeed, listPosts } from './posts.ts';
import { findPreview } from './preview.ts';
import { listPublishingAuthors } from './publishing.ts';
import { findRedirect } from './redirects.ts';
import { search } from './search.ts';
import { findAnnouncement, getSiteIdentity } from './settings.ts';
import { createSharePictures } from './share-picture.ts';
import { listSitemap, listSitemaps } from './sitemap.ts';
import { findSurroundings } from './surroundings.ts';
import { findAuthor, findTag, findTagGroup, listTags } from './taxonomy.ts';

/** Posts, pages, tags and the menu. Reads as a visitor unless a class of access says otherwise. */
export function createBlogService({ payload }: { payload: Payload }): BlogContract {
  const { ingest } = createBlogIngest({ payload });
  const sharePictures = createSharePictures(payload);
  return {
    listPosts: (query) => listPosts(payload, query),
    findPost: (query) => findPost(payload, query),
    findByPath: (query) => findByPath(payload, query),
    findRedirect: (query) => findRedirect(payload, query),
    findSurroundings: (query) => findSurroundings(payload, query),
    listComments: (query) => listComments(payload, query),
    findPublicPost: (query) => findPublicPost(payload, query),
    findPreview: (query) => findPreview(payload, query),
    findSharePicture: (query) => sharePictures.find(query),
    prepareSharePicture: (command) => sharePictures.prepare(command),
    listFeed: (query) => listFeed(payload, query),
    findTag: (slug) => findTag(payload, slug),
    findTagGroup: (slug) => findTagGroup(payload, slug),
    findAuthor: (slug) => findAuthor(payload, slug),
    listArchive: () => listArchive(payload),
    listTags: () => listTags(payload),
    search: (query) => search(payload, query),
    listSitemaps: () => listSitemaps(payload),
    listSitemap: (query) => listSitemap(payload, query),
    listPublishingAuthors: ({ tx, ...query }) => listPublishingAuthors(tx, query),
    getNavigation: () => getNavigation(payload),
    findAnnouncement: (reader) => findAnnouncement(payload, reader),
    getSiteIdentity: () => getSiteIdentity(payload),
    ingest,
  };
}
