import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_media_captions_kind" AS ENUM('captions', 'subtitles', 'descriptions');
  CREATE TABLE "media_captions" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"file_id" uuid,
  	"language" varchar DEFAULT 'en',
  	"label" varchar DEFAULT 'English',
  	"kind" "enum_media_captions_kind" DEFAULT 'captions'
  );
  
  CREATE TABLE "media_chapters" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"at" varchar,
  	"title" varchar
  );
  
  ALTER TABLE "media" ALTER COLUMN "alt" DROP NOT NULL;
  ALTER TABLE "media" ADD COLUMN "decorative" boolean DEFAULT false;
  ALTER TABLE "media" ADD COLUMN "credit" varchar;
  ALTER TABLE "media" ADD COLUMN "poster_id" uuid;
  ALTER TABLE "media" ADD COLUMN "crop_x" numeric;
  ALTER TABLE "media" ADD COLUMN "crop_y" numeric;
  ALTER TABLE "media" ADD COLUMN "crop_width" numeric;
  ALTER TABLE "media" ADD COLUMN "crop_height" numeric;
  ALTER TABLE "media" ADD COLUMN "fingerprint" varchar;
  ALTER TABLE "media" ADD COLUMN "placeholder" varchar;
  ALTER TABLE "media" ADD COLUMN "animated" boolean;
  ALTER TABLE "media_captions" ADD CONSTRAINT "media_captions_file_id_media_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "media_captions" ADD CONSTRAINT "media_captions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."media"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "media_chapters" ADD CONSTRAINT "media_chapters_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."media"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "media_captions_order_idx" ON "media_captions" USING btree ("_order");
  CREATE INDEX "media_captions_parent_id_idx" ON "media_captions" USING btree ("_parent_id");
  CREATE INDEX "media_captions_file_idx" ON "media_captions" USING btree ("file_id");
  CREATE INDEX "media_chapters_order_idx" ON "media_chapters" USING btree ("_order");
  CREATE INDEX "media_chapters_parent_id_idx" ON "media_chapters" USING btree ("_parent_id");
  ALTER TABLE "media" ADD CONSTRAINT "media_poster_id_media_id_fk" FOREIGN KEY ("poster_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "media_poster_idx" ON "media" USING btree ("poster_id");
  -- Files from before have no hash; their pages need some version to keep them by.
  UPDATE "media" SET "fingerprint" = substr(md5(coalesce("filename", '') || "updated_at"::text), 1, 10);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "media_captions" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "media_chapters" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "media_captions" CASCADE;
  DROP TABLE "media_chapters" CASCADE;
  ALTER TABLE "media" DROP CONSTRAINT "media_poster_id_media_id_fk";
  
  DROP INDEX "media_poster_idx";
  UPDATE "media" SET "alt" = '' WHERE "alt" IS NULL;
  ALTER TABLE "media" ALTER COLUMN "alt" SET NOT NULL;
  ALTER TABLE "media" DROP COLUMN "decorative";
  ALTER TABLE "media" DROP COLUMN "credit";
  ALTER TABLE "media" DROP COLUMN "poster_id";
  ALTER TABLE "media" DROP COLUMN "crop_x";
  ALTER TABLE "media" DROP COLUMN "crop_y";
  ALTER TABLE "media" DROP COLUMN "crop_width";
  ALTER TABLE "media" DROP COLUMN "crop_height";
  ALTER TABLE "media" DROP COLUMN "fingerprint";
  ALTER TABLE "media" DROP COLUMN "placeholder";
  ALTER TABLE "media" DROP COLUMN "animated";
  DROP TYPE "public"."enum_media_captions_kind";`)
}
