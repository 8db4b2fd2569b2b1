CREATE TABLE "deliveries" (
	"account_id" text NOT NULL,
	"source_id" text NOT NULL,
	"batch" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"path" text NOT NULL,
	"status" smallint NOT NULL,
	"bytes" bigint NOT NULL,
	"original_bytes" bigint,
	"format" text,
	"cache_hit" boolean NOT NULL,
	"country" text,
	"device" text NOT NULL,
	"referrer" text
);
--> statement-breakpoint
ALTER TABLE "deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "delivery_batches" (
	"key" text PRIMARY KEY NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "delivery_batches_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"tallied" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "delivery_batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "delivery_days" (
	"account_id" text NOT NULL,
	"source_id" text NOT NULL,
	"day" date NOT NULL,
	"requests" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"saved" bigint DEFAULT 0 NOT NULL,
	"hits" bigint DEFAULT 0 NOT NULL,
	"errors" bigint DEFAULT 0 NOT NULL,
	"uncounted" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "delivery_days_account_id_day_source_id_pk" PRIMARY KEY("account_id","day","source_id")
);
--> statement-breakpoint
ALTER TABLE "delivery_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "delivery_half_hours" (
	"account_id" text NOT NULL,
	"source_id" text NOT NULL,
	"at" timestamp (0) with time zone NOT NULL,
	"requests" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"saved" bigint DEFAULT 0 NOT NULL,
	"hits" bigint DEFAULT 0 NOT NULL,
	"errors" bigint DEFAULT 0 NOT NULL,
	"uncounted" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "delivery_half_hours_account_id_at_source_id_pk" PRIMARY KEY("account_id","at","source_id")
);
--> statement-breakpoint
ALTER TABLE "delivery_half_hours" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "delivery_tallies" (
	"account_id" text NOT NULL,
	"source_id" text NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"value" text NOT NULL,
	"requests" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"saved" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "delivery_tallies_account_id_kind_day_source_id_value_pk" PRIMARY KEY("account_id","kind","day","source_id","value"),
	CONSTRAINT "delivery_tallies_kind" CHECK ("delivery_tallies"."kind" in ('path', 'missing', 'status', 'format', 'device', 'country', 'referrer'))
);
--> statement-breakpoint
ALTER TABLE "delivery_tallies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "deliveries_batch" ON "deliveries" USING btree ("batch");--> statement-breakpoint
CREATE INDEX "deliveries_at" ON "deliveries" USING brin ("at");--> statement-breakpoint
CREATE INDEX "delivery_batches_untallied" ON "delivery_batches" USING btree ("number") WHERE not "delivery_batches"."tallied";--> statement-breakpoint
CREATE INDEX "delivery_batches_at" ON "delivery_batches" USING btree ("at");--> statement-breakpoint
CREATE INDEX "delivery_tallies_most" ON "delivery_tallies" USING btree ("account_id","kind","day","requests") WHERE "delivery_tallies"."kind" in ('path', 'missing');--> statement-breakpoint
CREATE POLICY "of_account" ON "deliveries" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "deliveries" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_system" ON "delivery_batches" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "delivery_days" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "delivery_days" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "delivery_half_hours" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "delivery_half_hours" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "delivery_tallies" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "delivery_tallies" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);