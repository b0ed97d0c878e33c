import { sql } from '@payloadcms/db-postgres';
import { APIError, type Endpoint } from 'payload';
import { toExecutor } from '../../platform/transactions.ts';
import { admins, hasRole, nobody } from './access.ts';
import { defineCollection } from './define.ts';

/**
 * The work that an activity means for one handler, and how it went. A `dead` one has failed
 * for good: it holds back the later work of the same handler on the same object, and nothing
 * else, until somebody retries it here. Written by `platform/emit.ts` and the worker only.
 */
export const activityHandlings = defineCollection({
  queryable: [],
  emits: false,
  collection: {
    slug: 'activity-handlings',
    access: { create: nobody, read: admins, update: nobody, delete: nobody, readVersions: nobody, admin: nobody, unlock: nobody },
    labels: { singular: 'Handling', plural: 'Handlings' },
    admin: {
      group: 'Workings',
      useAsTitle: 'handler',
      defaultColumns: ['handler', 'objectType', 'objectId', 'state', 'attempts', 'nextAt', 'lastError'],
      description: 'Work that follows from activities. Filter by the state "dead" to see what failed for good.',
    },
    defaultSort: '-seq',
    disableDuplicate: true,
    endpoints: [retryEndpoint()],
    fields: [
      { name: 'activity', type: 'relationship', relationTo: 'activities', required: true, index: true },
      { name: 'handler', type: 'text', required: true },
      { name: 'seq', label: 'Number', type: 'number', required: true },
      {
        type: 'row',
        fields: [
          { name: 'objectType', type: 'text', required: true },
          { name: 'objectId', type: 'text', required: true },
        ],
      },
      {
        name: 'state',
        type: 'select',
        required: true,
        defaultValue: 'pending',
        index: true,
        options: ['pending', 'done', 'dead'],
      },
      { name: 'attempts', type: 'number', required: true, defaultValue: 0 },
      { name: 'nextAt', label: 'Next attempt', type: 'date', required: true },
      { name: 'handledAt', type: 'date' },
      { name: 'lastError', type: 'textarea' },
      {
        name: 'retry',
        type: 'ui',
        admin: {
          position: 'sidebar',
          disableListColumn: true,
          components: { Field: '/collections/shared/retry-button.tsx#RetryButton' },
        },
      },
    ],
  },
});

/** `POST /api/activity-handlings/:id/retry`: a dead handling is due again; admins only. */
function retryEndpoint(): Omit<Endpoint, 'root'> {
  return {
    path: '/:id/retry',
    method: 'post',
    handler: async (req) => {
      if (!hasRole(req, 'admin')) throw new APIError('Only an admin may retry this.', 403);
      const id = req.routeParams?.id;
      if (typeof id !== 'string') throw new APIError('Which handling is meant?', 400);
      const { rowCount } = await toExecutor(req.payload).execute(sql`
        update activity_handlings
        set state = 'pending', attempts = 0, next_at = now(), updated_at = now()
        where id::text = ${id} and state = 'dead'
      `);
      if (!rowCount) throw new APIError('This handling is not dead, so there is nothing to retry.', 409);
      return Response.json({ state: 'pending' });
    },
  };
}
