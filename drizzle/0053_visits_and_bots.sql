ALTER TABLE "share_link_events" ADD COLUMN "seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "share_links" ADD COLUMN "bot_downloads" integer DEFAULT 0 NOT NULL;