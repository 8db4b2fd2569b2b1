DROP INDEX "mails_unsent";--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "due_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "one_time_links" ADD COLUMN "network" text;--> statement-breakpoint
CREATE INDEX "one_time_links_network" ON "one_time_links" USING btree ("network","created_at");--> statement-breakpoint
CREATE INDEX "mails_unsent" ON "mails" USING btree ("due_at") WHERE "mails"."sent_at" is null;