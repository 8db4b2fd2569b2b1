CREATE TABLE "deployments" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"source_id" text NOT NULL,
	"number" integer NOT NULL,
	"status" text NOT NULL,
	"config" jsonb NOT NULL,
	"secrets" text,
	"restored" integer,
	"log" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_by" text NOT NULL,
	"started_by_name" text NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "deployments_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "deployments_status" CHECK ("deployments"."status" in ('deploying', 'deployed', 'failed')),
	CONSTRAINT "deployments_finished" CHECK (("deployments"."status" = 'deploying') = ("deployments"."finished_at" is null))
);
--> statement-breakpoint
ALTER TABLE "deployments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "source_domains" (
	"account_id" text NOT NULL,
	"source_id" text NOT NULL,
	"domain" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "source_domains" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sources" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"deployment" integer,
	"draft" jsonb,
	"draft_secrets" text,
	"token_number" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"disabled_by" text,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by" text,
	CONSTRAINT "sources_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "sources_slug_unique" UNIQUE("slug"),
	CONSTRAINT "sources_status" CHECK ("sources"."status" in ('deploying', 'deployed', 'disabled', 'deleted', 'failed')),
	CONSTRAINT "sources_slug" CHECK ("sources"."slug" ~ '^[a-z0-9](-?[a-z0-9])*$' and length("sources"."slug") <= 63),
	CONSTRAINT "sources_deleted" CHECK (("sources"."status" = 'deleted') = ("sources"."deleted_at" is not null)),
	CONSTRAINT "sources_disabled" CHECK (("sources"."status" = 'disabled') <= ("sources"."disabled_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "sources" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_source" FOREIGN KEY ("account_id","source_id") REFERENCES "public"."sources"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_domains" ADD CONSTRAINT "source_domains_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_domains" ADD CONSTRAINT "source_domains_source" FOREIGN KEY ("account_id","source_id") REFERENCES "public"."sources"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "deployments_number" ON "deployments" USING btree ("account_id","source_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "deployments_one" ON "deployments" USING btree ("account_id","source_id") WHERE "deployments"."status" = 'deploying';--> statement-breakpoint
CREATE INDEX "source_domains_source_id" ON "source_domains" USING btree ("account_id","source_id");--> statement-breakpoint
CREATE INDEX "sources_listed" ON "sources" USING btree ("account_id",lower("name"),"id") WHERE "sources"."deleted_at" is null;--> statement-breakpoint
CREATE POLICY "of_account" ON "deployments" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "deployments" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "source_domains" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "source_domains" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "sources" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "sources" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);