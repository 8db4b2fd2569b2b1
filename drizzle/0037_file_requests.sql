ALTER TABLE "share_link_events" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "share_links" ADD COLUMN "max_uploads" integer;--> statement-breakpoint
ALTER TABLE "share_links" ADD COLUMN "max_upload_bytes" bigint;