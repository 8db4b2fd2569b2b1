DROP INDEX "delivery_tallies_most";--> statement-breakpoint
ALTER TABLE "delivery_half_hours" DROP CONSTRAINT "delivery_half_hours_account_id_at_source_id_pk";--> statement-breakpoint
ALTER TABLE "delivery_half_hours" ADD CONSTRAINT "delivery_half_hours_account_id_source_id_at_pk" PRIMARY KEY("account_id","source_id","at");--> statement-breakpoint
CREATE INDEX "delivery_tallies_most" ON "delivery_tallies" USING btree ("account_id","kind","day","requests","source_id","value","bytes","saved") WHERE "delivery_tallies"."kind" in ('path', 'missing');--> statement-breakpoint
-- Sums that stand there already are added up for all sources too.
INSERT INTO delivery_half_hours (account_id, source_id, at, requests, bytes, saved, hits, errors, uncounted)
  SELECT account_id, '*', at, sum(requests), sum(bytes), sum(saved), sum(hits), sum(errors), sum(uncounted) FROM delivery_half_hours GROUP BY account_id, at;--> statement-breakpoint
INSERT INTO delivery_days (account_id, source_id, day, requests, bytes, saved, hits, errors, uncounted)
  SELECT account_id, '*', day, sum(requests), sum(bytes), sum(saved), sum(hits), sum(errors), sum(uncounted) FROM delivery_days GROUP BY account_id, day;--> statement-breakpoint
-- An index answers alone for pages that were vacuumed since they changed; lists of past days change no more.
ALTER TABLE delivery_tallies SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
