import { APIError, type Endpoint, type PayloadRequest } from 'payload';
import { z } from 'zod';
import type { Services } from '../../contracts/services.ts';

const Editor = z.object({
  roles: z.array(z.string()),
  status: z.string().nullish(),
});

/** `POST /api/federation/deliveries/:id/resend`: a dead delivery is due again; for editors. */
export function resendEndpoint(services: () => Services): Endpoint {
  return {
    path: '/federation/deliveries/:id/resend',
    method: 'post',
    handler: async (req) => {
      if (!isEditor(req)) throw new APIError('Only an editor may send this again.', 403);
      const id = z.uuid().safeParse(req.routeParams?.id);
      if (!id.success) throw new APIError('There is no such delivery.', 404);
      await services().federation.resend(id.data);
      return Response.json({ state: 'pending' });
    },
  };
}

function isEditor(req: PayloadRequest): boolean {
  const user = Editor.safeParse(req.user);
  if (!user.success || user.data.status === 'locked') return false;
  return user.data.roles.some((role) => role === 'admin' || role === 'editor');
}
