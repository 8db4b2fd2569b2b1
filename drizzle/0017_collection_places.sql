ALTER TABLE "collection_files" ADD COLUMN "folder_id" text;--> statement-breakpoint
ALTER TABLE "collection_files" ADD COLUMN "in_trash" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "collection_files_placed" ON "collection_files" USING btree ("account_id","collection_id","file_id","folder_id","in_trash") WHERE "collection_files"."ended_at" is null;