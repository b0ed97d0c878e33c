import type { Access, Where } from 'payload';
import { editors, hasRole, nobody, rule, staffField } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { sourceFields } from '../shared/source.fields.ts';

const publishedOfPublicPosts: Access = rule(({ req }: Parameters<Access>[0]): boolean | Where => {
  if (hasRole(req, 'admin', 'editor', 'author')) return true;
  return {
    and: [
      { status: { equals: 'published' } },
      { 'post._status': { equals: 'published' } },
      { 'post.visibility': { equals: 'public' } },
      { 'post.emailOnly': { not_equals: true } },
      { 'post.publishedAt': { less_than_equal: new Date().toISOString() } },
    ],
  };
});

/**
 * What people say below a post: members, and people of the fediverse (`actor`), in one thread of two
 * levels. `parent` is the comment that began the thread, `inReplyTo` the one that is answered in it.
 */
export const comments = defineCollection({
  queryable: ['post', 'parent'],
  emits: { cacheTags: (doc) => [`comments:${toId(doc.post)}`], isPublic: (doc) => doc.status === 'published' },
  collection: {
    slug: 'comments',
    access: {
      create: nobody,
      read: publishedOfPublicPosts,
      update: editors,
      delete: editors,
      readVersions: nobody,
      admin: nobody,
      unlock: nobody,
    },
    admin: {
      group: 'Blog',
      description: 'What readers said. Hide what should not stand here; a deleted one keeps its place while it has answers.',
      useAsTitle: 'text',
      defaultColumns: ['text', 'authorName', 'post', 'status', 'createdAt'],
      listSearchableFields: ['text', 'authorName'],
    },
    defaultSort: '-createdAt',
    fields: [
      { name: 'text', type: 'textarea', required: true, maxLength: 10_000 },
      { name: 'html', type: 'textarea', admin: { hidden: true } },
      {
        name: 'status',
        type: 'select',
        required: true,
        defaultValue: 'pending',
        index: true,
        options: [
          { label: 'Published', value: 'published' },
          { label: 'To be checked', value: 'pending' },
          { label: 'Hidden', value: 'hidden' },
          { label: 'Spam', value: 'spam' },
          { label: 'Deleted', value: 'deleted' },
        ],
        admin: { position: 'sidebar' },
      },
      {
        name: 'post',
        type: 'relationship',
        relationTo: 'posts',
        required: true,
        index: true,
        admin: { position: 'sidebar', readOnly: true },
      },
      { name: 'parent', type: 'relationship', relationTo: 'comments', index: true, admin: { position: 'sidebar', readOnly: true } },
      { name: 'inReplyTo', type: 'relationship', relationTo: 'comments', admin: { position: 'sidebar', readOnly: true } },
      {
        name: 'author',
        type: 'relationship',
        relationTo: 'users',
        index: true,
        access: { read: staffField },
        admin: { position: 'sidebar', readOnly: true, description: 'Empty when the person is gone or of the fediverse.' },
      },
      { name: 'authorName', type: 'text', maxLength: 191, admin: { position: 'sidebar', readOnly: true } },
      {
        name: 'actor',
        type: 'text',
        index: true,
        admin: { position: 'sidebar', readOnly: true, description: 'Address of the fediverse actor who wrote it.' },
      },
      { name: 'actorHandle', type: 'text', admin: { position: 'sidebar', readOnly: true } },
      { name: 'objectUrl', type: 'text', unique: true, admin: { hidden: true } },
      { name: 'editedAt', type: 'date', admin: { position: 'sidebar', readOnly: true } },
      { name: 'pinned', type: 'checkbox', defaultValue: false, admin: { position: 'sidebar', description: 'Stands first.' } },
      ...sourceFields,
    ],
  },
});

function toId(related: unknown): string {
  return String((related as { id?: unknown } | null)?.id ?? related);
}
