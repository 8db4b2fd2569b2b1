-- What the application's roles may do. Rows of access are ended, not deleted: nobody has DELETE on them.
GRANT USAGE ON SCHEMA public TO aperture_app, aperture_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO aperture_app, aperture_system;--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE ON TABLES TO aperture_app, aperture_system;--> statement-breakpoint
REVOKE UPDATE ON audit_events FROM aperture_app, aperture_system;--> statement-breakpoint
REVOKE INSERT, UPDATE ON audit_heads FROM aperture_app, aperture_system;--> statement-breakpoint
REVOKE ALL ON users, logins, sessions, one_time_links, audit_heads FROM aperture_app;--> statement-breakpoint
REVOKE INSERT ON accounts FROM aperture_app;--> statement-breakpoint
GRANT DELETE ON one_time_links, mails, idempotent_answers TO aperture_system;--> statement-breakpoint
GRANT DELETE ON idempotent_answers TO aperture_app;--> statement-breakpoint

-- One text a row, from which anyone can compute the chain again. Times are milliseconds since 1970.
CREATE FUNCTION audit_hash(e audit_events) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws(E'\x1f',
    e.previous_hash, e.account_id, e.id, e.seq, floor(extract(epoch FROM e.at) * 1000)::bigint, e.actor_kind, e.actor_id, e.actor_name,
    coalesce(e.via, ''), e.operation, e.target_kind, e.target_id, e.target_name, coalesce(e.before::text, ''), coalesce(e.after::text, ''),
    coalesce(e.ip, ''), coalesce(e.user_agent, ''), coalesce(e.request_id, '')), 'UTF8')), 'hex')
$$;--> statement-breakpoint
CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE head audit_heads;
BEGIN
  INSERT INTO audit_heads VALUES (NEW.account_id, 0, '') ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_heads WHERE account_id = NEW.account_id FOR UPDATE;
  NEW.seq := head.seq + 1;
  NEW.at := clock_timestamp();
  NEW.previous_hash := head.hash;
  NEW.hash := audit_hash(NEW);
  UPDATE audit_heads SET seq = NEW.seq, hash = NEW.hash WHERE account_id = NEW.account_id;
  PERFORM pg_notify('audit', json_build_object('accountId', NEW.account_id, 'operation', NEW.operation, 'targetId', NEW.target_id)::text);
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_events_chain BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION chain_audit_event();--> statement-breakpoint

-- The first event whose number, predecessor or hash does not fit; null when the chain is whole up to its head.
CREATE FUNCTION broken_audit_event(account text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT min(seq) FROM (
    SELECT e.seq FROM (SELECT e, lag(e.hash, 1, '') OVER w AS previous, row_number() OVER w AS n FROM audit_events e WHERE e.account_id = account WINDOW w AS (ORDER BY e.seq)) x, LATERAL (SELECT (x.e).*) e
    WHERE e.seq <> x.n OR e.previous_hash <> x.previous OR e.hash <> audit_hash(x.e)
    UNION ALL
    SELECT h.seq FROM audit_heads h WHERE h.account_id = account AND h.seq > 0
      AND NOT EXISTS (SELECT FROM audit_events e WHERE e.account_id = account AND e.seq = h.seq AND e.hash = h.hash)
  ) broken
$$;--> statement-breakpoint

-- A job as part of the transaction that causes it. The queue's own tables stay closed to the application's roles.
CREATE FUNCTION enqueue(task text, payload json DEFAULT '{}', job_key text DEFAULT NULL, run_at timestamptz DEFAULT now()) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM graphile_worker.add_job(identifier := task, payload := enqueue.payload, job_key := enqueue.job_key, run_at := enqueue.run_at);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION enqueue(text, json, text, timestamptz), broken_audit_event(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION enqueue(text, json, text, timestamptz), broken_audit_event(text) TO aperture_app, aperture_system;
