ALTER TABLE "purge_changes" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP POLICY "of_account" ON "purge_changes" CASCADE;--> statement-breakpoint
DROP POLICY "of_system" ON "purge_changes" CASCADE;--> statement-breakpoint
DROP TABLE "purge_changes" CASCADE;--> statement-breakpoint
ALTER TABLE "purge_calls" ADD COLUMN "names" text DEFAULT 'prefixes' NOT NULL;--> statement-breakpoint
ALTER TABLE "purge_hooks" ADD COLUMN "names" text DEFAULT 'prefixes' NOT NULL;--> statement-breakpoint
ALTER TABLE "purges" ADD COLUMN "tells_change" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "purges" ADD COLUMN "untold" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purge_calls" ADD CONSTRAINT "purge_calls_names" CHECK ("purge_calls"."names" in ('keys', 'prefixes', 'urls'));--> statement-breakpoint
ALTER TABLE "purge_hooks" ADD CONSTRAINT "purge_hooks_names" CHECK ("purge_hooks"."names" in ('keys', 'prefixes', 'urls'));