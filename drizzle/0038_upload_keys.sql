ALTER TABLE "uploads" ADD COLUMN "key" text;--> statement-breakpoint
CREATE UNIQUE INDEX "uploads_key" ON "uploads" USING btree ("account_id","started_by","key") WHERE "uploads"."key" is not null;