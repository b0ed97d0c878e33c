import { sql } from '@payloadcms/db-postgres';

/** Whether visitors may see a row `p` of posts or pages; as `staffOrPublished` of the collections has it. */
export const IS_OUT = sql`p._status = 'published' and p.published_at <= now() and p.email_only is not true`;
