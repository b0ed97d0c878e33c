/** Search over public text only; the expression is repeated in search.ts, word for word. */
export const up = `
create index if not exists posts_search_idx on posts using gin (
  to_tsvector('english', coalesce(title, '') || ' ' || coalesce(excerpt, '') || ' ' || coalesce(public_text, ''))
);
create index if not exists posts_out_idx on posts (published_at desc) where _status = 'published';
`;

export const down = `
drop index if exists posts_out_idx;
drop index if exists posts_search_idx;
`;
