-- A request of a person or a key reads figures and never writes any.
REVOKE INSERT, UPDATE ON deliveries, delivery_half_hours, delivery_days, delivery_tallies FROM aperture_app;--> statement-breakpoint
REVOKE ALL ON delivery_batches FROM aperture_app;--> statement-breakpoint
REVOKE UPDATE ON deliveries FROM aperture_system;--> statement-breakpoint
-- Retention.
GRANT DELETE ON deliveries, delivery_batches, delivery_half_hours, delivery_days, delivery_tallies TO aperture_system;--> statement-breakpoint
-- Sums change often and no index holds them, so that with room on its page a row is changed in place.
ALTER TABLE delivery_half_hours SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE delivery_days SET (fillfactor = 50);
