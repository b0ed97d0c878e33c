import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_link_checks_state" AS ENUM('queued', 'running', 'done', 'failed');
  CREATE TABLE "link_checks" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"state" "enum_link_checks_state" DEFAULT 'queued' NOT NULL,
  	"documents" numeric DEFAULT 0,
  	"links" numeric DEFAULT 0,
  	"broken" numeric DEFAULT 0,
  	"started_by_id" uuid,
  	"finished_at" timestamp(3) with time zone,
  	"findings" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "link_checks_id" uuid;
  ALTER TABLE "link_checks" ADD CONSTRAINT "link_checks_started_by_id_users_id_fk" FOREIGN KEY ("started_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "link_checks_started_by_idx" ON "link_checks" USING btree ("started_by_id");
  CREATE INDEX "link_checks_updated_at_idx" ON "link_checks" USING btree ("updated_at");
  CREATE INDEX "link_checks_created_at_idx" ON "link_checks" USING btree ("created_at");
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_link_checks_fk" FOREIGN KEY ("link_checks_id") REFERENCES "public"."link_checks"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "payload_locked_documents_rels_link_checks_id_idx" ON "payload_locked_documents_rels" USING btree ("link_checks_id");

  -- Views of pages, and nothing about who looked: server/page-views.ts counts, nobody's collection.
  CREATE TABLE "page_views" (
  	"day" date NOT NULL,
  	"site" text NOT NULL,
  	"path" text NOT NULL,
  	"referrer_host" text NOT NULL DEFAULT '',
  	"views" integer NOT NULL CHECK ("views" > 0),
  	PRIMARY KEY ("day", "site", "path", "referrer_host")
  );
  CREATE INDEX "page_views_path_idx" ON "page_views" USING btree ("site", "path", "day");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "page_views";
   ALTER TABLE "link_checks" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "link_checks" CASCADE;
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_link_checks_fk";
  
  DROP INDEX "payload_locked_documents_rels_link_checks_id_idx";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "link_checks_id";
  DROP TYPE "public"."enum_link_checks_state";`)
}
