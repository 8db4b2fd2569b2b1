CREATE TABLE "cached_renders" (
	"account_id" text NOT NULL,
	"server" text NOT NULL,
	"key" text NOT NULL,
	"source_id" text NOT NULL,
	"path" text NOT NULL,
	"bytes" bigint NOT NULL,
	"file_ids" text[] DEFAULT '{}' NOT NULL,
	"folder_ids" text[] DEFAULT '{}' NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"stored_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cached_renders_account_id_server_key_pk" PRIMARY KEY("account_id","server","key")
);
--> statement-breakpoint
ALTER TABLE "cached_renders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purge_marks" (
	"account_id" text NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "purge_marks_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"source_id" text,
	"target" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"set_by" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "purge_marks_account_id_number_pk" PRIMARY KEY("account_id","number"),
	CONSTRAINT "purge_marks_kind" CHECK ("purge_marks"."kind" in ('path', 'prefix', 'source', 'file', 'folder', 'tag')),
	CONSTRAINT "purge_marks_source" CHECK (("purge_marks"."kind" in ('path', 'prefix', 'source')) = ("purge_marks"."source_id" is not null)),
	CONSTRAINT "purge_marks_target" CHECK (("purge_marks"."kind" = 'source') = ("purge_marks"."target" is null))
);
--> statement-breakpoint
ALTER TABLE "purge_marks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "cached_renders" ADD CONSTRAINT "cached_renders_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purge_marks" ADD CONSTRAINT "purge_marks_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cached_renders_path" ON "cached_renders" USING btree ("account_id","source_id","path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "cached_renders_file_ids" ON "cached_renders" USING gin ("file_ids");--> statement-breakpoint
CREATE INDEX "cached_renders_folder_ids" ON "cached_renders" USING gin ("folder_ids");--> statement-breakpoint
CREATE INDEX "cached_renders_tags" ON "cached_renders" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "cached_renders_stored_at" ON "cached_renders" USING btree ("stored_at");--> statement-breakpoint
CREATE INDEX "purge_marks_set_by" ON "purge_marks" USING btree ("set_by");--> statement-breakpoint
CREATE INDEX "purge_marks_at" ON "purge_marks" USING btree ("at");--> statement-breakpoint
CREATE POLICY "of_account" ON "cached_renders" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "cached_renders" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "purge_marks" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "purge_marks" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);