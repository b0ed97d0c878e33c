import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_comments_status" AS ENUM('published', 'pending', 'hidden', 'spam', 'deleted');
  CREATE TYPE "public"."enum_newsletters_design_title_font" AS ENUM('serif', 'sans');
  CREATE TYPE "public"."enum_newsletters_design_body_font" AS ENUM('serif', 'sans');
  CREATE TYPE "public"."enum_newsletters_design_title_alignment" AS ENUM('left', 'center');
  CREATE TYPE "public"."enum_newsletters_status" AS ENUM('active', 'archived');
  CREATE TYPE "public"."enum_menu_nodes_menu" AS ENUM('header', 'footer');
  CREATE TYPE "public"."enum_tiers_currency" AS ENUM('GBP', 'EUR', 'BGN', 'CHF', 'CZK', 'DKK', 'HUF', 'NOK', 'PLN', 'RON', 'SEK', 'USD', 'BRL', 'CLP');
  CREATE TYPE "public"."enum_tiers_kind" AS ENUM('free', 'paid');
  CREATE TYPE "public"."enum_site_settings_announcement_for" AS ENUM('guests', 'members', 'paid');
  CREATE TYPE "public"."enum_site_settings_comments" AS ENUM('off', 'members', 'paid');
  CREATE TYPE "public"."enum_site_settings_announcement_tone" AS ENUM('accent', 'dark', 'light');
  CREATE TABLE "tag_groups" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"_order" varchar,
  	"name" varchar NOT NULL,
  	"description" varchar,
  	"feature_image_id" uuid,
  	"slug" varchar NOT NULL,
  	"accent_color" varchar,
  	"source_id" varchar,
  	"source_hash" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "comments" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"text" varchar NOT NULL,
  	"html" varchar,
  	"status" "enum_comments_status" DEFAULT 'pending' NOT NULL,
  	"post_id" uuid NOT NULL,
  	"parent_id" uuid,
  	"in_reply_to_id" uuid,
  	"author_id" uuid,
  	"author_name" varchar,
  	"actor" varchar,
  	"actor_handle" varchar,
  	"object_url" varchar,
  	"edited_at" timestamp(3) with time zone,
  	"pinned" boolean DEFAULT false,
  	"source_id" varchar,
  	"source_hash" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "newsletters" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"_order" varchar,
  	"name" varchar NOT NULL,
  	"description" varchar,
  	"sender_name" varchar,
  	"sender_email" varchar,
  	"reply_to" varchar,
  	"design_header_image_id" uuid,
  	"design_show_header_title" boolean DEFAULT true,
  	"design_show_post_title" boolean DEFAULT true,
  	"design_show_feature_image" boolean DEFAULT true,
  	"design_show_excerpt" boolean DEFAULT false,
  	"design_show_comments" boolean DEFAULT true,
  	"design_show_latest_posts" boolean DEFAULT false,
  	"design_title_font" "enum_newsletters_design_title_font" DEFAULT 'serif',
  	"design_body_font" "enum_newsletters_design_body_font" DEFAULT 'serif',
  	"design_title_alignment" "enum_newsletters_design_title_alignment" DEFAULT 'left',
  	"design_background_color" varchar,
  	"design_accent_color" varchar,
  	"design_footer" varchar,
  	"slug" varchar NOT NULL,
  	"status" "enum_newsletters_status" DEFAULT 'active' NOT NULL,
  	"subscribe_on_signup" boolean DEFAULT true,
  	"source_id" varchar,
  	"source_hash" varchar,
  	"source_json" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "snippets" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"name" varchar NOT NULL,
  	"body" jsonb,
  	"source_id" varchar,
  	"source_hash" varchar,
  	"source_json" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "editorial_notes" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"text" varchar NOT NULL,
  	"author_id" uuid,
  	"done" boolean DEFAULT false,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "editorial_notes_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"posts_id" uuid,
  	"pages_id" uuid
  );
  
  CREATE TABLE "menu_nodes" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"label" varchar,
  	"href" varchar,
  	"icon" varchar,
  	"menu" "enum_menu_nodes_menu" DEFAULT 'header' NOT NULL,
  	"parent_id" uuid,
  	"position" numeric DEFAULT 0 NOT NULL,
  	"source_id" varchar,
  	"source_hash" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "menu_nodes_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"pages_id" uuid,
  	"posts_id" uuid,
  	"tags_id" uuid,
  	"tag_groups_id" uuid,
  	"products_id" uuid,
  	"events_id" uuid
  );
  
  CREATE TABLE "redirects" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"_order" varchar,
  	"from" varchar NOT NULL,
  	"to" varchar NOT NULL,
  	"permanent" boolean DEFAULT true,
  	"pattern" boolean DEFAULT false,
  	"ignore_case" boolean DEFAULT false,
  	"source_id" varchar,
  	"source_hash" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "users_links" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"url" varchar NOT NULL
  );
  
  CREATE TABLE "tiers_benefits" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL
  );
  
  CREATE TABLE "tiers" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"_order" varchar,
  	"name" varchar NOT NULL,
  	"description" varchar,
  	"monthly_price" numeric,
  	"yearly_price" numeric,
  	"currency" "enum_tiers_currency" DEFAULT 'GBP',
  	"trial_days" numeric DEFAULT 0,
  	"slug" varchar NOT NULL,
  	"kind" "enum_tiers_kind" DEFAULT 'paid' NOT NULL,
  	"active" boolean DEFAULT true,
  	"listed" boolean DEFAULT true,
  	"welcome_path" varchar,
  	"source_id" varchar,
  	"source_hash" varchar,
  	"source_json" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "relations" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"parent_type" varchar NOT NULL,
  	"parent_id" varchar NOT NULL,
  	"child_type" varchar NOT NULL,
  	"child_id" varchar NOT NULL,
  	"label" varchar,
  	"position" numeric DEFAULT 0 NOT NULL,
  	"detached_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "likes" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"object_type" varchar NOT NULL,
  	"object_id" varchar NOT NULL,
  	"user_id" uuid,
  	"actor" varchar,
  	"activity_url" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "site_settings_links" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"label" varchar NOT NULL,
  	"url" varchar NOT NULL
  );
  
  CREATE TABLE "site_settings_announcement_for" (
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"value" "enum_site_settings_announcement_for",
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL
  );
  
  CREATE TABLE "site_settings_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  ALTER TABLE "posts" ADD COLUMN "og_title" varchar;
  ALTER TABLE "posts" ADD COLUMN "og_description" varchar;
  ALTER TABLE "posts" ADD COLUMN "og_image_id" uuid;
  ALTER TABLE "posts" ADD COLUMN "og_image_url" varchar;
  ALTER TABLE "posts" ADD COLUMN "twitter_title" varchar;
  ALTER TABLE "posts" ADD COLUMN "twitter_description" varchar;
  ALTER TABLE "posts" ADD COLUMN "twitter_image_url" varchar;
  ALTER TABLE "posts" ADD COLUMN "show_title_and_picture" boolean DEFAULT true;
  ALTER TABLE "posts" ADD COLUMN "comments_open" boolean DEFAULT true;
  ALTER TABLE "posts" ADD COLUMN "email_subject" varchar;
  ALTER TABLE "posts" ADD COLUMN "language" varchar;
  ALTER TABLE "posts" ADD COLUMN "template" varchar;
  ALTER TABLE "posts" ADD COLUMN "code_head" varchar;
  ALTER TABLE "posts" ADD COLUMN "code_foot" varchar;
  ALTER TABLE "posts" ADD COLUMN "series_id" uuid;
  ALTER TABLE "posts" ADD COLUMN "newsletter_id" uuid;
  ALTER TABLE "posts" ADD COLUMN "word_count" numeric;
  ALTER TABLE "_posts_v" ADD COLUMN "version_og_title" varchar;
  ALTER TABLE "_posts_v" ADD COLUMN "version_og_description" varchar;
  ALTER TABLE "_posts_v" ADD COLUMN "version_og_image_id" uuid;
  ALTER TABLE "_posts_v" ADD COLUMN "version_og_image_url" varchar;
  ALTER TABLE "_posts_v" ADD COLUMN "version_twitter_title" varchar;
  ALTER TABLE "_posts_v" ADD COLUMN "version_twitter_description" varchar;
  ALTER TABLE "_posts_v" ADD COLUMN "version_twitter_image_url" varchar;
  ALTER TABLE "_posts_v" ADD COLUMN "version_show_title_and_picture" boolean DEFAULT true;
  ALTER TABLE "_posts_v" ADD COLUMN "version_comments_open" boolean DEFAULT true;
  ALTER TABLE "_posts_v" ADD COLUMN "version_email_subject" varchar;
  ALTER TABLE "_posts_v" ADD COLUMN "version_language" varchar;
  ALTER TABLE "_posts_v" ADD COLUMN "version_template" varchar;
  ALTER TABLE "_posts_v" ADD COLUMN "version_code_head" varchar;
  ALTER TABLE "_posts_v" ADD COLUMN "version_code_foot" varchar;
  ALTER TABLE "_posts_v" ADD COLUMN "version_series_id" uuid;
  ALTER TABLE "_posts_v" ADD COLUMN "version_newsletter_id" uuid;
  ALTER TABLE "_posts_v" ADD COLUMN "version_word_count" numeric;
  ALTER TABLE "pages" ADD COLUMN "og_title" varchar;
  ALTER TABLE "pages" ADD COLUMN "og_description" varchar;
  ALTER TABLE "pages" ADD COLUMN "og_image_id" uuid;
  ALTER TABLE "pages" ADD COLUMN "og_image_url" varchar;
  ALTER TABLE "pages" ADD COLUMN "twitter_title" varchar;
  ALTER TABLE "pages" ADD COLUMN "twitter_description" varchar;
  ALTER TABLE "pages" ADD COLUMN "twitter_image_url" varchar;
  ALTER TABLE "pages" ADD COLUMN "show_title_and_picture" boolean DEFAULT true;
  ALTER TABLE "pages" ADD COLUMN "comments_open" boolean DEFAULT true;
  ALTER TABLE "pages" ADD COLUMN "email_subject" varchar;
  ALTER TABLE "pages" ADD COLUMN "language" varchar;
  ALTER TABLE "pages" ADD COLUMN "template" varchar;
  ALTER TABLE "pages" ADD COLUMN "code_head" varchar;
  ALTER TABLE "pages" ADD COLUMN "code_foot" varchar;
  ALTER TABLE "pages" ADD COLUMN "series_id" uuid;
  ALTER TABLE "pages" ADD COLUMN "newsletter_id" uuid;
  ALTER TABLE "pages" ADD COLUMN "word_count" numeric;
  ALTER TABLE "_pages_v" ADD COLUMN "version_og_title" varchar;
  ALTER TABLE "_pages_v" ADD COLUMN "version_og_description" varchar;
  ALTER TABLE "_pages_v" ADD COLUMN "version_og_image_id" uuid;
  ALTER TABLE "_pages_v" ADD COLUMN "version_og_image_url" varchar;
  ALTER TABLE "_pages_v" ADD COLUMN "version_twitter_title" varchar;
  ALTER TABLE "_pages_v" ADD COLUMN "version_twitter_description" varchar;
  ALTER TABLE "_pages_v" ADD COLUMN "version_twitter_image_url" varchar;
  ALTER TABLE "_pages_v" ADD COLUMN "version_show_title_and_picture" boolean DEFAULT true;
  ALTER TABLE "_pages_v" ADD COLUMN "version_comments_open" boolean DEFAULT true;
  ALTER TABLE "_pages_v" ADD COLUMN "version_email_subject" varchar;
  ALTER TABLE "_pages_v" ADD COLUMN "version_language" varchar;
  ALTER TABLE "_pages_v" ADD COLUMN "version_template" varchar;
  ALTER TABLE "_pages_v" ADD COLUMN "version_code_head" varchar;
  ALTER TABLE "_pages_v" ADD COLUMN "version_code_foot" varchar;
  ALTER TABLE "_pages_v" ADD COLUMN "version_series_id" uuid;
  ALTER TABLE "_pages_v" ADD COLUMN "version_newsletter_id" uuid;
  ALTER TABLE "_pages_v" ADD COLUMN "version_word_count" numeric;
  ALTER TABLE "tags" ADD COLUMN "feature_image_id" uuid;
  ALTER TABLE "tags" ADD COLUMN "canonical_url" varchar;
  ALTER TABLE "tags" ADD COLUMN "group_id" uuid;
  ALTER TABLE "tags" ADD COLUMN "source_json" jsonb;
  ALTER TABLE "users" ADD COLUMN "profile_image_id" uuid;
  ALTER TABLE "users" ADD COLUMN "cover_image_id" uuid;
  ALTER TABLE "users" ADD COLUMN "source_json" jsonb;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "tag_groups_id" uuid;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "comments_id" uuid;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "newsletters_id" uuid;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "snippets_id" uuid;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "editorial_notes_id" uuid;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "menu_nodes_id" uuid;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "redirects_id" uuid;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "tiers_id" uuid;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "relations_id" uuid;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "likes_id" uuid;
  ALTER TABLE "site_settings" ADD COLUMN "logo_id" uuid;
  ALTER TABLE "site_settings" ADD COLUMN "cover_image_id" uuid;
  ALTER TABLE "site_settings" ADD COLUMN "permalink" varchar DEFAULT '/{slug}/' NOT NULL;
  ALTER TABLE "site_settings" ADD COLUMN "comments" "enum_site_settings_comments" DEFAULT 'members' NOT NULL;
  ALTER TABLE "site_settings" ADD COLUMN "llms" boolean DEFAULT true;
  ALTER TABLE "site_settings" ADD COLUMN "announcement" varchar;
  ALTER TABLE "site_settings" ADD COLUMN "announcement_tone" "enum_site_settings_announcement_tone" DEFAULT 'accent';
  ALTER TABLE "site_settings" ADD COLUMN "meta_title" varchar;
  ALTER TABLE "site_settings" ADD COLUMN "meta_description" varchar;
  ALTER TABLE "site_settings" ADD COLUMN "og_title" varchar;
  ALTER TABLE "site_settings" ADD COLUMN "og_description" varchar;
  ALTER TABLE "site_settings" ADD COLUMN "og_image_id" uuid;
  ALTER TABLE "site_settings" ADD COLUMN "code_on" boolean DEFAULT false;
  ALTER TABLE "site_settings" ADD COLUMN "code_head" varchar;
  ALTER TABLE "site_settings" ADD COLUMN "code_foot" varchar;
  ALTER TABLE "site_settings" ADD COLUMN "source_json" jsonb;
  ALTER TABLE "tag_groups" ADD CONSTRAINT "tag_groups_feature_image_id_media_id_fk" FOREIGN KEY ("feature_image_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "comments" ADD CONSTRAINT "comments_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "comments" ADD CONSTRAINT "comments_parent_id_comments_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."comments"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "comments" ADD CONSTRAINT "comments_in_reply_to_id_comments_id_fk" FOREIGN KEY ("in_reply_to_id") REFERENCES "public"."comments"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "newsletters" ADD CONSTRAINT "newsletters_design_header_image_id_media_id_fk" FOREIGN KEY ("design_header_image_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "editorial_notes" ADD CONSTRAINT "editorial_notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "editorial_notes_rels" ADD CONSTRAINT "editorial_notes_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."editorial_notes"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "editorial_notes_rels" ADD CONSTRAINT "editorial_notes_rels_posts_fk" FOREIGN KEY ("posts_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "editorial_notes_rels" ADD CONSTRAINT "editorial_notes_rels_pages_fk" FOREIGN KEY ("pages_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "menu_nodes" ADD CONSTRAINT "menu_nodes_parent_id_menu_nodes_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."menu_nodes"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "menu_nodes_rels" ADD CONSTRAINT "menu_nodes_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."menu_nodes"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "menu_nodes_rels" ADD CONSTRAINT "menu_nodes_rels_pages_fk" FOREIGN KEY ("pages_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "menu_nodes_rels" ADD CONSTRAINT "menu_nodes_rels_posts_fk" FOREIGN KEY ("posts_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "menu_nodes_rels" ADD CONSTRAINT "menu_nodes_rels_tags_fk" FOREIGN KEY ("tags_id") REFERENCES "public"."tags"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "menu_nodes_rels" ADD CONSTRAINT "menu_nodes_rels_tag_groups_fk" FOREIGN KEY ("tag_groups_id") REFERENCES "public"."tag_groups"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "menu_nodes_rels" ADD CONSTRAINT "menu_nodes_rels_products_fk" FOREIGN KEY ("products_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "menu_nodes_rels" ADD CONSTRAINT "menu_nodes_rels_events_fk" FOREIGN KEY ("events_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "users_links" ADD CONSTRAINT "users_links_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "tiers_benefits" ADD CONSTRAINT "tiers_benefits_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."tiers"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "likes" ADD CONSTRAINT "likes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "site_settings_links" ADD CONSTRAINT "site_settings_links_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."site_settings"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "site_settings_announcement_for" ADD CONSTRAINT "site_settings_announcement_for_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."site_settings"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "site_settings_texts" ADD CONSTRAINT "site_settings_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."site_settings"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "tag_groups__order_idx" ON "tag_groups" USING btree ("_order");
  CREATE INDEX "tag_groups_feature_image_idx" ON "tag_groups" USING btree ("feature_image_id");
  CREATE UNIQUE INDEX "tag_groups_slug_idx" ON "tag_groups" USING btree ("slug");
  CREATE INDEX "tag_groups_source_id_idx" ON "tag_groups" USING btree ("source_id");
  CREATE INDEX "tag_groups_updated_at_idx" ON "tag_groups" USING btree ("updated_at");
  CREATE INDEX "tag_groups_created_at_idx" ON "tag_groups" USING btree ("created_at");
  CREATE INDEX "comments_status_idx" ON "comments" USING btree ("status");
  CREATE INDEX "comments_post_idx" ON "comments" USING btree ("post_id");
  CREATE INDEX "comments_parent_idx" ON "comments" USING btree ("parent_id");
  CREATE INDEX "comments_in_reply_to_idx" ON "comments" USING btree ("in_reply_to_id");
  CREATE INDEX "comments_author_idx" ON "comments" USING btree ("author_id");
  CREATE INDEX "comments_actor_idx" ON "comments" USING btree ("actor");
  CREATE UNIQUE INDEX "comments_object_url_idx" ON "comments" USING btree ("object_url");
  CREATE INDEX "comments_source_id_idx" ON "comments" USING btree ("source_id");
  CREATE INDEX "comments_updated_at_idx" ON "comments" USING btree ("updated_at");
  CREATE INDEX "comments_created_at_idx" ON "comments" USING btree ("created_at");
  CREATE INDEX "newsletters__order_idx" ON "newsletters" USING btree ("_order");
  CREATE INDEX "newsletters_design_design_header_image_idx" ON "newsletters" USING btree ("design_header_image_id");
  CREATE UNIQUE INDEX "newsletters_slug_idx" ON "newsletters" USING btree ("slug");
  CREATE INDEX "newsletters_source_id_idx" ON "newsletters" USING btree ("source_id");
  CREATE INDEX "newsletters_updated_at_idx" ON "newsletters" USING btree ("updated_at");
  CREATE INDEX "newsletters_created_at_idx" ON "newsletters" USING btree ("created_at");
  CREATE UNIQUE INDEX "snippets_name_idx" ON "snippets" USING btree ("name");
  CREATE INDEX "snippets_source_id_idx" ON "snippets" USING btree ("source_id");
  CREATE INDEX "snippets_updated_at_idx" ON "snippets" USING btree ("updated_at");
  CREATE INDEX "snippets_created_at_idx" ON "snippets" USING btree ("created_at");
  CREATE INDEX "editorial_notes_author_idx" ON "editorial_notes" USING btree ("author_id");
  CREATE INDEX "editorial_notes_updated_at_idx" ON "editorial_notes" USING btree ("updated_at");
  CREATE INDEX "editorial_notes_created_at_idx" ON "editorial_notes" USING btree ("created_at");
  CREATE INDEX "editorial_notes_rels_order_idx" ON "editorial_notes_rels" USING btree ("order");
  CREATE INDEX "editorial_notes_rels_parent_idx" ON "editorial_notes_rels" USING btree ("parent_id");
  CREATE INDEX "editorial_notes_rels_path_idx" ON "editorial_notes_rels" USING btree ("path");
  CREATE INDEX "editorial_notes_rels_posts_id_idx" ON "editorial_notes_rels" USING btree ("posts_id");
  CREATE INDEX "editorial_notes_rels_pages_id_idx" ON "editorial_notes_rels" USING btree ("pages_id");
  CREATE INDEX "menu_nodes_menu_idx" ON "menu_nodes" USING btree ("menu");
  CREATE INDEX "menu_nodes_parent_idx" ON "menu_nodes" USING btree ("parent_id");
  CREATE INDEX "menu_nodes_source_id_idx" ON "menu_nodes" USING btree ("source_id");
  CREATE INDEX "menu_nodes_updated_at_idx" ON "menu_nodes" USING btree ("updated_at");
  CREATE INDEX "menu_nodes_created_at_idx" ON "menu_nodes" USING btree ("created_at");
  CREATE INDEX "menu_nodes_rels_order_idx" ON "menu_nodes_rels" USING btree ("order");
  CREATE INDEX "menu_nodes_rels_parent_idx" ON "menu_nodes_rels" USING btree ("parent_id");
  CREATE INDEX "menu_nodes_rels_path_idx" ON "menu_nodes_rels" USING btree ("path");
  CREATE INDEX "menu_nodes_rels_pages_id_idx" ON "menu_nodes_rels" USING btree ("pages_id");
  CREATE INDEX "menu_nodes_rels_posts_id_idx" ON "menu_nodes_rels" USING btree ("posts_id");
  CREATE INDEX "menu_nodes_rels_tags_id_idx" ON "menu_nodes_rels" USING btree ("tags_id");
  CREATE INDEX "menu_nodes_rels_tag_groups_id_idx" ON "menu_nodes_rels" USING btree ("tag_groups_id");
  CREATE INDEX "menu_nodes_rels_products_id_idx" ON "menu_nodes_rels" USING btree ("products_id");
  CREATE INDEX "menu_nodes_rels_events_id_idx" ON "menu_nodes_rels" USING btree ("events_id");
  CREATE INDEX "redirects__order_idx" ON "redirects" USING btree ("_order");
  CREATE INDEX "redirects_from_idx" ON "redirects" USING btree ("from");
  CREATE INDEX "redirects_source_id_idx" ON "redirects" USING btree ("source_id");
  CREATE INDEX "redirects_updated_at_idx" ON "redirects" USING btree ("updated_at");
  CREATE INDEX "redirects_created_at_idx" ON "redirects" USING btree ("created_at");
  CREATE INDEX "users_links_order_idx" ON "users_links" USING btree ("_order");
  CREATE INDEX "users_links_parent_id_idx" ON "users_links" USING btree ("_parent_id");
  CREATE INDEX "tiers_benefits_order_idx" ON "tiers_benefits" USING btree ("_order");
  CREATE INDEX "tiers_benefits_parent_id_idx" ON "tiers_benefits" USING btree ("_parent_id");
  CREATE INDEX "tiers__order_idx" ON "tiers" USING btree ("_order");
  CREATE UNIQUE INDEX "tiers_slug_idx" ON "tiers" USING btree ("slug");
  CREATE INDEX "tiers_source_id_idx" ON "tiers" USING btree ("source_id");
  CREATE INDEX "tiers_updated_at_idx" ON "tiers" USING btree ("updated_at");
  CREATE INDEX "tiers_created_at_idx" ON "tiers" USING btree ("created_at");
  CREATE INDEX "relations_updated_at_idx" ON "relations" USING btree ("updated_at");
  CREATE INDEX "relations_created_at_idx" ON "relations" USING btree ("created_at");
  CREATE UNIQUE INDEX "parentType_parentId_childType_childId_idx" ON "relations" USING btree ("parent_type","parent_id","child_type","child_id");
  CREATE INDEX "childType_childId_idx" ON "relations" USING btree ("child_type","child_id");
  CREATE INDEX "likes_user_idx" ON "likes" USING btree ("user_id");
  CREATE INDEX "likes_updated_at_idx" ON "likes" USING btree ("updated_at");
  CREATE INDEX "likes_created_at_idx" ON "likes" USING btree ("created_at");
  CREATE UNIQUE INDEX "objectType_objectId_user_idx" ON "likes" USING btree ("object_type","object_id","user_id");
  CREATE UNIQUE INDEX "objectType_objectId_actor_idx" ON "likes" USING btree ("object_type","object_id","actor");
  CREATE INDEX "site_settings_links_order_idx" ON "site_settings_links" USING btree ("_order");
  CREATE INDEX "site_settings_links_parent_id_idx" ON "site_settings_links" USING btree ("_parent_id");
  CREATE INDEX "site_settings_announcement_for_order_idx" ON "site_settings_announcement_for" USING btree ("order");
  CREATE INDEX "site_settings_announcement_for_parent_idx" ON "site_settings_announcement_for" USING btree ("parent_id");
  CREATE INDEX "site_settings_texts_order_parent" ON "site_settings_texts" USING btree ("order","parent_id");
  ALTER TABLE "posts" ADD CONSTRAINT "posts_og_image_id_media_id_fk" FOREIGN KEY ("og_image_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "posts" ADD CONSTRAINT "posts_series_id_tags_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."tags"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "posts" ADD CONSTRAINT "posts_newsletter_id_newsletters_id_fk" FOREIGN KEY ("newsletter_id") REFERENCES "public"."newsletters"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_posts_v" ADD CONSTRAINT "_posts_v_version_og_image_id_media_id_fk" FOREIGN KEY ("version_og_image_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_posts_v" ADD CONSTRAINT "_posts_v_version_series_id_tags_id_fk" FOREIGN KEY ("version_series_id") REFERENCES "public"."tags"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_posts_v" ADD CONSTRAINT "_posts_v_version_newsletter_id_newsletters_id_fk" FOREIGN KEY ("version_newsletter_id") REFERENCES "public"."newsletters"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "pages" ADD CONSTRAINT "pages_og_image_id_media_id_fk" FOREIGN KEY ("og_image_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "pages" ADD CONSTRAINT "pages_series_id_tags_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."tags"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "pages" ADD CONSTRAINT "pages_newsletter_id_newsletters_id_fk" FOREIGN KEY ("newsletter_id") REFERENCES "public"."newsletters"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_pages_v" ADD CONSTRAINT "_pages_v_version_og_image_id_media_id_fk" FOREIGN KEY ("version_og_image_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_pages_v" ADD CONSTRAINT "_pages_v_version_series_id_tags_id_fk" FOREIGN KEY ("version_series_id") REFERENCES "public"."tags"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_pages_v" ADD CONSTRAINT "_pages_v_version_newsletter_id_newsletters_id_fk" FOREIGN KEY ("version_newsletter_id") REFERENCES "public"."newsletters"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "tags" ADD CONSTRAINT "tags_feature_image_id_media_id_fk" FOREIGN KEY ("feature_image_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "tags" ADD CONSTRAINT "tags_group_id_tag_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."tag_groups"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "users" ADD CONSTRAINT "users_profile_image_id_media_id_fk" FOREIGN KEY ("profile_image_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "users" ADD CONSTRAINT "users_cover_image_id_media_id_fk" FOREIGN KEY ("cover_image_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_tag_groups_fk" FOREIGN KEY ("tag_groups_id") REFERENCES "public"."tag_groups"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_comments_fk" FOREIGN KEY ("comments_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_newsletters_fk" FOREIGN KEY ("newsletters_id") REFERENCES "public"."newsletters"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_snippets_fk" FOREIGN KEY ("snippets_id") REFERENCES "public"."snippets"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_editorial_notes_fk" FOREIGN KEY ("editorial_notes_id") REFERENCES "public"."editorial_notes"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_menu_nodes_fk" FOREIGN KEY ("menu_nodes_id") REFERENCES "public"."menu_nodes"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_redirects_fk" FOREIGN KEY ("redirects_id") REFERENCES "public"."redirects"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_tiers_fk" FOREIGN KEY ("tiers_id") REFERENCES "public"."tiers"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_relations_fk" FOREIGN KEY ("relations_id") REFERENCES "public"."relations"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_likes_fk" FOREIGN KEY ("likes_id") REFERENCES "public"."likes"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "site_settings" ADD CONSTRAINT "site_settings_logo_id_media_id_fk" FOREIGN KEY ("logo_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "site_settings" ADD CONSTRAINT "site_settings_cover_image_id_media_id_fk" FOREIGN KEY ("cover_image_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "site_settings" ADD CONSTRAINT "site_settings_og_image_id_media_id_fk" FOREIGN KEY ("og_image_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "posts_og_image_idx" ON "posts" USING btree ("og_image_id");
  CREATE INDEX "posts_series_idx" ON "posts" USING btree ("series_id");
  CREATE INDEX "posts_newsletter_idx" ON "posts" USING btree ("newsletter_id");
  CREATE INDEX "_posts_v_version_version_og_image_idx" ON "_posts_v" USING btree ("version_og_image_id");
  CREATE INDEX "_posts_v_version_version_series_idx" ON "_posts_v" USING btree ("version_series_id");
  CREATE INDEX "_posts_v_version_version_newsletter_idx" ON "_posts_v" USING btree ("version_newsletter_id");
  CREATE INDEX "pages_og_image_idx" ON "pages" USING btree ("og_image_id");
  CREATE INDEX "pages_series_idx" ON "pages" USING btree ("series_id");
  CREATE INDEX "pages_newsletter_idx" ON "pages" USING btree ("newsletter_id");
  CREATE INDEX "_pages_v_version_version_og_image_idx" ON "_pages_v" USING btree ("version_og_image_id");
  CREATE INDEX "_pages_v_version_version_series_idx" ON "_pages_v" USING btree ("version_series_id");
  CREATE INDEX "_pages_v_version_version_newsletter_idx" ON "_pages_v" USING btree ("version_newsletter_id");
  CREATE INDEX "tags_feature_image_idx" ON "tags" USING btree ("feature_image_id");
  CREATE INDEX "tags_group_idx" ON "tags" USING btree ("group_id");
  CREATE INDEX "users_profile_image_idx" ON "users" USING btree ("profile_image_id");
  CREATE INDEX "users_cover_image_idx" ON "users" USING btree ("cover_image_id");
  CREATE INDEX "payload_locked_documents_rels_tag_groups_id_idx" ON "payload_locked_documents_rels" USING btree ("tag_groups_id");
  CREATE INDEX "payload_locked_documents_rels_comments_id_idx" ON "payload_locked_documents_rels" USING btree ("comments_id");
  CREATE INDEX "payload_locked_documents_rels_newsletters_id_idx" ON "payload_locked_documents_rels" USING btree ("newsletters_id");
  CREATE INDEX "payload_locked_documents_rels_snippets_id_idx" ON "payload_locked_documents_rels" USING btree ("snippets_id");
  CREATE INDEX "payload_locked_documents_rels_editorial_notes_id_idx" ON "payload_locked_documents_rels" USING btree ("editorial_notes_id");
  CREATE INDEX "payload_locked_documents_rels_menu_nodes_id_idx" ON "payload_locked_documents_rels" USING btree ("menu_nodes_id");
  CREATE INDEX "payload_locked_documents_rels_redirects_id_idx" ON "payload_locked_documents_rels" USING btree ("redirects_id");
  CREATE INDEX "payload_locked_documents_rels_tiers_id_idx" ON "payload_locked_documents_rels" USING btree ("tiers_id");
  CREATE INDEX "payload_locked_documents_rels_relations_id_idx" ON "payload_locked_documents_rels" USING btree ("relations_id");
  CREATE INDEX "payload_locked_documents_rels_likes_id_idx" ON "payload_locked_documents_rels" USING btree ("likes_id");
  CREATE INDEX "site_settings_logo_idx" ON "site_settings" USING btree ("logo_id");
  CREATE INDEX "site_settings_cover_image_idx" ON "site_settings" USING btree ("cover_image_id");
  CREATE INDEX "site_settings_og_image_idx" ON "site_settings" USING btree ("og_image_id");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "tag_groups" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "comments" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "newsletters" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "snippets" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "editorial_notes" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "editorial_notes_rels" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "menu_nodes" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "menu_nodes_rels" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "redirects" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "users_links" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "tiers_benefits" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "tiers" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "relations" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "likes" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "site_settings_links" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "site_settings_announcement_for" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "site_settings_texts" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "tag_groups" CASCADE;
  DROP TABLE "comments" CASCADE;
  DROP TABLE "newsletters" CASCADE;
  DROP TABLE "snippets" CASCADE;
  DROP TABLE "editorial_notes" CASCADE;
  DROP TABLE "editorial_notes_rels" CASCADE;
  DROP TABLE "menu_nodes" CASCADE;
  DROP TABLE "menu_nodes_rels" CASCADE;
  DROP TABLE "redirects" CASCADE;
  DROP TABLE "users_links" CASCADE;
  DROP TABLE "tiers_benefits" CASCADE;
  DROP TABLE "tiers" CASCADE;
  DROP TABLE "relations" CASCADE;
  DROP TABLE "likes" CASCADE;
  DROP TABLE "site_settings_links" CASCADE;
  DROP TABLE "site_settings_announcement_for" CASCADE;
  DROP TABLE "site_settings_texts" CASCADE;
  ALTER TABLE "posts" DROP CONSTRAINT "posts_og_image_id_media_id_fk";
  
  ALTER TABLE "posts" DROP CONSTRAINT "posts_series_id_tags_id_fk";
  
  ALTER TABLE "posts" DROP CONSTRAINT "posts_newsletter_id_newsletters_id_fk";
  
  ALTER TABLE "_posts_v" DROP CONSTRAINT "_posts_v_version_og_image_id_media_id_fk";
  
  ALTER TABLE "_posts_v" DROP CONSTRAINT "_posts_v_version_series_id_tags_id_fk";
  
  ALTER TABLE "_posts_v" DROP CONSTRAINT "_posts_v_version_newsletter_id_newsletters_id_fk";
  
  ALTER TABLE "pages" DROP CONSTRAINT "pages_og_image_id_media_id_fk";
  
  ALTER TABLE "pages" DROP CONSTRAINT "pages_series_id_tags_id_fk";
  
  ALTER TABLE "pages" DROP CONSTRAINT "pages_newsletter_id_newsletters_id_fk";
  
  ALTER TABLE "_pages_v" DROP CONSTRAINT "_pages_v_version_og_image_id_media_id_fk";
  
  ALTER TABLE "_pages_v" DROP CONSTRAINT "_pages_v_version_series_id_tags_id_fk";
  
  ALTER TABLE "_pages_v" DROP CONSTRAINT "_pages_v_version_newsletter_id_newsletters_id_fk";
  
  ALTER TABLE "tags" DROP CONSTRAINT "tags_feature_image_id_media_id_fk";
  
  ALTER TABLE "tags" DROP CONSTRAINT "tags_group_id_tag_groups_id_fk";
  
  ALTER TABLE "users" DROP CONSTRAINT "users_profile_image_id_media_id_fk";
  
  ALTER TABLE "users" DROP CONSTRAINT "users_cover_image_id_media_id_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_tag_groups_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_comments_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_newsletters_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_snippets_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_editorial_notes_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_menu_nodes_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_redirects_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_tiers_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_relations_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_likes_fk";
  
  ALTER TABLE "site_settings" DROP CONSTRAINT "site_settings_logo_id_media_id_fk";
  
  ALTER TABLE "site_settings" DROP CONSTRAINT "site_settings_cover_image_id_media_id_fk";
  
  ALTER TABLE "site_settings" DROP CONSTRAINT "site_settings_og_image_id_media_id_fk";
  
  DROP INDEX "posts_og_image_idx";
  DROP INDEX "posts_series_idx";
  DROP INDEX "posts_newsletter_idx";
  DROP INDEX "_posts_v_version_version_og_image_idx";
  DROP INDEX "_posts_v_version_version_series_idx";
  DROP INDEX "_posts_v_version_version_newsletter_idx";
  DROP INDEX "pages_og_image_idx";
  DROP INDEX "pages_series_idx";
  DROP INDEX "pages_newsletter_idx";
  DROP INDEX "_pages_v_version_version_og_image_idx";
  DROP INDEX "_pages_v_version_version_series_idx";
  DROP INDEX "_pages_v_version_version_newsletter_idx";
  DROP INDEX "tags_feature_image_idx";
  DROP INDEX "tags_group_idx";
  DROP INDEX "users_profile_image_idx";
  DROP INDEX "users_cover_image_idx";
  DROP INDEX "payload_locked_documents_rels_tag_groups_id_idx";
  DROP INDEX "payload_locked_documents_rels_comments_id_idx";
  DROP INDEX "payload_locked_documents_rels_newsletters_id_idx";
  DROP INDEX "payload_locked_documents_rels_snippets_id_idx";
  DROP INDEX "payload_locked_documents_rels_editorial_notes_id_idx";
  DROP INDEX "payload_locked_documents_rels_menu_nodes_id_idx";
  DROP INDEX "payload_locked_documents_rels_redirects_id_idx";
  DROP INDEX "payload_locked_documents_rels_tiers_id_idx";
  DROP INDEX "payload_locked_documents_rels_relations_id_idx";
  DROP INDEX "payload_locked_documents_rels_likes_id_idx";
  DROP INDEX "site_settings_logo_idx";
  DROP INDEX "site_settings_cover_image_idx";
  DROP INDEX "site_settings_og_image_idx";
  ALTER TABLE "posts" DROP COLUMN "og_title";
  ALTER TABLE "posts" DROP COLUMN "og_description";
  ALTER TABLE "posts" DROP COLUMN "og_image_id";
  ALTER TABLE "posts" DROP COLUMN "og_image_url";
  ALTER TABLE "posts" DROP COLUMN "twitter_title";
  ALTER TABLE "posts" DROP COLUMN "twitter_description";
  ALTER TABLE "posts" DROP COLUMN "twitter_image_url";
  ALTER TABLE "posts" DROP COLUMN "show_title_and_picture";
  ALTER TABLE "posts" DROP COLUMN "comments_open";
  ALTER TABLE "posts" DROP COLUMN "email_subject";
  ALTER TABLE "posts" DROP COLUMN "language";
  ALTER TABLE "posts" DROP COLUMN "template";
  ALTER TABLE "posts" DROP COLUMN "code_head";
  ALTER TABLE "posts" DROP COLUMN "code_foot";
  ALTER TABLE "posts" DROP COLUMN "series_id";
  ALTER TABLE "posts" DROP COLUMN "newsletter_id";
  ALTER TABLE "posts" DROP COLUMN "word_count";
  ALTER TABLE "_posts_v" DROP COLUMN "version_og_title";
  ALTER TABLE "_posts_v" DROP COLUMN "version_og_description";
  ALTER TABLE "_posts_v" DROP COLUMN "version_og_image_id";
  ALTER TABLE "_posts_v" DROP COLUMN "version_og_image_url";
  ALTER TABLE "_posts_v" DROP COLUMN "version_twitter_title";
  ALTER TABLE "_posts_v" DROP COLUMN "version_twitter_description";
  ALTER TABLE "_posts_v" DROP COLUMN "version_twitter_image_url";
  ALTER TABLE "_posts_v" DROP COLUMN "version_show_title_and_picture";
  ALTER TABLE "_posts_v" DROP COLUMN "version_comments_open";
  ALTER TABLE "_posts_v" DROP COLUMN "version_email_subject";
  ALTER TABLE "_posts_v" DROP COLUMN "version_language";
  ALTER TABLE "_posts_v" DROP COLUMN "version_template";
  ALTER TABLE "_posts_v" DROP COLUMN "version_code_head";
  ALTER TABLE "_posts_v" DROP COLUMN "version_code_foot";
  ALTER TABLE "_posts_v" DROP COLUMN "version_series_id";
  ALTER TABLE "_posts_v" DROP COLUMN "version_newsletter_id";
  ALTER TABLE "_posts_v" DROP COLUMN "version_word_count";
  ALTER TABLE "pages" DROP COLUMN "og_title";
  ALTER TABLE "pages" DROP COLUMN "og_description";
  ALTER TABLE "pages" DROP COLUMN "og_image_id";
  ALTER TABLE "pages" DROP COLUMN "og_image_url";
  ALTER TABLE "pages" DROP COLUMN "twitter_title";
  ALTER TABLE "pages" DROP COLUMN "twitter_description";
  ALTER TABLE "pages" DROP COLUMN "twitter_image_url";
  ALTER TABLE "pages" DROP COLUMN "show_title_and_picture";
  ALTER TABLE "pages" DROP COLUMN "comments_open";
  ALTER TABLE "pages" DROP COLUMN "email_subject";
  ALTER TABLE "pages" DROP COLUMN "language";
  ALTER TABLE "pages" DROP COLUMN "template";
  ALTER TABLE "pages" DROP COLUMN "code_head";
  ALTER TABLE "pages" DROP COLUMN "code_foot";
  ALTER TABLE "pages" DROP COLUMN "series_id";
  ALTER TABLE "pages" DROP COLUMN "newsletter_id";
  ALTER TABLE "pages" DROP COLUMN "word_count";
  ALTER TABLE "_pages_v" DROP COLUMN "version_og_title";
  ALTER TABLE "_pages_v" DROP COLUMN "version_og_description";
  ALTER TABLE "_pages_v" DROP COLUMN "version_og_image_id";
  ALTER TABLE "_pages_v" DROP COLUMN "version_og_image_url";
  ALTER TABLE "_pages_v" DROP COLUMN "version_twitter_title";
  ALTER TABLE "_pages_v" DROP COLUMN "version_twitter_description";
  ALTER TABLE "_pages_v" DROP COLUMN "version_twitter_image_url";
  ALTER TABLE "_pages_v" DROP COLUMN "version_show_title_and_picture";
  ALTER TABLE "_pages_v" DROP COLUMN "version_comments_open";
  ALTER TABLE "_pages_v" DROP COLUMN "version_email_subject";
  ALTER TABLE "_pages_v" DROP COLUMN "version_language";
  ALTER TABLE "_pages_v" DROP COLUMN "version_template";
  ALTER TABLE "_pages_v" DROP COLUMN "version_code_head";
  ALTER TABLE "_pages_v" DROP COLUMN "version_code_foot";
  ALTER TABLE "_pages_v" DROP COLUMN "version_series_id";
  ALTER TABLE "_pages_v" DROP COLUMN "version_newsletter_id";
  ALTER TABLE "_pages_v" DROP COLUMN "version_word_count";
  ALTER TABLE "tags" DROP COLUMN "feature_image_id";
  ALTER TABLE "tags" DROP COLUMN "canonical_url";
  ALTER TABLE "tags" DROP COLUMN "group_id";
  ALTER TABLE "tags" DROP COLUMN "source_json";
  ALTER TABLE "users" DROP COLUMN "profile_image_id";
  ALTER TABLE "users" DROP COLUMN "cover_image_id";
  ALTER TABLE "users" DROP COLUMN "source_json";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "tag_groups_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "comments_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "newsletters_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "snippets_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "editorial_notes_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "menu_nodes_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "redirects_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "tiers_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "relations_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "likes_id";
  ALTER TABLE "site_settings" DROP COLUMN "logo_id";
  ALTER TABLE "site_settings" DROP COLUMN "cover_image_id";
  ALTER TABLE "site_settings" DROP COLUMN "permalink";
  ALTER TABLE "site_settings" DROP COLUMN "comments";
  ALTER TABLE "site_settings" DROP COLUMN "llms";
  ALTER TABLE "site_settings" DROP COLUMN "announcement";
  ALTER TABLE "site_settings" DROP COLUMN "announcement_tone";
  ALTER TABLE "site_settings" DROP COLUMN "meta_title";
  ALTER TABLE "site_settings" DROP COLUMN "meta_description";
  ALTER TABLE "site_settings" DROP COLUMN "og_title";
  ALTER TABLE "site_settings" DROP COLUMN "og_description";
  ALTER TABLE "site_settings" DROP COLUMN "og_image_id";
  ALTER TABLE "site_settings" DROP COLUMN "code_on";
  ALTER TABLE "site_settings" DROP COLUMN "code_head";
  ALTER TABLE "site_settings" DROP COLUMN "code_foot";
  ALTER TABLE "site_settings" DROP COLUMN "source_json";
  DROP TYPE "public"."enum_comments_status";
  DROP TYPE "public"."enum_newsletters_design_title_font";
  DROP TYPE "public"."enum_newsletters_design_body_font";
  DROP TYPE "public"."enum_newsletters_design_title_alignment";
  DROP TYPE "public"."enum_newsletters_status";
  DROP TYPE "public"."enum_menu_nodes_menu";
  DROP TYPE "public"."enum_tiers_currency";
  DROP TYPE "public"."enum_tiers_kind";
  DROP TYPE "public"."enum_site_settings_announcement_for";
  DROP TYPE "public"."enum_site_settings_comments";
  DROP TYPE "public"."enum_site_settings_announcement_tone";`)
}
