-- A job that nobody waits for: one of them at a time, and only when no other is due.
CREATE FUNCTION enqueue_last(task text, payload json) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM graphile_worker.add_job(identifier := task, payload := enqueue_last.payload, queue_name := 'last', priority := 100);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION enqueue_last(text, json) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION enqueue_last(text, json) TO aperture_system;
