ALTER TABLE "accounts" ADD COLUMN "delivery_limit" bigint;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "purge_limit" integer;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "request_days" integer;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "figure_days" integer;