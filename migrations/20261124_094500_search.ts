import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres';

/** Full-text search over what is out: a table beside posts and pages, kept by triggers (services/blog/search.ts reads it). */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP));
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN));
}

const UP = `
-- Both are trusted: the owner of the database may make them.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- Each language that Postgres stems, with accents taken off first, so that "cafe" finds "café".
do $$
declare base text;
begin
  for base in select cfgname from pg_ts_config where cfgnamespace = 'pg_catalog'::regnamespace loop
    execute format('create text search configuration %I (copy = pg_catalog.%I)', 'rose_' || base, base);
    execute format(
      'alter text search configuration %I alter mapping for hword, hword_part, word with unaccent, %I',
      'rose_' || base,
      case base when 'simple' then 'simple' else base || '_stem' end
    );
  end loop;
end $$;

-- From a language tag (en-GB, cy) to a configuration; languages without a stemmer are searched word by word.
create function search_config(tag text) returns regconfig language sql stable parallel safe as $$
  select ('rose_' || coalesce((
    select name from (values
      ('ar', 'arabic'), ('ca', 'catalan'), ('da', 'danish'), ('de', 'german'), ('el', 'greek'), ('en', 'english'), ('es', 'spanish'),
      ('eu', 'basque'), ('fi', 'finnish'), ('fr', 'french'), ('ga', 'irish'), ('hi', 'hindi'), ('hu', 'hungarian'), ('hy', 'armenian'),
      ('id', 'indonesian'), ('it', 'italian'), ('lt', 'lithuanian'), ('ne', 'nepali'), ('nl', 'dutch'), ('no', 'norwegian'),
      ('nb', 'norwegian'), ('nn', 'norwegian'), ('pt', 'portuguese'), ('ro', 'romanian'), ('ru', 'russian'), ('sr', 'serbian'),
      ('sv', 'swedish'), ('ta', 'tamil'), ('tr', 'turkish'), ('yi', 'yiddish')
    ) languages (code, name) where code = lower(left(tag, 2))
  ), 'simple'))::regconfig
$$;

create table search_documents (
  kind text not null,
  id uuid not null,
  published_at timestamptz not null,
  title_vector tsvector not null,
  vector tsvector not null,
  words_at timestamptz,
  primary key (kind, id)
);
create index search_documents_title_idx on search_documents using gin (title_vector);
create index search_documents_vector_idx on search_documents using gin (vector);
create index search_documents_words_due_idx on search_documents (kind, id) where words_at is null;

-- The words that occur, for those who mistype one.
create table search_words (word text primary key);
create index search_words_trgm_idx on search_words using gin (word gin_trgm_ops);

create function index_publication() returns trigger language plpgsql as $$
declare
  kind_of text := tg_argv[0];
  locale text := coalesce((select s.locale from site_settings s limit 1), 'en');
  config regconfig := search_config(coalesce(nullif(new.language, ''), locale));
  titles tsvector;
  whole tsvector;
begin
  if new._status is distinct from 'published' or new.email_only is true or new.published_at is null then
    delete from search_documents where kind = kind_of and id = new.id;
    return null;
  end if;
  titles := to_tsvector(config, left(new.title, 2000));
  begin
    whole := setweight(titles, 'A')
      || setweight(to_tsvector(config, coalesce(new.excerpt, '')), 'B')
      || setweight(to_tsvector(config, left(coalesce(new.public_text, ''), 200000)), 'C');
    if config <> search_config(locale) then
      -- Visitors ask in the language of the site; a text in another is found by its words as they stand.
      titles := titles || to_tsvector('rose_simple', left(new.title, 2000));
      whole := whole || setweight(to_tsvector('rose_simple', left(coalesce(new.public_text, ''), 200000)), 'D');
    end if;
  exception when program_limit_exceeded then
    -- A vector holds a megabyte. Such a post is found by its title; it must not be refused for that.
    whole := setweight(titles, 'A');
  end;
  insert into search_documents (kind, id, published_at, title_vector, vector)
  values (kind_of, new.id, new.published_at, titles, whole)
  on conflict (kind, id) do update set
    published_at = excluded.published_at,
    title_vector = excluded.title_vector,
    vector = excluded.vector,
    words_at = case when search_documents.vector = excluded.vector then search_documents.words_at end;
  return null;
end $$;

-- The newest matches, found by the index of the words and by nothing else. The planner does not know what it costs
-- to unpack a vector, and would rather read half the table: hence the settings, and the comparisons that no other
-- index answers. With a bitmap that stays exact, no vector is unpacked at all.
create function search_matches(field text, query tsquery, most integer, of_kind text, of_year integer, of_tag text, of_author text)
returns table (kind text, id uuid, published_at timestamptz) language plpgsql stable
set enable_seqscan = off set enable_indexscan = off set work_mem = '16MB' set jit = off as $$
begin
  return query execute format($sql$
    select d.kind, d.id, d.published_at from search_documents d
    where d.%I @@ $1 and d.published_at + interval '0' <= now()
      and ($3 is null or d.kind || '' = $3)
      and ($4 is null or extract(year from d.published_at) = $4)
      and ($5 is null or d.id in (
        select r.parent_id from posts_rels r join tags t on t.id = r.tags_id where r.path = 'tags' and t.slug = $5 and t.internal is not true
      ))
      and ($6 is null or d.id in (
        select r.parent_id from posts_rels r join users u on u.id = r.users_id where r.path = 'authors' and u.slug = $6
      ))
    order by d.published_at + interval '0' desc limit $2
  $sql$, field) using query, most, of_kind, of_year, of_tag, of_author;
end $$;

create function forget_publication() returns trigger language plpgsql as $$
begin
  delete from search_documents where kind = tg_argv[0] and id = old.id;
  return null;
end $$;

create trigger posts_search after insert or update of title, excerpt, public_text, language, _status, published_at, email_only
  on posts for each row execute function index_publication('post');
create trigger pages_search after insert or update of title, excerpt, public_text, language, _status, published_at, email_only
  on pages for each row execute function index_publication('page');
create trigger posts_search_forget after delete on posts for each row execute function forget_publication('post');
create trigger pages_search_forget after delete on pages for each row execute function forget_publication('page');

update posts set title = title;
update pages set title = title;

drop index if exists posts_search_idx;
`;

const DOWN = `
drop trigger if exists posts_search on posts;
drop trigger if exists pages_search on pages;
drop trigger if exists posts_search_forget on posts;
drop trigger if exists pages_search_forget on pages;
drop function if exists search_matches(text, tsquery, integer, text, integer, text, text);
drop function if exists index_publication();
drop function if exists forget_publication();
drop table if exists search_words;
drop table if exists search_documents;
drop function if exists search_config(text);
do $$
declare made text;
begin
  for made in select cfgname from pg_ts_config where cfgname like 'rose\\_%' loop
    execute format('drop text search configuration %I', made);
  end loop;
end $$;
create index if not exists posts_search_idx on posts using gin (
  to_tsvector('english', coalesce(title, '') || ' ' || coalesce(excerpt, '') || ' ' || coalesce(public_text, ''))
);
`;
