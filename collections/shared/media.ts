import { MEDIA_TYPES } from '../../core/media-kinds.ts';
import { anyone, editors, nobody, staff } from './access.ts';
import { defineCollection } from './define.ts';
import { mediaEndpoints } from './media.endpoints.ts';
import { derivedFields, playedFields, wordFields } from './media.fields.ts';
import { toUploadHeaders } from './media.headers.ts';
import { describeFile, findPages, forgetDeleted, forgetOld, keepUsed, receiveUpload, refuseAddress, showSmall } from './media.hooks.ts';
import { filterUnused } from './media.unused.ts';

/** Pictures, films, recordings and files that editors upload. `folder` is where they are kept. */
export const defineMedia = (folder: string) =>
  defineCollection({
    queryable: ['filename', 'mimeType', 'alt'],
    emits: { cacheTags: ({ id }) => [`media:${id}`], findTags: findPages, isPublic: () => true },
    collection: {
      slug: 'media',
      // The same bytes under a second address would only be cached twice.
      disableDuplicate: true,
      labels: { singular: 'File', plural: 'Media' },
      access: { create: staff, read: anyone, update: staff, delete: editors, readVersions: nobody, admin: nobody, unlock: nobody },
      admin: {
        group: 'Shared',
        useAsTitle: 'filename',
        description: 'Pictures and files. Everything here is public. Places and times that cameras write into pictures are taken out.',
        defaultColumns: ['filename', 'alt', 'mimeType', 'updatedAt'],
        listSearchableFields: ['filename', 'alt', 'caption', 'credit'],
        components: { beforeListTable: ['/collections/shared/media-unused.tsx#UnusedLink'] },
      },
      upload: {
        staticDir: folder,
        mimeTypes: [...MEDIA_TYPES],
        focalPoint: true,
        crop: true,
        // A picture elsewhere is fetched by the editor's own look-ups, which are guarded.
        pasteURL: false,
        // Payload fetches an address that stands in a document's `url`, whoever wrote it there, and keeps what it gets.
        externalFileHeaderFilter: refuseAddress,
        modifyResponseHeaders: ({ headers }) => toUploadHeaders(headers),
      },
      hooks: {
        beforeOperation: [receiveUpload, filterUnused],
        beforeChange: [describeFile],
        afterChange: [forgetOld],
        afterRead: [showSmall],
        beforeDelete: [keepUsed],
        afterDelete: [forgetDeleted],
      },
      endpoints: mediaEndpoints,
      fields: [...wordFields, ...playedFields, ...derivedFields],
    },
  });
