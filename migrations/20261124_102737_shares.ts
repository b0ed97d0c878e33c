import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "inbox_activities" ADD COLUMN "handle" varchar;
  ALTER TABLE "inbox_activities" ADD COLUMN "object_url" varchar;
  CREATE INDEX "inbox_activities_object_url_idx" ON "inbox_activities" USING btree ("object_url");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "inbox_activities_object_url_idx";
  ALTER TABLE "inbox_activities" DROP COLUMN "handle";
  ALTER TABLE "inbox_activities" DROP COLUMN "object_url";`)
}
