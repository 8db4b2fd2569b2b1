CREATE TABLE "purge_calls" (
	"account_id" text NOT NULL,
	"purge_id" text NOT NULL,
	"number" integer NOT NULL,
	"targets" text[] NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"dropped_at" timestamp (3) with time zone,
	"last_error" text,
	CONSTRAINT "purge_calls_account_id_purge_id_number_pk" PRIMARY KEY("account_id","purge_id","number")
);
--> statement-breakpoint
ALTER TABLE "purge_calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purge_hooks" (
	"account_id" text PRIMARY KEY NOT NULL,
	"template" text NOT NULL,
	"method" text NOT NULL,
	"url" text NOT NULL,
	"headers" text NOT NULL,
	"header_names" text[] NOT NULL,
	"body" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "purge_hooks_template" CHECK ("purge_hooks"."template" in ('cloudflare', 'fastly', 'custom'))
);
--> statement-breakpoint
ALTER TABLE "purge_hooks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purge_lines" (
	"account_id" text NOT NULL,
	"purge_id" text NOT NULL,
	"number" integer NOT NULL,
	"scope" jsonb NOT NULL,
	"text" text NOT NULL,
	"matched" integer NOT NULL,
	"sample_source_id" text,
	"sample_path" text,
	"read_at" timestamp (3) with time zone,
	"answer" integer,
	"fresh" text,
	CONSTRAINT "purge_lines_account_id_purge_id_number_pk" PRIMARY KEY("account_id","purge_id","number")
);
--> statement-breakpoint
ALTER TABLE "purge_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purges" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"reason" text NOT NULL,
	"matched" integer NOT NULL,
	"mark" bigint NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "purges_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "purges_status" CHECK ("purges"."status" in ('pending', 'completed', 'failed')),
	CONSTRAINT "purges_settled" CHECK (("purges"."status" = 'pending') = ("purges"."settled_at" is null))
);
--> statement-breakpoint
ALTER TABLE "purges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "purge_calls" ADD CONSTRAINT "purge_calls_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purge_calls" ADD CONSTRAINT "purge_calls_purge" FOREIGN KEY ("account_id","purge_id") REFERENCES "public"."purges"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purge_hooks" ADD CONSTRAINT "purge_hooks_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purge_lines" ADD CONSTRAINT "purge_lines_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purge_lines" ADD CONSTRAINT "purge_lines_purge" FOREIGN KEY ("account_id","purge_id") REFERENCES "public"."purges"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purges" ADD CONSTRAINT "purges_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "purge_calls_due" ON "purge_calls" USING btree ("due_at") WHERE "purge_calls"."sent_at" is null and "purge_calls"."dropped_at" is null;--> statement-breakpoint
CREATE INDEX "purges_listed" ON "purges" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "purges_due" ON "purges" USING btree ("due_at") WHERE "purges"."status" = 'pending';--> statement-breakpoint
CREATE POLICY "of_account" ON "purge_calls" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "purge_calls" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "purge_hooks" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "purge_hooks" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "purge_lines" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "purge_lines" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "purges" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "purges" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);