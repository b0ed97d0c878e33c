import { defineCollection } from '../shared/define.ts';
import { readOnlyForEditors } from './rules.ts';

/**
 * What can run out: the jars of a product, the places of a room, a quota. `onHand` are there,
 * `reserved` of them are held for orders that are not paid yet.
 */
export const pools = defineCollection({
  queryable: [],
  emits: false,
  collection: {
    slug: 'pools',
    access: readOnlyForEditors,
    admin: {
      group: 'Cart',
      description:
        'Stock: how many are there, and how many of those are held for orders being paid. Change it by a movement on the pool’s page.',
      useAsTitle: 'name',
      defaultColumns: ['name', 'onHand', 'reserved', 'updatedAt'],
      listSearchableFields: ['name', 'key'],
    },
    defaultSort: 'name',
    disableDuplicate: true,
    fields: [
      { name: 'name', type: 'text', required: true },
      {
        type: 'row',
        fields: [
          { name: 'onHand', type: 'number', required: true, defaultValue: 0 },
          { name: 'reserved', type: 'number', required: true, defaultValue: 0, admin: { description: 'Held until paid or expired.' } },
        ],
      },
      {
        name: 'key',
        type: 'text',
        required: true,
        unique: true,
        admin: { position: 'sidebar', description: 'What it belongs to; a product, an event’s room, a quota.' },
      },
      {
        name: 'movementForm',
        type: 'ui',
        admin: {
          disableListColumn: true,
          components: { Field: '/collections/cart/movement-form.tsx#MovementForm' },
        },
      },
      {
        name: 'movements',
        type: 'join',
        collection: 'stock-movements',
        on: 'pool',
        defaultSort: '-createdAt',
        admin: { defaultColumns: ['createdAt', 'kind', 'change', 'onHandAfter', 'note'], allowCreate: false },
      },
    ],
  },
});
