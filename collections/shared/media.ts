import { anyone, editors, nobody, staff } from './access.ts';
import { defineCollection } from './define.ts';

/** Pictures and files that editors upload; each says what it shows. `folder` is where they are kept. */
export const defineMedia = (folder: string) =>
  defineCollection({
    queryable: ['filename', 'mimeType', 'alt'],
    emits: { cacheTags: (doc) => [`media:${doc.id}`], isPublic: () => true },
    collection: {
      slug: 'media',
      access: { create: staff, read: anyone, update: staff, delete: editors, readVersions: nobody, admin: nobody, unlock: nobody },
      admin: {
        group: 'Shared',
        description: 'Pictures and files. Everything here is public.',
        defaultColumns: ['filename', 'alt', 'mimeType', 'updatedAt'],
      },
      upload: {
        staticDir: folder,
        mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif', 'application/pdf', 'audio/mpeg', 'video/mp4'],
        focalPoint: true,
        imageSizes: [
          { name: 'small', width: 480, withoutEnlargement: true, formatOptions: { format: 'webp', options: { quality: 78 } } },
          { name: 'large', width: 1280, withoutEnlargement: true, formatOptions: { format: 'webp', options: { quality: 80 } } },
        ],
        adminThumbnail: 'small',
      },
      fields: [
        { name: 'alt', type: 'text', required: true, admin: { description: 'What the picture shows, for those who cannot see it.' } },
        { name: 'caption', type: 'text' },
      ],
    },
  });
