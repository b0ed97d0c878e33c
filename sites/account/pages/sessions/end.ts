import type { APIRoute } from 'astro';

/** Signs another of the member's devices out, on every site. */
export const POST: APIRoute = async ({ request, locals, redirect }) => {
  if (!locals.viewer) return redirect('/sign-in?return=/', 303);
  const sid = (await request.formData()).get('sid');
  if (typeof sid === 'string' && sid.length <= 200) {
    await locals.services.account.endSession({ viewer: locals.viewer, sid });
  }
  return redirect('/', 303);
};

export const GET: APIRoute = ({ redirect }) => redirect('/', 303);
