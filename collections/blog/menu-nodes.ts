import type { TextFieldSingleValidation } from 'payload';
import { MENU_CONTAINERS, MENU_HREF, MENU_ICONS } from '../../contracts/menu.ts';
import { anyone, editors, nobody } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { sourceFields } from '../shared/source.fields.ts';
import { keepMenuATree } from './menu-nodes.hooks.ts';

const isHref: TextFieldSingleValidation = (value) =>
  !value || MENU_HREF.test(value)
    ? true
    : 'Begin with / for a page of the blog, market:/ (or another site) for one of ours, or https:// for one elsewhere.';

const isIcon: TextFieldSingleValidation = (value) =>
  !value || MENU_ICONS.some((icon) => icon === value) ? true : `There is no drawing of that name. There are ${MENU_ICONS.join(', ')}.`;

/**
 * One entry of the menu that stands on all six sites. It leads to one of our own things (`container`),
 * whose label and address it follows, or to an address (`href`). Entries without a parent are the
 * top row; `position` orders those with the same parent. The tree is edited by dragging, as a whole.
 */
export const menuNodes = defineCollection({
  queryable: ['menu'],
  emits: { cacheTags: () => ['menu'], isPublic: () => true },
  collection: {
    slug: 'menu-nodes',
    labels: { singular: 'Menu entry', plural: 'Menu' },
    access: { create: editors, read: anyone, update: editors, delete: editors, readVersions: nobody, admin: nobody, unlock: nobody },
    admin: {
      group: 'Blog',
      description: 'The menu on all six sites.',
      useAsTitle: 'label',
      defaultColumns: ['label', 'href', 'container', 'parent', 'menu'],
      components: { views: { list: { Component: '/collections/blog/menu-view.tsx#MenuView' } } },
    },
    defaultSort: 'position',
    hooks: { beforeChange: [keepMenuATree] },
    fields: [
      { name: 'label', type: 'text', maxLength: 80, admin: { description: 'What it says. Left empty, the title of what it leads to.' } },
      {
        name: 'container',
        type: 'relationship',
        relationTo: [...MENU_CONTAINERS],
        admin: { description: 'Something of ours: the entry follows its title and address, and goes when it goes.' },
      },
      {
        name: 'href',
        type: 'text',
        maxLength: 2000,
        validate: isHref,
        admin: { condition: (doc) => !doc?.container, description: 'An address, when it leads to nothing chosen above.' },
      },
      {
        name: 'icon',
        type: 'text',
        maxLength: 40,
        validate: isIcon,
        admin: { position: 'sidebar', description: `One of ${MENU_ICONS.join(', ')}.` },
      },
      {
        name: 'menu',
        type: 'select',
        required: true,
        defaultValue: 'header',
        index: true,
        options: [
          { label: 'Header', value: 'header' },
          { label: 'Footer', value: 'footer' },
        ],
        admin: { position: 'sidebar' },
      },
      { name: 'parent', type: 'relationship', relationTo: 'menu-nodes', index: true, admin: { position: 'sidebar' } },
      { name: 'position', type: 'number', required: true, defaultValue: 0, min: 0, admin: { position: 'sidebar', step: 1 } },
      ...sourceFields,
    ],
  },
});
