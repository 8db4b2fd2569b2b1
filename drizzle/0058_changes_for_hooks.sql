CREATE TABLE "purge_changes" (
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"source_id" text DEFAULT '' NOT NULL,
	"target" text DEFAULT '' NOT NULL,
	"hosts" text[] DEFAULT '{}' NOT NULL,
	"why" text NOT NULL,
	"changed_by" text NOT NULL,
	CONSTRAINT "purge_changes_account_id_kind_source_id_target_pk" PRIMARY KEY("account_id","kind","source_id","target"),
	CONSTRAINT "purge_changes_kind" CHECK ("purge_changes"."kind" in ('path', 'file', 'folder', 'source'))
);
--> statement-breakpoint
ALTER TABLE "purge_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "purge_changes" ADD CONSTRAINT "purge_changes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "of_account" ON "purge_changes" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "purge_changes" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);