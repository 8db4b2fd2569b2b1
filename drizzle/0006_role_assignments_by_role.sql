DROP INDEX "role_assignments_role_id";--> statement-breakpoint
CREATE INDEX "role_assignments_role_id" ON "role_assignments" USING btree ("role_id") WHERE "role_assignments"."ended_at" is null;