import type { PostCard, PostPage, SiteIdentity } from '../../../contracts/blog.ts';

/** What search engines read of a page (https://schema.org), as one graph whose parts name each other. */
export type Graph = Readonly<Record<string, unknown>>;

export interface Crumb {
  readonly name: string;
  readonly path: string;
}

/** A post or page: who runs the site, where the page stands in it, and the text itself (structured data for paywalled content, too). */
export function toPostGraph(post: PostPage, identity: SiteIdentity, origin: string): Graph {
  const url = new URL(post.path, origin).href;
  const [tag] = post.tags;
  const crumbs = [
    { name: identity.title, path: '/' },
    ...(tag ? [{ name: tag.name, path: `/tag/${encodeURIComponent(tag.slug)}/` }] : []),
    { name: post.title, path: post.path },
  ];
  const isPost = post.kind === 'post';
  const text = {
    '@type': isPost ? 'BlogPosting' : 'WebPage',
    '@id': `${url}#text`,
    ...(isPost ? { headline: post.title, mainEntityOfPage: url } : { name: post.title }),
    url,
    ...describe(post.metaDescription ?? post.excerpt),
    ...(post.publishedAt ? { datePublished: post.publishedAt } : {}),
    dateModified: post.updatedAt,
    inLanguage: post.language ?? identity.locale,
    ...(post.picture ? { image: toImage(post.picture, origin) } : {}),
    ...(post.authors.length > 0
      ? {
          author: post.authors.map(({ name, slug }) => ({ '@type': 'Person', name, url: `${origin}/author/${encodeURIComponent(slug)}/` })),
        }
      : {}),
    ...(post.tags.length > 0 ? { keywords: post.tags.map(({ name }) => name).join(', ') } : {}),
    ...(post.comments > 0 ? { commentCount: post.comments, discussionUrl: `${url}#comments` } : {}),
    publisher: { '@id': `${origin}/#organization` },
    isAccessibleForFree: post.visibility === 'public',
    ...(post.visibility === 'public' ? {} : { hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.gate' } }),
  };
  return { '@graph': [toOrganization(identity, origin), toBreadcrumbs(crumbs, origin), text] };
}

/** A list of posts: the front page, a subject, a person, a month. */
export function toListGraph(
  list: { name: string; description?: string | null; path: string; posts: readonly PostCard[]; about?: Graph },
  identity: SiteIdentity,
  origin: string,
): Graph {
  const url = new URL(list.path, origin).href;
  const isFront = list.path === '/';
  const page = {
    '@type': isFront ? 'Blog' : 'CollectionPage',
    '@id': `${url}#list`,
    name: list.name,
    url,
    ...describe(list.description),
    inLanguage: identity.locale,
    publisher: { '@id': `${origin}/#organization` },
    ...(list.about ? { about: list.about } : {}),
    mainEntity: {
      '@type': 'ItemList',
      itemListElement: list.posts.map((post, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        name: post.title,
        url: new URL(post.path, origin).href,
      })),
    },
  };
  const crumbs = [{ name: identity.title, path: '/' }, ...(isFront ? [] : [{ name: list.name, path: list.path }])];
  return { '@graph': [toOrganization(identity, origin), ...(isFront ? [] : [toBreadcrumbs(crumbs, origin)]), page] };
}

function toOrganization(identity: SiteIdentity, origin: string): Graph {
  return {
    '@type': 'Organization',
    '@id': `${origin}/#organization`,
    name: identity.title,
    url: `${origin}/`,
    ...describe(identity.description),
    ...(identity.logo ? { logo: toImage(identity.logo, origin) } : {}),
    ...(identity.links.length > 0 ? { sameAs: identity.links.map(({ url }) => url) } : {}),
  };
}

function toBreadcrumbs(crumbs: readonly Crumb[], origin: string): Graph {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: new URL(path, origin).href,
    })),
  };
}

function toImage(picture: { url: string; width?: number; height?: number; alt: string }, origin: string): Graph {
  const { width, height, alt } = picture;
  return {
    '@type': 'ImageObject',
    url: new URL(picture.url, origin).href,
    ...(width && height ? { width, height } : {}),
    ...(alt ? { caption: alt } : {}),
  };
}

function describe(words: string | null | undefined): { description?: string } {
  return words ? { description: words } : {};
}

/** Somebody who writes. */
export function toPerson(
  author: {
    name: string;
    slug: string;
    bio: string | null;
    website: string | null;
    links: readonly string[];
    picture: { url: string } | null;
  },
  origin: string,
): Graph {
  const same = [...(author.website ? [author.website] : []), ...author.links];
  return {
    '@type': 'Person',
    name: author.name,
    url: `${origin}/author/${encodeURIComponent(author.slug)}/`,
    ...describe(author.bio),
    ...(author.picture ? { image: new URL(author.picture.url, origin).href } : {}),
    ...(same.length > 0 ? { sameAs: same } : {}),
  };
}
