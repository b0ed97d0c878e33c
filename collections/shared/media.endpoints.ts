import { APIError, type Endpoint } from 'payload';
import { ID } from '../../platform/media/addresses.ts';
import { findUses } from '../../platform/media/uses.ts';
import { hasRole } from './access.ts';

/** `GET /api/media/<id>/uses`: where a file is used, for staff. */
export const mediaEndpoints: Endpoint[] = [
  {
    path: '/:id/uses',
    method: 'get',
    handler: async (req) => {
      if (!hasRole(req, 'admin', 'editor', 'author')) throw new APIError('This is for those who work here.', 403, undefined, true);
      const id = String(req.routeParams?.id ?? '');
      if (!ID.test(id)) throw new APIError('There is no such file.', 404, undefined, true);
      return Response.json({ uses: await findUses(req.payload, id) });
    },
  },
];
