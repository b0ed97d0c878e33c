import { adminField, admins, anyone, editors, staffField } from './access.ts';
import { defineGlobal } from './define.ts';
import { emitSettings } from './site-settings.hooks.ts';
import { refuseBadPermalink, refuseBadTimeZone } from './site-settings.rules.ts';

const codeAccess = { read: adminField, update: adminField };

/** Who runs this: name, words for search pages and feeds, the clock on the wall, and what is switched on. */
export const siteSettings = defineGlobal({
  slug: 'site-settings',
  access: { read: anyone, update: admins, readVersions: editors },
  admin: { group: 'Shared', description: 'The name and manner of the whole house.' },
  hooks: { afterChange: [emitSettings] },
  fields: [
    {
      type: 'tabs',
      tabs: [
        {
          label: 'Name',
          fields: [
            { name: 'title', type: 'text', required: true, defaultValue: 'Rose Ash', maxLength: 191 },
            { name: 'description', type: 'textarea', defaultValue: 'A cooperative that publishes, sells and meets.' },
            {
              type: 'row',
              fields: [
                {
                  name: 'timeZone',
                  type: 'text',
                  required: true,
                  defaultValue: 'Europe/London',
                  validate: refuseBadTimeZone,
                  admin: { description: 'An IANA name, such as Europe/London.' },
                },
                { name: 'locale', type: 'text', required: true, defaultValue: 'en-GB', maxLength: 35 },
              ],
            },
            { name: 'logo', type: 'upload', relationTo: 'media' },
            {
              name: 'coverImage',
              type: 'upload',
              relationTo: 'media',
              admin: { description: 'Above the front page, and when the site is shared.' },
            },
            {
              name: 'links',
              type: 'array',
              maxRows: 12,
              labels: { singular: 'Link', plural: 'Links' },
              admin: { description: 'Where else the co-op is found; shown in the footer.' },
              fields: [
                { name: 'label', type: 'text', required: true, maxLength: 80 },
                { name: 'url', type: 'text', required: true, maxLength: 2000 },
              ],
            },
          ],
        },
        {
          label: 'Blog',
          fields: [
            {
              name: 'permalink',
              type: 'text',
              required: true,
              defaultValue: '/{slug}/',
              validate: refuseBadPermalink,
              admin: {
                description:
                  'The address of posts: /{slug}/ or, for example, /{year}/{month}/{day}/{slug}/ in the time zone above. Old addresses go on working.',
              },
            },
            {
              name: 'comments',
              type: 'select',
              required: true,
              defaultValue: 'members',
              options: [
                { label: 'Nobody comments', value: 'off' },
                { label: 'Members comment', value: 'members' },
                { label: 'Paying members comment', value: 'paid' },
              ],
              // Kept until members can write comments.
              admin: { hidden: true },
            },
            { name: 'llms', label: 'Offer llms.txt', type: 'checkbox', defaultValue: true },
          ],
        },
        {
          label: 'Announcement',
          fields: [
            {
              name: 'announcement',
              type: 'textarea',
              maxLength: 500,
              admin: { description: 'A sentence above every page. A link is written [words](address).' },
            },
            {
              name: 'announcementFor',
              type: 'select',
              hasMany: true,
              defaultValue: ['guests', 'members', 'paid'],
              options: [
                { label: 'Visitors', value: 'guests' },
                { label: 'Members', value: 'members' },
                { label: 'Paying members', value: 'paid' },
              ],
            },
            {
              name: 'announcementTone',
              type: 'select',
              defaultValue: 'accent',
              options: ['accent', 'dark', 'light'],
            },
          ],
        },
        {
          label: 'Search and sharing',
          fields: [
            { name: 'metaTitle', type: 'text', maxLength: 300 },
            { name: 'metaDescription', type: 'textarea', maxLength: 500 },
            { name: 'ogTitle', label: 'Title of the card', type: 'text', maxLength: 300 },
            { name: 'ogDescription', label: 'Words on the card', type: 'textarea', maxLength: 500 },
            { name: 'ogImage', label: 'Picture of the card', type: 'upload', relationTo: 'media' },
          ],
        },
        {
          label: 'Code',
          description: 'Code of others runs with the rights of the page. It is off until somebody switches it on.',
          fields: [
            { name: 'codeOn', label: 'Run injected code', type: 'checkbox', defaultValue: false, access: codeAccess },
            {
              name: 'codeOrigins',
              type: 'text',
              hasMany: true,
              access: codeAccess,
              admin: { description: 'Origins that injected code may load scripts from, such as https://stats.example.org.' },
            },
            { name: 'codeHead', type: 'code', access: codeAccess, admin: { language: 'html' } },
            { name: 'codeFoot', type: 'code', access: codeAccess, admin: { language: 'html' } },
          ],
        },
      ],
    },
    { name: 'sourceJson', type: 'json', admin: { hidden: true }, access: { read: staffField, update: adminField } },
  ],
});
