DROP POLICY "of_account" ON "media_moves" CASCADE;--> statement-breakpoint
DROP POLICY "of_system" ON "media_moves" CASCADE;--> statement-breakpoint
DROP TABLE "media_moves" CASCADE;