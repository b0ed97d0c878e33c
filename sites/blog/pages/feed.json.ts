import type { APIRoute } from 'astro';
import { answerFeed } from '../features/feeds/answer.ts';

export const GET: APIRoute = (context) => answerFeed(context, { file: 'feed.json', path: '/' });
