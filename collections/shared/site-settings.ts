import { admins, anyone, editors } from './access.ts';
import { defineGlobal } from './define.ts';
import { emitSettings } from './site-settings.hooks.ts';

/** Who runs this: name, words for search pages and feeds, the clock on the wall. */
export const siteSettings = defineGlobal({
  slug: 'site-settings',
  access: { read: anyone, update: admins, readVersions: editors },
  admin: { group: 'Shared', description: 'The name and manner of the whole house.' },
  hooks: { afterChange: [emitSettings] },
  fields: [
    { name: 'title', type: 'text', required: true, defaultValue: 'Rose Ash' },
    { name: 'description', type: 'textarea', defaultValue: 'A cooperative that publishes, sells and meets.' },
    {
      name: 'timeZone',
      type: 'text',
      required: true,
      defaultValue: 'Europe/London',
      admin: { description: 'An IANA name, such as Europe/London.' },
    },
    { name: 'locale', type: 'text', required: true, defaultValue: 'en-GB' },
  ],
});
