DROP INDEX "cached_renders_path";--> statement-breakpoint
CREATE INDEX "cached_renders_path" ON "cached_renders" USING btree ("account_id","source_id",lower("path") text_pattern_ops);