import type { PostCard, SiteIdentity, TagCard } from '../../../contracts/blog.ts';
import type { SitemapEntry } from '../../../contracts/blog-pages.ts';
import type { SiteName } from '../../../contracts/shared.ts';

/** What a machine may read here, in the words of https://llmstxt.org: a title, a sentence, and lists of links. */
export function toLlms(of: {
  identity: SiteIdentity;
  origin: string;
  origins: Readonly<Record<SiteName, string>>;
  pages: readonly SitemapEntry[];
  tags: readonly TagCard[];
  posts: readonly PostCard[];
}): string {
  const { identity, origin, origins, pages, tags, posts } = of;
  const link = (words: string, path: string, about?: string | null) =>
    `- [${toWords(words)}](${new URL(path, origin).href})${about ? `: ${toWords(about)}` : ''}`;
  const section = (title: string, lines: readonly string[]) => (lines.length > 0 ? [`## ${title}`, '', ...lines, ''] : []);
  return [
    `# ${toWords(identity.title)}`,
    '',
    ...(identity.description ? [`> ${toWords(identity.description)}`, ''] : []),
    ...section(
      'Posts',
      posts.map(({ title, path, excerpt, visibility }) =>
        link(title, path, visibility === 'public' ? excerpt : 'In part for members only.'),
      ),
    ),
    ...section(
      'Subjects',
      tags.map(({ name, slug, description }) => link(name, `/tag/${encodeURIComponent(slug)}/`, description)),
    ),
    ...section(
      'Pages',
      pages.map(({ path }) => link(decodeURIComponent(path.replaceAll('/', '')), path)),
    ),
    ...section('Elsewhere here', [
      link('Whole texts of the newest posts', '/feed.json'),
      link('Everything by month', '/archive/'),
      link('Map of all addresses', '/sitemap.xml'),
      link('The shop', `${origins.market}/`),
      link('What is on', `${origins.events}/`),
    ]),
  ].join('\n');
}

/** In one line, without what Markdown would take for a link. */
function toWords(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[[\]]/g, '').trim();
}
