import type { APIRoute } from 'astro';
import { shared } from '../../shared/cache-ages.ts';

/** RFC 5545, all published events; calendars ask for it again by themselves. */
export const GET: APIRoute = async ({ locals, cache }) => {
  const calendar = await locals.services.events.getCalendarFeed();
  cache.set({ ...shared, tags: ['events', 'settings'] });
  return new Response(calendar, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="calendar.ics"',
    },
  });
};
