import type { CollectionConfig } from 'payload';
import { editors, editorsOrOwnAuthor, nobody, staff, staffOrPublished } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import type { Doc } from '../shared/emits.ts';
import { refuseStale } from './publication.conflict.ts';
import { publicationFields, publicationPaths } from './publication.fields.ts';
import { derivePublic, fillSlug } from './publication.hooks.ts';
import { toOwnPreview } from './publication.preview.ts';

/** Posts and pages differ in where they are listed, not in what they are. */
export function definePublication(own: {
  slug: 'posts' | 'pages';
  labels: { singular: string; plural: string };
  description: string;
  fields?: CollectionConfig['fields'];
}): CollectionConfig {
  return defineCollection({
    queryable: publicationPaths,
    emits: { cacheTags: (doc) => toCacheTags(own.slug, doc), isPublic: isForAll, isOut: (doc) => isForAll(doc) && isDue(doc) },
    collection: {
      slug: own.slug,
      labels: own.labels,
      access: {
        create: staff,
        read: staffOrPublished,
        update: editorsOrOwnAuthor,
        delete: editors,
        readVersions: staff,
        admin: nobody,
        unlock: nobody,
      },
      admin: {
        group: 'Blog',
        description: own.description,
        useAsTitle: 'title',
        defaultColumns: ['title', '_status', 'visibility', 'authors', 'publishedAt', 'wordCount'],
        listSearchableFields: ['title', 'slug'],
        preview: (doc, { req }) => toOwnPreview(own.slug, doc.id, req),
        livePreview: {
          url: ({ data, req }) => toOwnPreview(own.slug, data.id, req),
          breakpoints: [{ name: 'phone', label: 'Phone', width: 390, height: 844 }],
        },
        components: {
          beforeListTable: ['/collections/blog/quick-filters.tsx#QuickFilters'],
          edit: {
            beforeDocumentControls: ['/collections/blog/preview-switch.tsx#PreviewSwitch'],
            PublishButton: '/collections/blog/publish-button.tsx#PublishButton',
          },
        },
      },
      defaultSort: '-publishedAt',
      versions: { drafts: { autosave: { interval: 2000 }, schedulePublish: true }, maxPerDoc: 50 },
      hooks: { beforeValidate: [refuseStale, fillSlug], beforeChange: [derivePublic] },
      fields: [...publicationFields, ...(own.fields ?? [])],
    },
  });
}

function isForAll(doc: Doc): boolean {
  return doc._status === 'published' && doc.visibility === 'public' && doc.emailOnly !== true;
}

/** What has a date to come is published, and yet on no page. */
function isDue({ publishedAt }: Doc): boolean {
  return typeof publishedAt === 'string' && Date.parse(publishedAt) <= Date.now();
}

function toCacheTags(slug: 'posts' | 'pages', doc: Doc): string[] {
  return [
    `${slug}:${doc.id}`,
    slug,
    ...toIds(doc.tags).map((id) => `tags:${id}`),
    ...toIds(doc.authors).map((id) => `users:${id}`),
    ...(slug === 'pages' ? ['menu'] : []),
  ];
}

function toIds(related: unknown): string[] {
  return Array.isArray(related) ? related.map((one: unknown) => String((one as { id?: unknown } | null)?.id ?? one)) : [];
}
